/**
 * Scoring under seal: dealing the sheet key, encrypted scores, submitting. Nothing here can be read before the gate opens: not by the
 * host, the supervisor, the centre, or fewer than a majority of the other members together.
 */

import type { Act, Bodies, UnsignedAct } from '../journal/acts.ts';
import { canonicalJson } from '../journal/canonical.ts';
import { base64url } from '../journal/encoding.ts';
import type { Deal, RoomState, Round, Session } from '../journal/state.ts';
import type { CryptoPort } from '../ports/crypto.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { CELL_STEP, CELL_TAG } from '../sheets/cell.ts';
import { sheetKeyCommitment } from '../sheets/shares.ts';
import { activeSession, cellKey, currentRound } from './committee.ts';
import { notSubmitted, roundOf } from './gate.ts';
import { openCells, submitsHalf } from './openCells.ts';
import type { Rules } from './rule.ts';

const utf8 = new TextEncoder();

/** What a score's ciphertext is bound to: the canonical act without ciphertext and signature. */
export function cellBinding(act: Act<'score'> | UnsignedAct<'score'>): Uint8Array {
  const { cipher: _, ...body } = act.body;
  const { sig: __, ...rest } = act as Act<'score'>;
  return utf8.encode(canonicalJson({ ...rest, body }));
}

/** The member's newest dealing of a round. */
const newestDeal = (round: Round, member: string): Deal | undefined =>
  [...round.deals.values()].findLast((deal) => deal.dealer === member);

/** The commitment that a member's scores of this round stand under: that of the newest dealing. */
export const commitmentOf = (round: Round, member: string): string | undefined =>
  newestDeal(round, member)?.body.commitment;

/** Whether the member has anything under seal in this round, a score or not: from then on its key stays the one it is. */
export const hasScored = (round: Round, member: string): boolean => (round.cells.get(member)?.size ?? 0) > 0;

/** Whether a member who moved has dealt at the older seat alone and scored nothing: nobody has to give that key back, another is dealt. */
const dealtElsewhere = (state: RoomState, round: Round, member: string): boolean =>
  !hasScored(round, member) && newestDeal(round, member)?.session !== activeSession(state, member)?.key;

/** Holders who confirmed their share and still sit where it was dealt to; who was replaced or has moved cannot give it back. */
const confirmations = (state: RoomState, { body, confirmed }: Deal): number =>
  body.shares.filter(
    ({ holder, session }) => confirmed.has(holder) && state.sessions.get(session)?.closed === null,
  ).length;

/** Whether the member may score: enough holders confirmed their share of one dealing of the key that the scores will stand under. */
export const dealReady = (state: RoomState, round: Round, member: string): boolean =>
  !dealtElsewhere(state, round, member) &&
  [...round.deals.values()].some(
    (deal) =>
      deal.dealer === member &&
      deal.body.commitment === commitmentOf(round, member) &&
      confirmations(state, deal) >= state.opening!.threshold,
  );

/** Sessions of the other current members: to whom a member deals now. */
export function holdersFor(state: RoomState, member: string): { member: string; session: Session }[] {
  return state.members.flatMap((other) => {
    const session = other === member ? undefined : activeSession(state, other);
    return session === undefined ? [] : [{ member: other, session }];
  });
}

/** Whether a member's newest dealing misses a session that the others work in now, or was made at a seat that he left before he scored, so that it is due again. */
export function dealDue(state: RoomState, round: Round, member: string): boolean {
  if (notSubmitted(state, round).length === 0) return false;
  if (dealtElsewhere(state, round, member)) return true;
  const newest = newestDeal(round, member);
  const reached = new Set(newest?.body.shares.map((share) => share.session));
  return newest === undefined || holdersFor(state, member).some((holder) => !reached.has(holder.session.key));
}

