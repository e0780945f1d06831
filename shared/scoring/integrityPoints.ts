/** From integrity scores (诚信得分) to points: by proportion of 100, or of the best score among the responsive bids. */
import { type BidderScore, bidderScore } from '../integrity/index.ts';
import type { Item, ProjectData } from '../project/model.ts';
import { type Exact, exact, greatest, HUNDRED, roundAt, ZERO } from './exact.ts';

export interface IntegrityScores {
  /** By bid; of responsive bids only. */
  readonly scores: ReadonlyMap<string, BidderScore>;
  /** What a full score is measured by: 100, or the best among responsive bids. */
  readonly against: Exact;
}

/** Throws where a score is missing and `missing: refuse` holds: `checkValues` has refused before. */
export function integrityScores(data: ProjectData, responsive: ReadonlySet<string>): IntegrityScores | null {
  const rule = data.project.integrity;
  if (!rule.applies) return null;
  const scores = new Map<string, BidderScore>();
  for (const bid of data.bids) {
    if (!responsive.has(bid.bid)) continue;
    const score = bidderScore(data, bid);
    if (score === undefined) throw new RangeError(`the integrity score of ${bid.enterprise} is missing`);
    scores.set(bid.bid, score);
  }
  const best = [...scores.values()].map(({ score }) => score).reduce(greatest, ZERO);
  return { scores, against: rule.convert === 'best' ? best : HUNDRED };
}

/** max x score / against, before rounding at `integrity`; 0 where the best score is 0. */
const shareOf = (item: Item, score: Exact, against: Exact): Exact =>
  against.equals(ZERO) ? ZERO : exact(item.max).mul(score).div(against);

export interface IntegrityPoints {
  readonly exact: Exact;
  readonly value: Exact;
}

export function integrityPoints(
  item: Item,
  score: Exact,
  against: Exact,
  places: number | undefined,
): IntegrityPoints {
  const points = shareOf(item, score, against);
  return { exact: points, value: roundAt(points, places) };
}
