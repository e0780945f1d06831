/**
 * The fold: what may be appended, whether it takes effect, and what it changes. The same three functions run in the host, at every
 * seat, in every window and in the verifier.
 *
 * `appendable` guards the journal (form, author, order, signature); `judge` decides on effect; `evolve` folds an entry in. An act that
 * is appended but refused by `judge` is an entry without effect, with its refusal kept: the record shows the attempt.
 */

import { slipSigned } from '../evaluation/admission.ts';
import { isMember, memberState } from '../evaluation/committee.ts';
import type { Office, Rule } from '../evaluation/rule.ts';
import { rules } from '../evaluation/rulebook.ts';
import type { CryptoPort } from '../ports/crypto.ts';
import { type Refusal, refusal } from '../refusal.ts';
import type { Act, ActType, UnsignedAct } from './acts.ts';
import { usedUp } from './allowance.ts';
import { framed, signedBytes } from './domain.ts';
import { hex } from './encoding.ts';
import { actHash, type Entry, GENESIS, verifyAct } from './entry.ts';
import { emptyRoom, type RoomPackage, type RoomState, type Session } from './state.ts';

/** Whether signatures are checked here or have been already, by workers over the same lines. */
export type Signatures = 'check' | 'checked';

const no = refusal;

/**
 * Whether an act may be appended at all: validly signed, in order, of an admitted session whose `seen` this journal knows. Null where
 * it may. What is refused here never becomes an entry.
 */
export function appendable(
  crypto: CryptoPort,
  state: RoomState,
  act: Act,
  signatures: Signatures = 'check',
): Refusal | null {
  if (state.closed !== null)
    return no('ROOM_CLOSED', '评标室已封存，不再记录', 'The room is closed; nothing is appended');
  if (act.room !== state.room)
    return no('OTHER_ROOM', '该记录属于另一评标室', 'The act belongs to another room');
  const seen = act.seen.seq === 0 ? GENESIS : state.hashes[act.seen.seq - 1];
  if (seen !== act.seen.hash)
    return no(
      'SEEN_UNKNOWN',
      '该记录所见的日志与本日志不符',
      'The act has seen an entry that this journal does not have',
    );
  const order = inOrder(state, act);
  if (order !== null) return order;
  if (signatures === 'check' && !verifyAct(crypto, act))
    return no('SIGNATURE', '签名无效', 'The signature is not valid');
  if ((act.type === 'open' || act.type === 'sign-in') && !slipSigned(crypto, state, act))
    return no(
      'SLIP',
      '入席凭证的签名无效，请核对凭证号码',
      'Not signed by the slip of the person named; check the slip’s code',
    );
  // What would introduce no session is nobody's act, and could be replayed for ever.
  return act.type === 'open' || act.type === 'sign-in' ? judge(crypto, state, act) : null;
}

function inOrder(state: RoomState, act: Act): Refusal | null {
  const session = state.sessions.get(act.session);
  const entering = act.type === 'open' || act.type === 'sign-in';
  if ((act.type === 'open') !== (state.head.seq === 0))
    return no(
      'NOT_OPEN',
      '日志的第一条且只有第一条是开室记录',
      'The first entry, and only the first, is the opening',
    );
  if (session !== undefined && entering)
    return no('REPLAYED', '该席位已经签到', 'The session has signed in already');
  if (session === undefined) {
    if (!entering) return no('SESSION_UNKNOWN', '该席位没有签到', 'The session has not signed in');
    return act.seq === 1 && act.prev === GENESIS
      ? null
      : no('ACT_ORDER', '席位的第一条记录编号应为 1', 'A session’s first act has number 1');
  }
  if (session.closed !== null)
    return no(
      'SESSION_CLOSED',
      '该席位已关闭，您已在其他席位继续',
      'This session is closed; the person goes on elsewhere',
    );
  const resuming = act.type === 'admit' && session.role === 'supervisor';
  if (session.admitted === null && !resuming)
    return no('NOT_ADMITTED', '该席位尚未准入', 'The session is not admitted yet');
  if (act.seq <= session.last.seq)
    return no('REPLAYED', '该记录已经收到', 'The act has been recorded already');
  if (act.seq !== session.last.seq + 1 || act.prev !== session.last.hash)
    return no('ACT_ORDER', '席位记录不连续', 'The act does not continue its session’s chain');
  return usedUp(state, session);
}

const holds = (state: RoomState, session: Session, office: Office): boolean =>
  office === 'chair'
    ? session.role === 'member' && state.chair?.member === session.who
    : session.role === office;

