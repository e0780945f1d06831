/** Ranks and candidates (排序与推荐中标候选人). */

/** Rank by entry, 1 the best; entries that `compare` calls equal share a rank, and the next one is left out (1, 1, 3). */
export function ranks<T>(entries: readonly T[], compare: (a: T, b: T) => number): ReadonlyMap<T, number> {
  const sorted = [...entries].sort(compare);
  const found = new Map<T, number>();
  for (const [index, entry] of sorted.entries()) {
    const before = sorted[index - 1];
    const shared = before !== undefined && compare(before, entry) === 0;
    found.set(entry, shared ? found.get(before)! : index + 1);
  }
  return found;
}

/** The bids whose rank is at most `wanted`, by rank, then in the order given; a shared rank can make them more than `wanted`. */
export function candidatesOf(ranked: ReadonlyMap<string, number>, wanted: number): readonly string[] {
  return [...ranked]
    .filter(([, rank]) => rank <= wanted)
    .sort(([, a], [, b]) => a - b)
    .map(([bid]) => bid);
}
