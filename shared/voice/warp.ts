/**
 * The bending of the frequency axis. One factor would be undone by its reciprocal; so each call draws its own, and every few tenths of a
 * second draws anew how four places of the axis lie about it. Nobody keeps what was drawn.
 */
import type { RandomPort } from '../ports/crypto.ts';
import { CENTRES, placeOf } from './bands.ts';
import { drawn } from './draw.ts';
import { MASK } from './parameters.ts';

const { factor, places, wander, every } = MASK.warp;
const SECONDS_A_FRAME = MASK.hop / MASK.rate;

export interface Warp {
  /** Goes on by one frame and writes, for each band that is heard, the place between the bands from which it is taken. */
  next(sources: Float64Array): void;
}

/** A factor between the places of the axis, held at both ends. */
function between(factors: Float64Array, hz: number): number {
  let i = 0;
  while (i < places.length && places[i]! < hz) i++;
  if (i === 0) return factors[0]!;
  if (i === places.length) return factors[i - 1]!;
  const share = (hz - places[i - 1]!) / (places[i]! - places[i - 1]!);
  return factors[i - 1]! * (1 - share) + factors[i]! * share;
}

export function openWarp(random: RandomPort): Warp {
  const call = drawn(random, factor);
  const draw = (bends: Float64Array): void => {
    for (let i = 0; i < bends.length; i++) bends[i] = call * drawn(random, wander);
  };
  const from = new Float64Array(places.length);
  const to = new Float64Array(places.length);
  const now = new Float64Array(places.length);
  draw(from);
  draw(to);
  let lasts = drawn(random, every);
  let passed = 0;
  return {
    next(sources) {
      passed += SECONDS_A_FRAME;
      if (passed >= lasts) {
        from.set(to);
        draw(to);
        lasts = drawn(random, every);
        passed = 0;
      }
      for (let i = 0; i < now.length; i++) now[i] = from[i]! + (to[i]! - from[i]!) * (passed / lasts);
      for (let band = 0; band < sources.length; band++)
        sources[band] = placeOf(CENTRES[band]! / between(now, CENTRES[band]!));
    },
  };
}
