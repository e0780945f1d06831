/** What an honest person does next, seeing the room as it stands: one act at a time, as a click would be. */

import { answerable } from '../../shared/evaluation/clarification.ts';
import { commitmentDigest } from '../../shared/evaluation/commitment.ts';
import { activeSession, cellKey, cellOf, currentRound, isMember } from '../../shared/evaluation/committee.ts';
import { blockers, nextPhase } from '../../shared/evaluation/course.ts';
import { unsigned } from '../../shared/evaluation/ending.ts';
import { allOpened } from '../../shared/evaluation/gate.ts';
import { movedSinceDealing } from '../../shared/evaluation/moving.ts';
import { evaluation, rankingDigest, rankingOpen } from '../../shared/evaluation/outcome.ts';
import { failures } from '../../shared/evaluation/review.ts';
import { dealReady } from '../../shared/evaluation/sheets.ts';
import type { ActType, Bodies } from '../../shared/journal/acts.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import type { Minds } from './day.ts';

type ByHand = {
  [T in ActType]: { readonly do: 'act'; readonly act: { readonly type: T; readonly body: Bodies[T] } };
}[ActType];

export type Move =
  | ByHand
  | { readonly do: 'score'; readonly bid: string; readonly item: string; readonly score: string }
  | { readonly do: 'submit' | 'report' | 'sign' }
  | { readonly do: 'return'; readonly member: string };

const act = <T extends ActType>(type: T, body: Bodies[T]): Move =>
  ({ do: 'act', act: { type, body } }) as Move;

/**
 * The next thing that a member does at the seat, or null where he waits for others.
 * @param done cells of this round, reviews and returned shares that he has dealt with and that may still be on their way (`cellKey`s; sessions)
 */
export function expertMove(
  crypto: CryptoPort,
  state: RoomState,
  who: string,
  minds: Minds,
  done: ReadonlySet<string>,
): Move | null {
  if (!isMember(state, who) || state.paused !== null || state.member.get(who)?.recused) return null;
  const own = state.member.get(who);
  if ((own?.committed ?? null) === null)
    return state.announced === null
      ? null
      : act('commit', { text: commitmentDigest(crypto, state.pkg.data.project.regime), recording: true });
  for (const [motion, { votes, carried }] of state.motions)
    if (carried === null && !votes.has(who)) return act('vote', { motion, yes: true, reason: '' });
  return (
    duringPhase(state, who, minds, done) ?? (state.chair?.member === who ? chairMove(crypto, state) : null)
  );
}

function duringPhase(state: RoomState, who: string, minds: Minds, done: ReadonlySet<string>): Move | null {
  switch (state.phase) {
    case 'chair': {
      const { round, ballots } = state.election;
      return state.chair === null && !ballots.has(who) ? act('ballot', { round, chair: minds.chair }) : null;
    }
    case 'reading':
      return (state.member.get(who)?.read ?? null) === null ? act('read', { documents: ['tender'] }) : null;
    case 'review':
      return reviewMove(state, who, minds, done);
    case 'scoring':
      return scoringMove(state, who, minds, done);
    case 'signing':
      return state.signatures.has(who) ? null : { do: 'sign' };
    default:
      return null;
  }
}

function reviewMove(state: RoomState, who: string, minds: Minds, done: ReadonlySet<string>): Move | null {
  const { bids, project } = state.pkg.data;
  for (const { bid } of bids)
    for (const { id: check } of project.review) {
      const key = cellKey(bid, check);
      if (state.member.get(who)?.reviews.has(key) || done.has(key)) continue;
      return act('review', { bid, check, ...minds.passes(who, bid, check) });
    }
  return null;
}

