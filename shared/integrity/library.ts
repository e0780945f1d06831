/** The integrity library (诚信信息库): who is in it, and what score each bidder brings. */
import type { Bid, EnterpriseCode, IntegrityData, ProjectData } from '../project/model.ts';
import { type Exact, exact } from '../scoring/exact.ts';
import { type EnterpriseScore, enterpriseScore } from './enterpriseScore.ts';

/** What the library says of an enterprise; its status alone decides, not the day of entry. */
export function libraryStatus(
  integrity: IntegrityData | undefined,
  enterprise: EnterpriseCode,
): 'listed' | 'suspended' | 'absent' {
  return integrity?.enterprises.find((entry) => entry.enterprise === enterprise)?.status ?? 'absent';
}

/** A bidder's integrity score, from 0 to 100, and where it comes from. */
export type BidderScore =
  | ({ readonly from: 'records' } & EnterpriseScore)
  | { readonly from: 'scores'; readonly score: Exact }
  /** The project's `missing` stands in for a score that the extract does not have. */
  | { readonly from: 'missing'; readonly score: Exact };

/** The bidder's score; undefined where the extract has none and `missing: refuse` holds, or the method does not apply. */
export function bidderScore({ project, integrity }: ProjectData, bid: Bid): BidderScore | undefined {
  const rule = project.integrity;
  if (!rule.applies || integrity === undefined) return undefined;
  if (rule.from === 'records') {
    const records = integrity.records!.filter((record) => record.enterprise === bid.enterprise);
    return { from: 'records', ...enterpriseScore(integrity.rulebook!, records, project.evaluatedOn) };
  }
  const given = integrity.scores!.find((line) => line.enterprise === bid.enterprise);
  if (given !== undefined) return { from: 'scores', score: exact(given.score) };
  const { missing = 'refuse' } = rule;
  if (missing === 'refuse') return undefined;
  return { from: 'missing', score: exact(missing === 'zero' ? '0' : missing) };
}
