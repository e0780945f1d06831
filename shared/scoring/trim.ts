/**
 * Drop the highest and the lowest (去掉最高分和最低分, 去掉最高价和最低价): one rule for experts' scores and for the prices that make a
 * benchmark.
 */

/** How many to drop at each end. */
export interface Ends {
  readonly high: number;
  readonly low: number;
}

export type Dropped = 'highest' | 'lowest';

/** The entry with the largest `from` not above `size`; undefined where none fits. */
export function entryFor<T>(entries: readonly T[], from: (entry: T) => number, size: number): T | undefined {
  let best: T | undefined;
  for (const entry of entries) {
    if (from(entry) <= size && (best === undefined || from(entry) > from(best))) best = entry;
  }
  return best;
}

/**
 * For each value whether and why it is dropped. Where nothing would be left, nothing is dropped. Among equal values the later ones
 * count as higher; which of them goes changes no result.
 */
export function dropExtremes<T>(
  values: readonly T[],
  compare: (a: T, b: T) => number,
  ends: Ends | undefined,
): readonly (Dropped | undefined)[] {
  const marks: (Dropped | undefined)[] = new Array(values.length).fill(undefined);
  if (ends === undefined || ends.high + ends.low >= values.length) return marks;
  const ascending = values.map((_, index) => index).sort((a, b) => compare(values[a]!, values[b]!));
  for (let n = 0; n < ends.low; n++) marks[ascending[n]!] = 'lowest';
  for (let n = values.length - ends.high; n < values.length; n++) marks[ascending[n]!] = 'highest';
  return marks;
}
