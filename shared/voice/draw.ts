/** Draws from the injected randomness. What an eavesdropper must not guess is drawn here; what is only heard as noise is not. */
import type { RandomPort } from '../ports/crypto.ts';
import type { Bounds } from './parameters.ts';

/** A number within the bounds, evenly spread, from four fresh bytes. */
export function drawn(random: RandomPort, { low, high }: Bounds): number {
  const [a = 0, b = 0, c = 0, d = 0] = random(4);
  return low + ((high - low) * (a + (b << 8) + (c << 16) + d * 2 ** 24)) / (2 ** 32 - 1);
}

/** A whole number below 2^32 that is not 0. */
export const drawnSeed = (random: RandomPort): number =>
  Math.round(drawn(random, { low: 1, high: 2 ** 32 - 1 }));