function judgeDeal(
  crypto: CryptoPort,
  state: RoomState,
  body: Bodies['deal'],
  author: Session,
): Refusal | null {
  const round = currentRound(state);
  if (round === undefined || round.number !== body.round) return wrongRound(state);
  // Whoever has read the others' scores must have no way left to void his own sheet; and who can still deal can as well release.
  if (notSubmitted(state, round).length === 0)
    return refusal(
      'DEAL_LATE',
      '全部成员均已提交，不再分发评分密钥',
      'All have submitted: no sheet key is dealt any more',
    );
  const standing = commitmentOf(round, author.who);
  if (hasScored(round, author.who) && standing !== body.commitment)
    return refusal(
      'DEAL_CHANGED',
      '已有评分时不得更换评分密钥',
      'The sheet key cannot change once there are scores under it',
    );
  const named = { room: state.room!, round: body.round, expert: author.who };
  const told = state.screenKeys.filter(({ who }) => who === author.who);
  if (told.some(({ key }) => sheetKeyCommitment(crypto, { ...named, key }) === body.commitment))
    return refusal(
      'DEAL_TOLD',
      '该密钥已随屏幕录像公开，不得再用于评分',
      'This key has been told with a recorded screen: no score may be made under it',
    );
  if (body.threshold !== state.opening!.threshold)
    return refusal('DEAL_THRESHOLD', '份额门限与开室记录不符', 'The threshold is not that of the opening');
  const holders = holdersFor(state, author.who);
  const fits =
    holders.length === body.shares.length &&
    holders.every((h, i) => body.shares[i]?.holder === h.member && body.shares[i]?.session === h.session.key);
  if (!fits || holders.length < body.threshold)
    return refusal(
      'DEAL_HOLDERS',
      '份额须按名单逐一交给其余全部在席成员',
      'One share goes to each other member’s present session, in order',
    );
  return null;
}

const wrongRound = (state: RoomState): Refusal =>
  refusal('ROUND', `现在是第 ${state.rounds.length} 轮评分`, `This is scoring round ${state.rounds.length}`);

function judgeScore(state: RoomState, body: Bodies['score'], who: string): Refusal | null {
  const round = currentRound(state);
  if (round === undefined || round.number !== body.round) return wrongRound(state);
  if (!round.due.includes(cellKey(body.bid, body.item)))
    return refusal(
      'CELL_UNKNOWN',
      `没有这一评分项：${body.bid} ${body.item}`,
      `There is no such cell: ${body.bid} ${body.item}`,
    );
  if (round.submits.has(who))
    return refusal('SUBMITTED', '评分已提交，不能再改', 'The sheet has been submitted and cannot change');
  if (!dealReady(state, round, who))
    return refusal(
      'DEAL_PENDING',
      '评分密钥尚待其他席位确认，请稍候',
      'The sheet key waits for the other seats’ confirmation',
    );
  const size = base64url.length(body.cipher) - CELL_TAG;
  if (base64url.length(body.nonce) !== 24 || size <= 0 || size % CELL_STEP !== 0)
    return refusal('CELL_SIZE', '评分密文长度不符', 'The ciphertext is not of the one size');
  return null;
}

function judgeSubmit(state: RoomState, body: Bodies['submit'], who: string): Refusal | null {
  const round = currentRound(state);
  if (round === undefined || round.number !== body.round) return wrongRound(state);
  if (round.submits.has(who)) return refusal('SUBMITTED', '评分已提交', 'The sheet has been submitted');
  if (!dealReady(state, round, who))
    return refusal(
      'DEAL_PENDING',
      '评分密钥尚待其他席位确认，请稍候',
      'The sheet key waits for the other seats’ confirmation',
    );
  const half = submitsHalf(openCells(round, who));
  if (half !== null) return half;
  const own = round.cells.get(who);
  const fits =
    body.cells.length === round.due.length &&
    body.cells.every((cell, i) => {
      const key = cellKey(cell.bid, cell.item);
      return key === round.due[i] && own?.get(key)?.hash === cell.act;
    });
  return fits
    ? null
    : refusal(
        'SUBMIT_CELLS',
        '提交清单与最后保存的评分不一致',
        'The list is not that of the newest scores, in order',
      );
}

