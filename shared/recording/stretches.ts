/** Arithmetic of time: what a recording covers, and what it leaves out. */
import type { Stretch } from './due.ts';

/** The same time, as stretches in order that neither touch nor overlap. */
export function joined(stretches: readonly Stretch[]): Stretch[] {
  const out: { from: number; to: number }[] = [];
  for (const { from, to } of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = out.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else if (to > from) out.push({ from, to });
  }
  return out;
}

/**
 * What of `due` is not in `covered`, where it is longer than `tolerance` milliseconds.
 * @param due in order, apart from each other
 */
export function uncovered(
  due: readonly Stretch[],
  covered: readonly Stretch[],
  tolerance: number,
): Stretch[] {
  const there = joined(covered);
  return due.flatMap((one) => {
    const holes: Stretch[] = [];
    let { from } = one;
    for (const stretch of there) {
      if (stretch.to <= from) continue;
      if (stretch.from >= one.to) break;
      if (stretch.from > from) holes.push({ from, to: stretch.from });
      from = stretch.to;
    }
    if (from < one.to) holes.push({ from, to: one.to });
    return holes.filter((hole) => hole.to - hole.from > tolerance);
  });
}

/** The stretches that a segment's pieces cover: each from the piece before it, or from the recorder's start, unless so long went by that nothing was recorded. */
export function coveredBy(
  from: number,
  pieces: readonly { readonly at: number }[],
  silence: number,
): Stretch[] {
  const out: Stretch[] = [];
  let before = from;
  for (const { at } of pieces) {
    if (at > before && at - before <= silence) out.push({ from: before, to: at });
    before = Math.max(before, at);
  }
  return joined(out);
}
