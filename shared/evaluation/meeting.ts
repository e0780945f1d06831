/** The first part of the meeting: names told, commitment or recusal, chair, reading of the tender. */

import { PHASES } from '../journal/acts.ts';
import type { RoomState } from '../journal/state.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { isMember, majorityOf, memberState } from './committee.ts';
import { judgeGround } from './recusal.ts';
import { phases, type Rules } from './rule.ts';
import { termsOf } from './terms.ts';

const FROM_COMMITMENT = phases(PHASES, 'commitment', 'signing');

function judgeBallot(state: RoomState, round: number, candidate: string, voter: string): Refusal | null {
  if (state.chair !== null)
    return refusal('CHAIR_ELECTED', `${termsOf(state).chair}已经推选产生`, 'The chair is elected already');
  if (round !== state.election.round)
    return refusal(
      'BALLOT_ROUND',
      `现在是第 ${state.election.round} 轮推选`,
      `This is round ${state.election.round} of the election`,
    );
  if (state.election.ballots.has(voter))
    return refusal('BALLOT_TWICE', '您在本轮已经投票', 'You have voted in this round');
  const member = state.pkg.data.committee.find((m) => m.expert === candidate);
  if (member === undefined || !isMember(state, candidate))
    return refusal('BALLOT_CANDIDATE', '只能推选评标委员会现任成员', 'Only a current member can be elected');
  if (state.pkg.data.project.regime === 'procurement' && member.role === 'owner')
    return refusal(
      'BALLOT_OWNER',
      '采购人代表不得担任评标组长，请另选',
      'The purchaser’s delegate may not be the chair; choose another',
    );
  return null;
}

/** A candidate with more than half of all members is elected; when all have voted and nobody has, the next round begins. */
function countBallots(state: RoomState, seq: number): void {
  const { round, ballots } = state.election;
  const votes = new Map<string, number>();
  for (const [voter, candidate] of ballots)
    if (isMember(state, voter)) votes.set(candidate, (votes.get(candidate) ?? 0) + 1);
  const winner = [...votes].find(([, n]) => n >= majorityOf(state.members.length));
  if (winner !== undefined) state.chair = { member: winner[0], round, seq };
  else if (state.members.every((m) => ballots.has(m)))
    state.election = { round: round + 1, ballots: new Map() };
}

export const meeting: Rules<'announce' | 'commit' | 'recuse' | 'ballot' | 'read'> = {
  announce: {
    by: ['supervisor'],
    during: ['commitment'],
    judge(_, state, act) {
      const bids = state.pkg.data.bids.map((b) => b.bid);
      return bids.length === act.body.bids.length && bids.every((b, i) => b === act.body.bids[i])
        ? null
        : refusal(
            'ANNOUNCE_BIDS',
            '须逐一宣布全部投标人名单',
            'All bidders’ names are announced, in their order',
          );
    },
    apply: (_, state, { seq }) => {
      state.announced ??= seq;
    },
  },
  /** Commitment comes after the names: nobody can declare no tie to a bidder not yet told. */
  commit: {
    by: ['member'],
    during: FROM_COMMITMENT,
    beforeCommitment: true,
    judge: (_, state) =>
      state.announced === null
        ? refusal(
            'NOT_ANNOUNCED',
            '请在宣布投标人名单之后签署承诺',
            'Commit after the bidders’ names have been announced',
          )
        : null,
    apply: (_, state, { seq }, { who }) => {
      memberState(state, who).committed ??= seq;
    },
  },
  /** R12 12 (tendering), 政府采购法 12 (procurement): who has a tie withdraws, at whatever moment it is found. */
  recuse: {
    by: ['member'],
    during: FROM_COMMITMENT,
    beforeCommitment: true,
    judge: (_, state, act) => judgeGround(state, act.body.ground),
    apply: (_, state, { act, hash, seq }, { who }) => {
      memberState(state, who).recused = { act: hash, ground: act.body.ground, reason: act.body.reason, seq };
    },
  },
  /** R12 9. A chair who is replaced leaves the office open, and the committee elects anew in whatever phase it stands. */
  ballot: {
    by: ['member'],
    during: phases(PHASES, 'chair', 'signing'),
    judge: (_, state, act, { who }) => judgeBallot(state, act.body.round, act.body.chair, who),
    apply: (_, state, { act, seq }, { who }) => {
      state.election.ballots.set(who, act.body.chair);
      countBallots(state, seq);
    },
  },
  /** R12 15-16: the tender is read before any bid is judged. */
  read: {
    by: ['member'],
    during: phases(PHASES, 'reading', 'signing'),
    apply: (_, state, { seq }, { who }) => {
      memberState(state, who).read ??= seq;
    },
  },
};
