/**
 * Opening the room, signing in, admission. An expert's session counts only with both the slip's signature (which the centre's package
 * vouches for) and the supervisor's admission: neither centre nor supervisor alone can be an expert.
 */

import type { Act, UnsignedAct } from '../journal/acts.ts';
import { signedBytes } from '../journal/domain.ts';
import { base64url } from '../journal/encoding.ts';
import type { RoomState, Session } from '../journal/state.ts';
import type { CryptoPort } from '../ports/crypto.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { activeSession, thresholdFor } from './committee.ts';
import type { Rules } from './rule.ts';
import { termsOf } from './terms.ts';

/** What a slip key signs at sign-in: fresh session keys, the room and the TLS key of the peer, so that nothing replays elsewhere. */
export interface SignInStatement {
  readonly package: string;
  readonly who: string;
  /** Null in the opening act, whose hash the room id is. */
  readonly room: string | null;
  readonly session: string;
  readonly recipient: string;
  readonly tls: string;
}

/** The bytes under the slip's signature. */
export const signInBytes = (statement: SignInStatement): Uint8Array => signedBytes('sign-in', statement);

/** Whether the slip of the person who is named signed this opening or sign-in. */
export function slipSigned(crypto: CryptoPort, state: RoomState, act: Act<'open'> | Act<'sign-in'>): boolean {
  const who = act.type === 'open' ? act.body.supervisor : act.body.who;
  const slipKey = state.pkg.slipKeys.get(who);
  if (slipKey === undefined) return false;
  const statement: SignInStatement = {
    package: state.pkg.digest,
    who,
    room: act.room,
    session: act.session,
    recipient: act.body.recipient,
    tls: act.body.tls,
  };
  return crypto.ed25519Verify(
    base64url.decode(slipKey),
    signInBytes(statement),
    base64url.decode(act.body.slip),
  );
}

const isSupervisor = (state: RoomState, who: string): boolean =>
  state.pkg.data.supervisors.some((s) => s.supervisor === who);

const session = (
  key: string,
  role: Session['role'],
  who: string,
  recipient: string | null,
  signIn: string,
  last: Session['last'],
): Session => ({ key, role, who, recipient, signIn, admitted: null, closed: null, seat: '', last });

function addHost(state: RoomState, key: string, seq: number, at: string, act: string): void {
  const none = { seq: 0, hash: '0'.repeat(64), at, written: 0 };
  state.sessions.set(key, { ...session(key, 'host', 'host', null, act, none), admitted: seq });
}

function judgeOpen(state: RoomState, act: UnsignedAct<'open'>): Refusal | null {
  const { body } = act;
  if (body.package !== state.pkg.digest)
    return refusal('OPEN_PACKAGE', '开室记录所指的项目包不是本项目包', 'The opening names another package');
  if (!isSupervisor(state, body.supervisor))
    return refusal(
      'OPEN_SUPERVISOR',
      `开室人不在项目包的${termsOf(state).supervisor}名单内`,
      'The opener is not one of the package’s supervisors',
    );
  const same = (a: readonly string[], b: readonly string[]) =>
    a.length === b.length && a.every((x, i) => x === b[i]);
  if (
    !same(body.expected.members, state.members) ||
    !body.expected.supervisors.every((s) => isSupervisor(state, s)) ||
    !body.expected.supervisors.includes(body.supervisor)
  )
    return refusal(
      'OPEN_EXPECTED',
      '应到人员与项目包不符',
      'The expected set is not the package’s committee and supervisors',
    );
  if (body.threshold !== thresholdFor(state.members.length))
    return refusal(
      'OPEN_THRESHOLD',
      '密钥份额门限应为其余成员的过半数',
      'The share threshold must be a majority of the other members',
    );
  if (body.threshold < 2)
    return refusal(
      'OPEN_COMMITTEE',
      '评标委员会至少须有三名成员',
      'A committee has at least three members: a key is not shared among fewer',
    );
  if (body.host === act.session)
    return refusal('HOST_KEY', '主机须使用自己的密钥', 'The host must have a key of its own');
  if (body.recording.due && body.recording.recipient === null)
    return refusal(
      'OPEN_RECORDING',
      '应录音录像，但未给出加密接收方',
      'A recording is due but no recipient for it is named',
    );
  return null;
}

