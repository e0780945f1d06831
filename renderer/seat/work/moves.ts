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

const everywhere = ({ bids, items }: Grid): At[] =>
  bids.flatMap((bid) => items.map((item) => ({ bid, item })));

/** All cells that are open, bid by bid. */
export const allOpen = (grid: Grid, isOpen: (at: At) => boolean): At[] => everywhere(grid).filter(isOpen);

/** The next cell after this one that is open, bid by bid, from the top again at the end; null where none is. */
export function nextOpen(grid: Grid, from: At | null, isOpen: (at: At) => boolean): At | null {
  const all = everywhere(grid);
  const start = from === null ? 0 : all.findIndex((at) => at.bid === from.bid && at.item === from.item) + 1;
  return [...all.slice(start), ...all.slice(0, start)].find(isOpen) ?? null;
}

/** Columns, counted from 0: from the first to before the last. */
export type Span = readonly [from: number, to: number];

/**
 * The columns of row `n` that the next step of the cursor can lead to, by arrows or by Tab, and its own; null for rows farther away. From the edge
 * of a row Tab goes to the far end of the row beside it.
 */
export function inReach(
  { bids, items }: Grid,
  bid: string | null,
  item: string | null,
  n: number,
): Span | null {
  const [row, column] = [items.indexOf(item ?? ''), bids.indexOf(bid ?? '')];
  if (row < 0 || column < 0 || Math.abs(row - n) > 1) return null;
  const wraps = (n === row + 1 && column === bids.length - 1) || (n === row - 1 && column === 0);
  return wraps ? [0, bids.length] : [Math.max(0, column - 1), Math.min(bids.length, column + 2)];
}

/** The least span that holds both. */
export const spanOver = (one: Span | null, other: Span | null): Span | null =>
  one === null || other === null ? (one ?? other) : [Math.min(one[0], other[0]), Math.max(one[1], other[1])];
