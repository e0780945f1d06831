/** Preliminary review (初步评审, 符合性审查), item by item and bid by bid; and who is still in afterwards. */

import type { RoomState } from '../journal/state.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { responsiveBids } from '../scoring/index.ts';
import { cellKey, decisionsOf, effectiveData, majorityOf, memberState } from './committee.ts';
import type { Rules } from './rule.ts';
import { termsOf } from './terms.ts';

/** How the current members decided on one check of one bid. */
export function reviewVotes(
  state: RoomState,
  bid: string,
  check: string,
): { passed: string[]; failed: string[]; open: string[] } {
  const votes = { passed: [] as string[], failed: [] as string[], open: [] as string[] };
  for (const member of state.members) {
    const decision = state.member.get(member)?.reviews.get(cellKey(bid, check));
    votes[decision === undefined ? 'open' : decision.pass ? 'passed' : 'failed'].push(member);
  }
  return votes;
}

/** Whether more than half of the committee fails the bid on this check. */
const failsCheck = (state: RoomState, bid: string, check: string): boolean =>
  reviewVotes(state, bid, check).failed.length >= majorityOf(state.members.length);

/** The bids that go on to the detailed review, in the package's order. */
export const responsive = (state: RoomState): readonly string[] =>
  responsiveBids(effectiveData(state), decisionsOf(state).reviews).responsive;

/** Checks by which a bid fails, as (bid, check) cells. */
export function failures(state: RoomState): { bid: string; check: string }[] {
  const { bids, project } = state.pkg.data;
  return bids.flatMap(({ bid }) =>
    project.review.filter(({ id }) => failsCheck(state, bid, id)).map(({ id }) => ({ bid, check: id })),
  );
}

function known(state: RoomState, bid: string, check: string): Refusal | null {
  const { data } = state.pkg;
  return data.bids.some((b) => b.bid === bid) && data.project.review.some((c) => c.id === check)
    ? null
    : refusal('CELL_UNKNOWN', `没有这一评审项：${bid} ${check}`, `There is no such check: ${bid} ${check}`);
}

export const review: Rules<'review' | 'deliberate' | 'reject'> = {
  review: {
    by: ['member'],
    during: ['review'],
    judge(_, state, { body }, { who }) {
      const unknown = known(state, body.bid, body.check);
      if (unknown !== null) return unknown;
      if (state.member.get(who)?.read === null)
        return refusal('NOT_READ', '请先确认已阅读招标文件', 'Confirm first that you have read the tender');
      return !body.pass && body.reason.trim() === ''
        ? refusal('REVIEW_REASON', '判定不通过须写明理由', 'A fail needs a reason')
        : null;
    },
    apply(_, state, { act: { body }, seq }, { who }) {
      const { bid, check, pass, reason, place } = body;
      const decision = { pass, reason, seq, ...(place === undefined ? {} : { place }) };
      memberState(state, who).reviews.set(cellKey(bid, check), decision);
      dropRejections(state);
    },
  },
  /** Before a rejection the committee looks at the place together (提请集体评议); afterwards each may decide anew. */
  deliberate: {
    by: ['member'],
    during: ['review'],
    judge: (_, state, { body }) => known(state, body.bid, body.check),
    apply(_, state, { act: { body }, seq }) {
      const { matter, place } = body;
      state.deliberations.set(cellKey(body.bid, body.check), {
        matter,
        seq,
        ...(place === undefined ? {} : { place }),
      });
    },
  },
  reject: {
    by: ['chair'],
    during: ['review'],
    judge(_, state, { body }) {
      const unknown = known(state, body.bid, body.check);
      if (unknown !== null) return unknown;
      if (!failsCheck(state, body.bid, body.check))
        return refusal(
          'NO_MAJORITY',
          '该项未有过半数成员判定不通过',
          'No majority of the committee fails the bid on this check',
        );
      return state.deliberations.has(cellKey(body.bid, body.check))
        ? null
        : refusal(
            'DELIBERATION_DUE',
            `记录${termsOf(state).rejection}之前须提请集体评议`,
            'The committee deliberates on it together before that is recorded',
          );
    },
    apply(_, state, { act: { body }, seq }, { who }) {
      const { bid, check, ground, clause, place } = body;
      const sheet = { bid, check, ground, clause, seq, by: who, ...(place === undefined ? {} : { place }) };
      state.rejections.set(cellKey(bid, check), sheet);
    },
  },
};

/** A rejection's sheet falls with the majority that it stands on. */
export function dropRejections(state: RoomState): void {
  for (const [key, { bid, check }] of state.rejections)
    if (!failsCheck(state, bid, check)) state.rejections.delete(key);
}

/** What keeps the review from being concluded: open decisions, undeliberated or unwritten rejections. */
export function reviewOpen(state: RoomState): Refusal[] {
  const found: Refusal[] = [];
  for (const member of state.members) {
    const decided = state.member.get(member)?.reviews.size ?? 0;
    const due = state.pkg.data.bids.length * state.pkg.data.project.review.length;
    if (decided < due)
      found.push(
        refusal(
          'REVIEW_OPEN',
          `${member} 还有 ${due - decided} 项未评`,
          `${member} has ${due - decided} checks open`,
        ),
      );
  }
  if (found.length > 0) return found;
  for (const { bid, check } of failures(state))
    if (!state.rejections.has(cellKey(bid, check)))
      found.push(
        refusal(
          'REJECTION_DUE',
          `${bid} 的“${check}”被过半数成员判定不通过，须由${termsOf(state).chair}记录${termsOf(state).rejection}`,
          `${bid} fails “${check}” by majority: the chair records that, with its ground`,
        ),
      );
  return found;
}
