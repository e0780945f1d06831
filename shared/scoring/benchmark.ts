/** The benchmark (评标基准价): lowest, fixed, mean or blend, as DOMAIN.md's table of formulas puts them together. */
import type { Benchmark, MeanParts, Project } from '../project/model.ts';
import { type Exact, exact, least, ONE, roundAt, sum } from './exact.ts';
import { type Dropped, dropExtremes, entryFor } from './trim.ts';

/** A bid whose price makes the benchmark. */
export interface BenchmarkPrice {
  readonly bid: string;
  readonly price: Exact;
}

/** `far`: further from the first mean than `within` allows (二次平均). */
export interface WeighedPrice extends BenchmarkPrice {
  readonly dropped: Dropped | 'far' | undefined;
}

export interface BenchmarkWorking {
  readonly prices: readonly WeighedPrice[];
  /** With `within`: the mean that distances are measured from. */
  readonly firstMean?: Exact;
  /** With `mean` and `blend`: the mean of those that were not dropped, before `times`. */
  readonly mean?: Exact;
  /** Before rounding at `benchmark`. */
  readonly exact: Exact;
  readonly value: Exact;
}

const meanOf = (prices: readonly BenchmarkPrice[]): Exact =>
  sum(prices.map(({ price }) => price)).div(exact(prices.length));

const kept = (prices: readonly WeighedPrice[]): readonly WeighedPrice[] =>
  prices.filter(({ dropped }) => dropped === undefined);

/** Marks those further than `within` from the mean `m`, a ratio of it; none, where that would leave none. */
function dropFar(prices: readonly WeighedPrice[], m: Exact, within: Exact): readonly WeighedPrice[] {
  const marked = prices.map((entry) => {
    const far = entry.price.sub(m).abs().compare(within.mul(m)) > 0;
    return entry.dropped === undefined && far ? { ...entry, dropped: 'far' as const } : entry;
  });
  return kept(marked).length === 0 ? prices : marked;
}

function averaged(
  all: readonly BenchmarkPrice[],
  parts: MeanParts,
): Required<Pick<BenchmarkWorking, 'prices' | 'mean'>> & Pick<BenchmarkWorking, 'firstMean'> {
  const ends = entryFor(parts.drop, (entry) => entry.bids, all.length);
  const marks = dropExtremes(all, (a, b) => a.price.compare(b.price), ends);
  const trimmed = all.map((entry, index): WeighedPrice => ({ ...entry, dropped: marks[index] }));
  const firstMean = meanOf(kept(trimmed));
  if (parts.within === undefined) return { prices: trimmed, mean: firstMean };
  const prices = dropFar(trimmed, firstMean, exact(parts.within));
  return { prices, firstMean, mean: meanOf(kept(prices)) };
}

const times = (factor: string | undefined): Exact => (factor === undefined ? ONE : exact(factor));

function derived(
  rule: Benchmark,
  ceiling: string | undefined,
  all: readonly BenchmarkPrice[],
): Omit<BenchmarkWorking, 'value'> {
  const prices = all.map((entry): WeighedPrice => ({ ...entry, dropped: undefined }));
  if (rule.kind === 'fixed') return { prices, exact: exact(rule.value) };
  if (rule.kind === 'lowest') return { prices, exact: all.map(({ price }) => price).reduce(least) };
  const working = averaged(all, rule);
  const floated = working.mean.mul(times(rule.times));
  if (rule.kind === 'mean') return { ...working, exact: floated };
  const share = exact(rule.share);
  const published = exact(ceiling!).mul(times(rule.ceilingTimes));
  return { ...working, exact: share.mul(published).add(ONE.sub(share).mul(floated)) };
}

/** The benchmark over these bids, in the project's currency, rounded at `benchmark`; null where there is none to make it. */
export function benchmarkOf(
  project: Project,
  rule: Benchmark,
  prices: readonly BenchmarkPrice[],
): BenchmarkWorking | null {
  if (prices.length === 0) return null;
  const working = derived(rule, project.ceiling, prices);
  return { ...working, value: roundAt(working.exact, project.rounding.benchmark) };
}
