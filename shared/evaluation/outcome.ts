/** How the evaluation ends in substance: a ranking, all rejected, void, or stopped; each with its ground by regime. */

import type { Bodies } from '../journal/acts.ts';
import { PHASES } from '../journal/acts.ts';
import { digestOf } from '../journal/domain.ts';
import type { RoomState } from '../journal/state.ts';
import type { CryptoPort } from '../ports/crypto.ts';
import { type Refusal, refusal } from '../refusal.ts';
import type { Evaluation } from '../scoring/index.ts';
import { evaluate } from '../scoring/index.ts';
import { questionOpen } from './clarification.ts';
import { currentRound, decisionsOf, effectiveData, recusedMembers } from './committee.ts';
import { objectiveDiffering } from './consolidation.ts';
import { responsive } from './review.ts';
import { phases, type Rules } from './rule.ts';
import { termsOf } from './terms.ts';

/** BL 28 and 政府采购法 36 begin at fewer than three. */
export const FEW = 3;

/** The evaluation of what counts now; everybody's fold computes the same. */
export const evaluation = (state: RoomState): Evaluation =>
  evaluate(effectiveData(state), decisionsOf(state));

/** Digest of the answer object: SHA-256("sealroom/ranking/1\n" + canonical answer). */
export const rankingDigest = (crypto: CryptoPort, state: RoomState): string =>
  digestOf(crypto, 'ranking', evaluation(state).answer);

/** What keeps a ranking from being made: an open question, faulty cells, void sheets, objective scores that differ, a tie at the cut. */
export function rankingOpen(state: RoomState): Refusal[] {
  const round = currentRound(state);
  const found: Refusal[] = questionOpen(state);
  for (const member of state.members) {
    const sheet = round?.sheets.get(member);
    if (sheet === undefined)
      found.push(
        refusal('SHEET_SEALED', `${member} 的评分表尚未开封`, `The sheet of ${member} is not open yet`),
      );
    else if (sheet.by === 'void')
      found.push(
        refusal(
          'SHEET_VOID',
          `${member} 分发的密钥份额与其承诺的评分密钥不符，评分表无效，须重新评分或更换成员`,
          `The key shares that ${member} dealt are not of the committed key, and the sheet is void: score anew or replace the member`,
        ),
      );
    else if ([...sheet.values.values()].some((value) => value.score === null))
      found.push(
        refusal(
          'CELL_FAULTY',
          `${member} 的评分表有异常评分，须由评标委员会表决`,
          `The sheet of ${member} holds faulty scores: the committee votes on them`,
        ),
      );
  }
  for (const { bid, item } of objectiveDiffering(state))
    found.push(
      refusal(
        'OBJECTIVE_SCORES_DIFFER',
        `${bid} 的客观评审因素“${item}”评分不一致`,
        `Objective item “${item}” of ${bid} is scored differently`,
      ),
    );
  if (found.length > 0) return found;
  if (evaluation(state).answer.warnings.includes('TIE_AT_CUT') && state.settled === null)
    found.push(
      refusal(
        'TIE_UNSETTLED',
        '候选人末位名次并列，须由评标委员会表决确定',
        'There is a tie at the last candidate’s rank: the committee settles it by vote',
      ),
    );
  return found;
}

function judgeRanked(crypto: CryptoPort, state: RoomState, body: Bodies['outcome']): Refusal | null {
  if (state.phase !== 'consolidation')
    return refusal('PHASE', '评分汇总与复核之后才能形成排序', 'A ranking is made after consolidation');
  if (mustBeVoid(state))
    return refusal(
      'MUST_BE_VOID',
      '有效投标不足三家，须予废标，不得推荐',
      'Fewer than three bids are valid: the procurement is void and nothing may be recommended',
    );
  const open = rankingOpen(state)[0];
  if (open !== undefined) return open;
  return body.ranking === rankingDigest(crypto, state)
    ? null
    : refusal(
        'RANKING_DIFFERS',
        '排序与按日志重算的结果不一致',
        'The ranking is not the one that the journal gives',
      );
}

/** 政府采购法 36, R87 43-44: below three the room stops and records. */
export const mustBeVoid = (state: RoomState): boolean =>
  state.pkg.data.project.regime === 'procurement' && responsive(state).length < FEW;

const carried = (state: RoomState, motion: string | undefined, kind: string): boolean => {
  const found = motion === undefined ? undefined : state.motions.get(motion);
  return found?.carried === true && found.motion.kind === kind;
};

function judgeOutcome(crypto: CryptoPort, state: RoomState, body: Bodies['outcome']): Refusal | null {
  if (state.outcome !== null)
    return refusal('OUTCOME_MADE', '评审结论已经形成', 'The outcome has been recorded');
  const recused = recusedMembers(state);
  if (body.kind !== 'stopped' && recused.length > 0)
    return refusal(
      'RECUSED',
      `已回避，待更换：${recused.join('、')}`,
      `Recused, to be replaced: ${recused.join(', ')}`,
    );
  if (body.kind === 'ranked') return judgeRanked(crypto, state, body);
  if (body.ranking !== null)
    return refusal('OUTCOME_RANKING', '没有排序的结论不得附排序', 'This outcome has no ranking');
  if (body.reason.trim() === '') return refusal('OUTCOME_REASON', '请写明理由', 'Give the reason');
  if (body.kind === 'stopped')
    return carried(state, body.motion, 'stop')
      ? null
      : noVote('停止评标须经过半数表决', 'Stopping needs a vote by majority');
  if (PHASES.indexOf(state.phase) < PHASES.indexOf('clarification'))
    return refusal(
      'PHASE',
      `${termsOf(state).preliminaryReview}结束后才能形成此结论`,
      'This outcome comes after the review',
    );
  if (body.kind === 'void')
    return mustBeVoid(state)
      ? null
      : refusal('NOT_VOID', `不具备${termsOf(state).outcomes.void}情形`, 'Nothing makes the evaluation void');
  if (state.pkg.data.project.regime !== 'tendering')
    return refusal('REGIME', '政府采购应作废标处理', 'Under procurement this is a void procurement');
  const left = responsive(state).length;
  return left === 0 || (left < FEW && carried(state, body.motion, 'reject-all'))
    ? null
    : noVote('否决全部投标须经过半数表决', 'Rejecting all bids needs a vote by majority');
}

const noVote = (zh: string, en: string): Refusal => refusal('NO_VOTE', zh, en);

export const outcome: Rules<'outcome'> = {
  outcome: {
    by: ['chair'],
    during: phases(PHASES, 'reading', 'consolidation'),
    judge: (crypto, state, act) => judgeOutcome(crypto, state, act.body),
    apply(_, state, { act: { body }, seq, at }) {
      state.outcome = {
        kind: body.kind,
        reason: body.reason,
        ranking: body.ranking,
        matters: body.matters,
        seq,
      };
      state.phase = 'report';
      state.phaseSince = at;
    },
  },
};