/** Whether an act would take effect now: null, or why not. Windows ask it before they offer a control; nothing is changed. */
export function judge(crypto: CryptoPort, state: RoomState, act: UnsignedAct): Refusal | null {
  const rule = rules[act.type] as Rule<ActType>;
  const author = state.sessions.get(act.session) ?? introduced(state, act);
  if (author === null) return no('SESSION_UNKNOWN', '该席位没有签到', 'The session has not signed in');
  if (!rule.by.some((office) => holds(state, author, office)))
    return no('OFFICE', '您的身份不能进行此项操作', 'This act belongs to another office');
  const standing = author.role === 'member' ? memberStanding(state, author, rule, act.type) : null;
  if (standing !== null) return standing;
  if (state.paused !== null && rule.whilePaused !== true)
    return no('PAUSED', '评标已暂停', 'The room is paused');
  if (rule.during !== undefined && !rule.during.includes(state.phase))
    return no('PHASE', '现阶段不能进行此项操作', 'This act does not belong to the present phase');
  return rule.judge?.(crypto, state, act, author) ?? null;
}

function memberStanding(
  state: RoomState,
  author: Session,
  rule: Rule<ActType>,
  type: ActType,
): Refusal | null {
  if (type === 'sign-in') return null;
  if (!isMember(state, author.who))
    return no('NOT_MEMBER', '您不是现任评标委员会成员', 'You are not a current member of the committee');
  const member = state.member.get(author.who);
  if (member?.recused) return no('RECUSED', '您已申请回避', 'You have recused yourself');
  return (member?.committed ?? null) !== null || rule.beforeCommitment === true || state.announced === null
    ? null
    : no('NOT_COMMITTED', '请先签署承诺', 'Give the commitment first');
}

/** The session that an opening or a sign-in is about to introduce. */
function introduced(state: RoomState, act: UnsignedAct): Session | null {
  if (act.type !== 'open' && act.type !== 'sign-in') return null;
  const who = act.type === 'open' ? act.body.supervisor : act.body.who;
  const role = state.pkg.data.supervisors.some((s) => s.supervisor === who) ? 'supervisor' : 'member';
  const last = { seq: 0, hash: GENESIS, at: act.at, written: 0 };
  return {
    key: act.session,
    role,
    who,
    recipient: act.body.recipient,
    signIn: '',
    admitted: null,
    closed: null,
    seat: '',
    last,
  };
}

/** An entry's hashes, and the bytes of its line; who has them already (a host, a verifier) hands them in, since hashing costs more than folding. */
export interface EntryHashes {
  readonly act: string;
  readonly entry: string;
  readonly bytes: number;
}

const FRAME = framed('entry', '').length;

export function hashesOf(crypto: CryptoPort, entry: Entry): EntryHashes {
  const hashed = signedBytes('entry', entry);
  return {
    act: actHash(crypto, entry.act),
    entry: hex.encode(crypto.sha256(hashed)),
    bytes: hashed.length - FRAME,
  };
}

/**
 * Folds an entry in that `continues` and `appendable` have let pass. It takes the state over: the value given must not be used
 * afterwards (copying a room for each of 100,000 entries would cost more than verifying them).
 */
export function evolve(
  crypto: CryptoPort,
  state: RoomState,
  entry: Entry,
  known: EntryHashes = hashesOf(crypto, entry),
): RoomState {
  const { act, seq, at } = entry;
  const hash = known.act;
  const verdict = judge(crypto, state, act);
  if (verdict === null) {
    const rule = rules[act.type] as Rule<ActType>;
    const author = state.sessions.get(act.session) ?? introduced(state, act)!;
    if (author.role === 'member' && rule.unattended !== true) memberState(state, author.who).acted = seq;
    rule.apply(crypto, state, { act, hash, seq, at }, author);
  } else state.refused.push({ seq, refusal: { ...verdict, where: `entry ${seq}` } });
  const session = state.sessions.get(act.session);
  if (session !== undefined)
    session.last = { seq: act.seq, hash, at, written: session.last.written + known.bytes };
  state.head = { seq, hash: known.entry };
  state.hashes.push(state.head.hash);
  state.at = at;
  return state;
}

/** The room as it stood after entry `seq`, or at its end; entries that have been verified before. */
export function foldTo(
  crypto: CryptoPort,
  pkg: RoomPackage,
  entries: readonly Entry[],
  seq = entries.length,
): RoomState {
  return entries.slice(0, seq).reduce((state, entry) => evolve(crypto, state, entry), emptyRoom(pkg));
}
