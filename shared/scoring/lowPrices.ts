/** Conspicuously low prices (异常低价): the triggers of the ministry's notices. The software points; the committee asks for evidence. */
import type { Decimal, Project, ProjectData, ReviewLine } from '../project/model.ts';
import { responsiveBids } from './eligibility.ts';
import { type Exact, exact, printed, sum } from './exact.ts';

/** Below a share of the responsive bids' mean; of the next lowest price; of the ceiling (the budget, where there is no ceiling). */
export type LowPriceTrigger = 'mean' | 'next' | 'ceiling';

export interface LowPrice {
  readonly bid: string;
  readonly trigger: LowPriceTrigger;
  readonly price: Decimal;
  /** The price below which the trigger fires, in the project's currency. */
  readonly limit: Decimal;
}

interface Priced {
  readonly bid: string;
  readonly price: Exact;
}

/** What each trigger measures by for one bid; undefined where there is nothing to measure by. */
function bases(
  project: Project,
  bids: readonly Priced[],
): Readonly<Record<LowPriceTrigger, (bid: Priced) => Exact | undefined>> {
  const published = project.ceiling ?? project.budget;
  const ascending = [...bids].sort((a, b) => a.price.compare(b.price));
  return {
    mean: () => sum(bids.map(({ price }) => price)).div(exact(bids.length)),
    next: (bid) => (bid.bid === ascending[0]?.bid ? ascending[1]?.price : undefined),
    ceiling: () => (published === undefined ? undefined : exact(published)),
  };
}

/** The prices as bid of responsive bids that are below a threshold of the project, in the order of bids; none where none is named. */
export function lowPrices(data: ProjectData, reviews?: readonly ReviewLine[]): readonly LowPrice[] {
  const { project } = data;
  const thresholds = project.thresholds.lowPrice ?? {};
  const responsive = new Set(responsiveBids(data, reviews).responsive);
  const bids = data.bids
    .filter(({ bid }) => responsive.has(bid))
    .map(({ bid, price }) => ({ bid, price: exact(price) }));
  const base = bases(project, bids);
  return bids.flatMap((bid) =>
    (['mean', 'next', 'ceiling'] as const).flatMap((trigger): LowPrice[] => {
      const share = thresholds[trigger];
      const limit = share === undefined ? undefined : base[trigger](bid)?.mul(exact(share));
      if (limit === undefined || bid.price.compare(limit) >= 0) return [];
      return [{ bid: bid.bid, trigger, price: printed(bid.price), limit: printed(limit) }];
    }),
  );
}