function judgeSignIn(state: RoomState, act: UnsignedAct<'sign-in'>): Refusal | null {
  if (act.body.tls !== state.host?.tls)
    return refusal(
      'SIGN_IN_TLS',
      `签到时所连主机的证书与开室记录不符，请举手示意${termsOf(state).supervisor}`,
      'The sign-in was made over a connection that is not this room’s; raise your hand for the supervisor',
    );
  if (state.substitutions.some((s) => s.out === act.body.who))
    return refusal(
      'REPLACED',
      '该成员已被更换，不得再次进入评标室',
      'This member has been replaced and does not return to the room',
    );
  return null;
}

function judgeAdmit(state: RoomState, act: UnsignedAct<'admit'>, author: Session): Refusal | null {
  const { body } = act;
  const entering = state.sessions.get(body.session);
  if (entering === undefined || entering.signIn !== body.signIn)
    return refusal('ADMIT_UNKNOWN', '没有与之相符的签到记录', 'No sign-in matches this admission');
  if (entering.admitted !== null)
    return refusal('ADMIT_TWICE', '该席位已准入', 'This session is admitted already');
  const open = activeSession(state, entering.who);
  if (author.admitted === null && (author.key !== body.session || open === undefined))
    return refusal(
      'NOT_ADMITTED',
      `尚未准入的${termsOf(state).supervisor}只能先恢复自己的席位`,
      'A supervisor who is not admitted can only resume the own session',
    );
  if (state.substitutions.some((s) => s.out === entering.who))
    return refusal(
      'REPLACED',
      '该成员已被更换，不得再次进入评标室',
      'This member has been replaced and does not return to the room',
    );
  if (open?.key !== body.closes?.session || open?.last.seq !== body.closes?.last)
    return refusal(
      'ADMIT_CLOSES',
      '同一人的原席位须按其最后一条记录的编号一并关闭；请刷新后重试',
      'The same person’s older session must be closed at the number of its last act; refresh and try again',
    );
  const member = state.pkg.data.committee.find((m) => m.expert === entering.who);
  if (member?.role === 'owner' && body.letter !== true)
    return refusal(
      'ADMIT_LETTER',
      `${termsOf(state).delegate}须核验授权委托书`,
      'This delegate is admitted on a letter of authority',
    );
  return null;
}

/** Where a supervisor resumes after a loss, the new session admits itself; the slip's signature is what carries it. */
export const admission: Rules<'open' | 'sign-in' | 'admit' | 'host'> = {
  open: {
    by: ['supervisor'],
    judge: (_, state, act) => judgeOpen(state, act),
    apply(_, state, { act, hash, seq, at }) {
      const { body } = act;
      state.room = hash;
      state.opening = body;
      state.openedAt = at;
      state.phaseSince = at;
      state.host = { key: body.host, tls: body.tls };
      const own = session(act.session, 'supervisor', body.supervisor, body.recipient, hash, {
        seq: 0,
        hash: act.prev,
        at,
        written: 0,
      });
      state.sessions.set(act.session, { ...own, admitted: seq });
      addHost(state, body.host, seq, at, hash);
    },
  },
  'sign-in': {
    by: ['member', 'supervisor'],
    whilePaused: true,
    beforeCommitment: true,
    judge: (_, state, act) => judgeSignIn(state, act),
    apply(_, state, { act, hash, at }) {
      const role = isSupervisor(state, act.body.who) ? 'supervisor' : 'member';
      const last = { seq: 0, hash: act.prev, at, written: 0 };
      state.sessions.set(
        act.session,
        session(act.session, role, act.body.who, act.body.recipient, hash, last),
      );
    },
  },
  admit: {
    by: ['supervisor'],
    whilePaused: true,
    judge: (_, state, act, author) => judgeAdmit(state, act, author),
    apply(_, state, { act, seq }) {
      const { body } = act;
      if (body.closes !== undefined) state.sessions.get(body.closes.session)!.closed = seq;
      const entering = state.sessions.get(body.session)!;
      entering.admitted = seq;
      entering.seat = body.seat;
    },
  },
  host: {
    by: ['supervisor'],
    whilePaused: true,
    judge: (_, state, act) =>
      state.sessions.has(act.body.host)
        ? refusal('HOST_KEY', '新主机须使用新的密钥', 'A new host must have a new key')
        : null,
    apply(_, state, { act, hash, seq, at }) {
      if (state.host !== null) state.sessions.get(state.host.key)!.closed = seq;
      state.host = { key: act.body.host, tls: act.body.tls };
      addHost(state, act.body.host, seq, at, hash);
    },
  },
};
