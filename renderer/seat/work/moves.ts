/** Where the cursor goes: over a sheet's cells by item and bid. Pure, so that what an expert's keys cost can be counted. */
export interface Grid {
  readonly bids: readonly string[];
  readonly items: readonly string[];
}

export interface At {
  readonly bid: string;
  readonly item: string;
}

/** The cell so many items below and so many bids beside; null beyond the edge. */
export function neighbour({ bids, items }: Grid, { bid, item }: At, down: number, beside: number): At | null {
  const [nextItem, nextBid] = [items[items.indexOf(item) + down], bids[bids.indexOf(bid) + beside]];
  return nextItem === undefined || nextBid === undefined ? null : { bid: nextBid, item: nextItem };
}

/** The next cell after this one that is open, bid by bid, from the top again at the end; null where none is. */
export function nextOpen({ bids, items }: Grid, from: At | null, isOpen: (at: At) => boolean): At | null {
  const all = bids.flatMap((bid) => items.map((item) => ({ bid, item })));
  const start = from === null ? 0 : all.findIndex((at) => at.bid === from.bid && at.item === from.item) + 1;
  return [...all.slice(start), ...all.slice(0, start)].find(isOpen) ?? null;
}