function scoringMove(state: RoomState, who: string, minds: Minds, done: ReadonlySet<string>): Move | null {
  const round = currentRound(state);
  if (round === undefined) return null;
  const moved = state.members.find(
    (member) =>
      member !== who && movedSinceDealing(state, member) !== null && !done.has(sessionOf(state, member)),
  );
  if (moved !== undefined) return { do: 'return', member: moved };
  if (round.submits.has(who) || !dealReady(state, round, who)) return null;
  const open = round.due.find((key) => !round.cells.get(who)?.has(key) && !done.has(key));
  if (open === undefined) return { do: 'submit' };
  const { bid, item } = cellOf(open);
  return { do: 'score', bid, item, score: minds.scores(who, bid, item) };
}

const sessionOf = (state: RoomState, member: string): string => activeSession(state, member)?.key ?? '';

function chairMove(crypto: CryptoPort, state: RoomState): Move | null {
  const { project } = state.pkg.data;
  if (state.phase === 'review') {
    const failed = failures(state).find(({ bid, check }) => !state.rejections.has(cellKey(bid, check)));
    if (failed !== undefined) {
      const { bid, check } = failed;
      const { name } = project.review.find((c) => c.id === check)!;
      if (!state.deliberations.has(cellKey(bid, check)))
        return act('deliberate', { bid, check, matter: `提请集体评议：${name}` });
      return act('reject', { bid, check, ground: `未通过${name}`, clause: '招标文件评标办法前附表' });
    }
  }
  if (state.phase === 'scoring') {
    const round = currentRound(state);
    if (round === undefined || !allOpened(state, round)) return null;
  }
  if (state.phase === 'consolidation' && state.outcome === null) return concluding(crypto, state);
  if (state.phase === 'report') return { do: 'report' };
  const next = nextPhase(state);
  return next !== null && blockers(state, next).length === 0 ? act('proceed', { to: next }) : null;
}

function concluding(crypto: CryptoPort, state: RoomState): Move | null {
  const open = rankingOpen(state);
  if (open.length === 0)
    return act('outcome', { kind: 'ranked', reason: '', ranking: rankingDigest(crypto, state), matters: '' });
  const pending = [...state.motions.values()].some((m) => m.carried === null);
  if (pending || !open.some((r) => r.code === 'TIE_UNSETTLED')) return null;
  const candidates = evaluation(state).answer.candidates.slice(0, state.pkg.data.project.candidates);
  return act('move', { motion: { kind: 'settle-tie', candidates, reason: '按招标文件规定的办法确定' } });
}

export type SupervisorMove =
  | ByHand
  | { readonly do: 'admit'; readonly session: string; readonly letter: boolean; readonly moves: boolean };

/** The next thing that the supervisor of an open room does, or null. Everybody who signs in is whom he says he is; who comes again, moves. */
export function supervisorMove(state: RoomState): SupervisorMove | null {
  const { data } = state.pkg;
  for (const session of state.sessions.values()) {
    const member = data.committee.find((m) => m.expert === session.who);
    if (session.admitted !== null || session.closed !== null || member === undefined) continue;
    const moves = activeSession(state, session.who) !== undefined;
    return { do: 'admit', session: session.key, letter: member.role === 'owner', moves };
  }
  if (state.paused !== null) return null;
  if (state.phase === 'commitment' && state.announced === null)
    return act('announce', { bids: data.bids.map((b) => b.bid) }) as SupervisorMove;
  const question = answerable(state)[0];
  if (question !== undefined)
    return act('answer', { question, text: '见投标文件第 3 页。', signedBy: '投标人' }) as SupervisorMove;
  for (const [request, { phase }] of state.backs)
    if (phase === state.phase) return act('witness', { act: request }) as SupervisorMove;
  if (state.phase === 'signing' && unsigned(state).length === 0)
    return act('close', { outcome: 'sealed', reason: '', excused: [] }) as SupervisorMove;
  const next = nextPhase(state);
  if (next !== 'commitment' && next !== 'chair') return null;
  const everybody = state.members.every((m) => activeSession(state, m) !== undefined);
  return everybody && blockers(state, next).length === 0
    ? (act('proceed', { to: next }) as SupervisorMove)
    : null;
}
