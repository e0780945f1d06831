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

type Ground = Bodies['change']['ground'];

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

/** Whether a ground holds for a member's score of a cell. */
type Holds = (who: string, bid: string, item: string) => boolean;

/** What each ground needs; the record is looked through once for all cells. */
const GROUNDS: { readonly [G in Ground]: (state: RoomState) => Holds } = {
  'objective-differs'(state) {
    const cells = new Set(objectiveDiffering(state).map(({ bid, item }) => cellKey(bid, item)));
    return (_, bid, item) => cells.has(cellKey(bid, item));
  },
  outlier(state) {
    const found = outliers(effectiveData(state), decisionsOf(state));
    const scores = new Set(found.map(({ expert, bid, item }) => cellKey(expert, cellKey(bid, item))));
    return (who, bid, item) => scores.has(cellKey(who, cellKey(bid, item)));
  },
  'tender-clause'(state) {
    const isTendering = state.pkg.data.project.regime === 'tendering';
    return () => isTendering;
  },
};

const REFUSED: { readonly [G in Ground]: Refusal } = {
  'objective-differs': refusal(
    'CHANGE_GROUND',
    '该项不是各成员评分不一致的客观评审因素',
    'This is not an objective item on which the members differ',
  ),
  outlier: refusal(
    'CHANGE_GROUND',
    '该评分不属于畸高、畸低',
    'This score is not an outlier by the declared measure',
  ),
  'tender-clause': refusal(
    'CHANGE_GROUND',
    '政府采购只能依据《政府采购货物和服务招标投标管理办法》第六十四条修改',
    'Under procurement only the grounds of R87 64 exist',
  ),
};

/** The grounds on which a member may change his score of a cell as the scores stand now: what a window offers, and no other. */
export function changeGrounds(state: RoomState): (who: string, bid: string, item: string) => Ground[] {
  const grounds = (Object.keys(GROUNDS) as Ground[]).map(
    (ground) => [ground, GROUNDS[ground](state)] as const,
  );
  return (...of) => grounds.flatMap(([ground, holds]) => (holds(...of) ? [ground] : []));
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
  return GROUNDS[body.ground](state)(author.who, body.bid, body.item) ? null : REFUSED[body.ground];
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
