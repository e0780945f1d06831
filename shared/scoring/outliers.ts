/** Scores found to be outliers (评分畸高、畸低, R87 64): the software points, the committee decides. */
import type { Decimal, Decisions, ProjectData } from '../project/model.ts';
import { responsiveBids } from './eligibility.ts';
import { type Exact, exact, greatest, printed } from './exact.ts';
import { scoreTable } from './scoreTable.ts';
import { median, medianDeviation } from './spread.ts';

/** Where the package names none. */
const DEFAULT_MULTIPLE = '3';
const DEFAULT_FLOOR = '1';

export interface Outlier {
  readonly expert: string;
  readonly bid: string;
  readonly item: string;
  readonly score: Decimal;
  /** Above or below the median (畸高、畸低). */
  readonly side: 'high' | 'low';
  /** Of the experts' scores of this item and bid. */
  readonly median: Decimal;
  /** How far from the median is not yet conspicuous: k x max(median absolute deviation, floor). */
  readonly limit: Decimal;
}

/**
 * The judged scores of responsive bids with |x - median| > k x max(MAD, floor), in the order of bids, items and experts. Objective
 * items have a rule of their own (they may not differ at all). A score that is not there yet is left out.
 */
export function outliers(data: ProjectData, decisions: Decisions): readonly Outlier[] {
  const { thresholds, groups } = data.project;
  const multiple = exact(thresholds.outlier ?? DEFAULT_MULTIPLE);
  const floor = exact(thresholds.outlierFloor ?? DEFAULT_FLOOR);
  const table = scoreTable(data, decisions.scores);
  const items = groups
    .flatMap((group) => group.items)
    .filter((item) => item.by === 'experts' && !item.objective);

  const ofCell = (bid: string, item: string): readonly Outlier[] => {
    const given = table.given(bid, item);
    const scores = table.experts.flatMap((expert, index) => {
      const units = given[index];
      return units === undefined ? [] : [{ expert, score: table.points(units) }];
    });
    if (scores.length === 0) return [];
    const middle = median(scores.map(({ score }) => score));
    const distance = (score: Exact): Exact => score.sub(middle).abs();
    const spread = medianDeviation(scores.map(({ score }) => score));
    const limit = multiple.mul(greatest(spread, floor));
    const shared = { bid, item, median: printed(middle), limit: printed(limit) };
    return scores
      .filter(({ score }) => distance(score).compare(limit) > 0)
      .map(({ expert, score }) => ({
        expert,
        ...shared,
        score: printed(score),
        side: score.compare(middle) > 0 ? ('high' as const) : ('low' as const),
      }));
  };
  const { responsive } = responsiveBids(data, decisions.reviews);
  return responsive.flatMap((bid) => items.flatMap((item) => ofCell(bid, item.id)));
}
