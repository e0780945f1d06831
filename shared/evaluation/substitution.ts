/**
 * Replacing a member (BR 48): on the member's own recusal, or on absence that the committee voted; never by the supervisor alone. What
 * the replaced member judged is void and stays sealed; the substitute judges it anew.
 */

import type { Bodies } from '../journal/acts.ts';
import { PHASES } from '../journal/acts.ts';
import type { RoomState } from '../journal/state.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { activeSession, currentRound } from './committee.ts';
import { notSubmitted } from './gate.ts';
import { dropRejections } from './review.ts';
import { phases, type Rules } from './rule.ts';

function judgeSubstitute(state: RoomState, body: Bodies['substitute']): Refusal | null {
  if (!state.members.includes(body.out))
    return refusal('NOT_MEMBER', '被更换者不是现任成员', 'The one to be replaced is not a current member');
  const gone = state.substitutions.some((s) => s.out === body.in);
  if (!state.pkg.data.project.reserves.includes(body.in) || gone || state.members.includes(body.in))
    return refusal(
      'NOT_RESERVE',
      '接替者须为尚未启用的备选专家',
      'The substitute must be a reserve who has not come in yet',
    );
  if (body.ground.kind === 'recusal') {
    return state.member.get(body.out)?.recused?.act === body.ground.act
      ? null
      : refusal('SUBSTITUTE_GROUND', '没有该成员本人的回避申请', 'There is no recusal by that member');
  }
  const vote = state.motions.get(body.ground.motion);
  const absent = vote?.carried === true && vote.motion.kind === 'absence' && vote.motion.member === body.out;
  // Else the supervisor could keep an old vote in hand and put out, at any later hour, who has long come back.
  if (absent && (state.member.get(body.out)?.acted ?? 0) > vote.decided!)
    return refusal(
      'ABSENCE_LAPSED',
      '该成员在表决之后已有评审行为，不再缺席；如仍须更换，请重新表决',
      'The member has acted since the vote and is not absent; vote again if need be',
    );
  return absent
    ? null
    : refusal(
        'SUBSTITUTE_GROUND',
        '没有评标委员会关于该成员缺席的过半数决议',
        'The committee has not voted that this member is absent',
      );
}

function replace(state: RoomState, body: Bodies['substitute'], seq: number, at: string): void {
  const round = currentRound(state);
  // From the moment the gate opens, not from the last sheet's: seats release by themselves, and a key that is out stays out.
  const afterRelease = round !== undefined && notSubmitted(state, round).length === 0;
  state.substitutions.push({ ...body, seq, phase: state.phase, afterRelease });
  state.members = state.members.map((m) => (m === body.out ? body.in : m));
  const session = activeSession(state, body.out);
  if (session !== undefined) session.closed = seq;
  const chairOut = state.chair?.member === body.out;
  if (chairOut) state.chair = null;
  // Ballots for or by the one who left would keep the others from a majority for ever: who has voted cannot vote again.
  if (chairOut || (state.chair === null && state.election.ballots.size > 0))
    state.election = { round: state.election.round + 1, ballots: new Map() };
  dropRejections(state);
  // Whoever scores after the scores are out does it in a new round, with everybody: sheets that were read no longer count.
  if (afterRelease) round.abandoned = seq;
  if (PHASES.indexOf(state.phase) <= PHASES.indexOf('review')) return;
  state.superseded.push({
    from: state.phase,
    to: 'review',
    reason: `substitute ${body.in} for ${body.out}`,
    requested: seq,
    witnessed: seq,
    outcome: state.outcome,
  });
  returnTo(state, 'review', at);
}

/** Back to an earlier phase; what was decided after it no longer stands. */
export function returnTo(state: RoomState, phase: RoomState['phase'], at: string): void {
  state.phase = phase;
  state.phaseSince = at;
  state.outcome = null;
  state.report = null;
  state.settled = null;
  state.backs.clear();
  state.signatures.clear();
}

export const substitution: Rules<'substitute'> = {
  substitute: {
    by: ['supervisor'],
    during: phases(PHASES, 'commitment', 'signing'),
    judge: (_, state, act) => judgeSubstitute(state, act.body),
    apply: (_, state, { act, seq, at }) => replace(state, act.body, seq, at),
  },
};
