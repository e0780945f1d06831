/** How far numbers lie from each other, exactly: the middle one, and the middle of the distances from it. */
import { type Exact, exact } from './exact.ts';

/** The middle number, or the middle between the two middle ones; at least one is given. */
export function median(values: readonly Exact[]): Exact {
  const sorted = [...values].sort((a, b) => a.compare(b));
  const [low, high] = [sorted[(sorted.length - 1) >> 1]!, sorted[sorted.length >> 1]!];
  return low.add(high).div(exact(2));
}

/** Median absolute deviation (绝对中位差): the median of the distances from the median; at least one number is given. */
export function medianDeviation(values: readonly Exact[]): Exact {
  const middle = median(values);
  return median(values.map((value) => value.sub(middle).abs()));
}
