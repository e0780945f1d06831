/**
 * Consolidation (评分汇总与复核): what the law lets change after the scores are out, before signing. Procurement: R87 64 (a sum that is
 * wrong, an item out of range, objective items that differ, scores found to be outliers); sums are the software's and cannot be wrong, an
 * item out of range is the committee's to mend by vote.
 */
import type { Bodies } from '../journal/acts.ts';
import type { RoomState, Session } from '../journal/state.ts';
import { compareDecimals } from '../project/decimal.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { outliers, scoreFault } from '../scoring/index.ts';
import { cellKey, currentRound, decisionsOf, effectiveData, expertsItems } from './committee.ts';
import type { Rules } from './rule.ts';

/** Objective items of which the members' scores differ, as (bid, item). */
export function objectiveDiffering(state: RoomState): { bid: string; item: string }[] {
  const round = currentRound(state);
  if (round === undefined) return [];
  const objective = expertsItems(state.pkg.data).filter((item) => item.objective === true);
  return round.bids.flatMap((bid) =>
    objective
      .filter((item) => {
        const scores = state.members.map(
          (m) => round.sheets.get(m)?.values.get(cellKey(bid, item.id))?.score,
        );
        const known = scores.filter((s) => s !== null && s !== undefined);
        return known.some((s) => compareDecimals(s, known[0]!) !== 0);
      })
      .map((item) => ({ bid, item: item.id })),
  );
}

function groundHolds(state: RoomState, body: Bodies['change'], who: string): Refusal | null {
  const { bid, item } = body;
  const none = (zh: string, en: string) => refusal('CHANGE_GROUND', zh, en);
  if (body.ground === 'objective-differs')
    return objectiveDiffering(state).some((c) => c.bid === bid && c.item === item)
      ? null
      : none(
          '该项不是各成员评分不一致的客观评审因素',
          'This is not an objective item on which the members differ',
        );
  if (body.ground === 'outlier')
    return outliers(effectiveData(state), decisionsOf(state)).some(
      (o) => o.expert === who && o.bid === bid && o.item === item,
    )
      ? null
      : none('该评分不属于畸高、畸低', 'This score is not an outlier by the declared measure');
  return state.pkg.data.project.regime === 'tendering'
    ? null
    : none(
        '政府采购只能依据《政府采购货物和服务招标投标管理办法》第六十四条修改',
        'Under procurement only the grounds of R87 64 exist',
      );
}

function judgeChange(state: RoomState, body: Bodies['change'], author: Session): Refusal | null {
  const round = currentRound(state);
  const value = round?.sheets.get(author.who)?.values.get(cellKey(body.bid, body.item));
  if (round?.number !== body.round || value === undefined)
    return refusal('CELL_UNKNOWN', '没有这一评分', 'There is no such score');
  if (value.fault !== null)
    return refusal(
      'CHANGE_FAULT',
      '异常评分须由评标委员会表决确定',
      'A score that came out faulty is mended by the committee’s vote, not by its author',
    );
  if (value.score !== body.from)
    return refusal(
      'CHANGE_FROM',
      '修改前的评分与现值不符',
      'The score before the change is not the present one',
    );
  const item = expertsItems(state.pkg.data).find((i) => i.id === body.item)!;
  if (scoreFault(item, body.to) !== null)
    return refusal(
      'SCORE_OUT_OF_RANGE',
      `${item.name} 的评分须在规定范围内`,
      `The score of ${item.name} must be in range and on the step`,
    );
  return groundHolds(state, body, author.who);
}

export const consolidation: Rules<'change'> = {
  change: {
    by: ['member'],
    during: ['consolidation'],
    judge: (_, state, act, author) => judgeChange(state, act.body, author),
    apply(_, state, { act: { body }, seq }, { who }) {
      const value = currentRound(state)!.sheets.get(who)!.values.get(cellKey(body.bid, body.item))!;
      value.changes.push({ from: body.from, to: body.to, ground: body.ground, reason: body.reason, seq });
      value.score = body.to;
      state.settled = null;
    },
  },
};