function dealOf(state: RoomState, hash: string): { round: Round; deal: Deal } | null {
  for (const round of state.rounds) {
    const deal = round.deals.get(hash);
    if (deal !== undefined) return { round, deal };
  }
  return null;
}

/** The deal that a hash names, where the session is one of its holders. */
export function heldDeal(
  state: RoomState,
  hash: string,
  holder: Session,
): { round: Round; deal: Deal } | Refusal {
  const found = dealOf(state, hash);
  if (found === null) return refusal('DEAL_UNKNOWN', '没有这一次密钥分发', 'There is no such dealing');
  return found.deal.body.shares.some((share) => share.holder === holder.who)
    ? found
    : refusal('NOT_HOLDER', '您不是这次分发的持有人', 'You hold no share of this dealing');
}

export const sheets: Rules<'deal' | 'share-ok' | 'share-bad' | 'return-share' | 'score' | 'submit'> = {
  deal: {
    by: ['member'],
    unattended: true,
    during: ['scoring'],
    whilePaused: true,
    judge: (crypto, state, act, author) => judgeDeal(crypto, state, act.body, author),
    apply(_, state, { act, hash, seq }, { who, key }) {
      const fresh = {
        confirmed: new Set<string>(),
        complaints: new Map<string, string>(),
        returned: new Map<string, string>(),
        released: new Map<string, string>(),
      };
      roundOf(state, act.body.round)!.deals.set(hash, {
        act: hash,
        dealer: who,
        session: key,
        body: act.body,
        seq,
        ...fresh,
      });
    },
  },
  'share-ok': {
    by: ['member'],
    unattended: true,
    whilePaused: true,
    judge(_, state, act, author) {
      const held = heldDeal(state, act.body.deal, author);
      if ('code' in held) return held;
      return held.deal.body.shares.some((share) => share.session === author.key)
        ? null
        : refusal('NOT_HOLDER', '该份额是发给您原席位的', 'That share was dealt to your older session');
    },
    apply: (_, state, { act }, { who }) => {
      dealOf(state, act.body.deal)!.deal.confirmed.add(who);
    },
  },
  'share-bad': {
    by: ['member'],
    unattended: true,
    whilePaused: true,
    judge(_, state, act, author) {
      const held = heldDeal(state, act.body.deal, author);
      return 'code' in held ? held : null;
    },
    apply: (_, state, { act }, { who }) => {
      const { deal } = dealOf(state, act.body.deal)!;
      deal.complaints.set(who, act.body.code);
      deal.confirmed.delete(who);
    },
  },
  /** One click by each holder gives a moved expert the key back; the file is readable by the new session alone. */
  'return-share': {
    by: ['member'],
    whilePaused: true,
    judge(_, state, act, author) {
      const held = heldDeal(state, act.body.deal, author);
      if ('code' in held) return held;
      return activeSession(state, held.deal.dealer)?.key === act.body.session
        ? null
        : refusal(
            'RETURN_TO',
            '只能交还给该成员现在的席位',
            'A share is given back to its dealer’s present session only',
          );
    },
    apply: (_, state, { act }, { who }) => {
      dealOf(state, act.body.deal)!.deal.returned.set(who, act.body.session);
    },
  },
  score: {
    by: ['member'],
    during: ['scoring'],
    judge: (_, state, act, { who }) => judgeScore(state, act.body, who),
    apply(_, state, { act, hash, seq }, { who }) {
      const round = currentRound(state)!;
      const own = round.cells.get(who) ?? new Map();
      round.cells.set(who, own.set(cellKey(act.body.bid, act.body.item), { act, hash, seq }));
    },
  },
  submit: {
    by: ['member'],
    during: ['scoring'],
    judge: (_, state, act, { who }) => judgeSubmit(state, act.body, who),
    apply(_, state, { act, hash, seq }, { who }) {
      const cells = new Map(act.body.cells.map((cell) => [cellKey(cell.bid, cell.item), cell.act]));
      currentRound(state)!.submits.set(who, { act: hash, seq, cells });
    },
  },
};
