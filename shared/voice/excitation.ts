/** What is heard in place of the speaker's vocal folds: pulses at the mask's own pitch, and noise. Both have the power 1. */
import type { RandomPort } from '../ports/crypto.ts';
import { drawn, drawnSeed } from './draw.ts';
import { MASK } from './parameters.ts';

export interface Excitation {
  /** Writes the next samples: `movement` in semitones from the base. */
  next(movement: number, pulses: Float64Array, noise: Float64Array): void;
}

export function openExcitation(random: RandomPort): Excitation {
  const base = drawn(random, MASK.pitch.base);
  let state = drawnSeed(random);
  let phase = 0;
  // xorshift32 (Marsaglia 2003): it is heard as a hiss and hides nothing, so it need not be unpredictable.
  const even = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 31 - 1;
  };
  const unit = Math.sqrt(3);
  return {
    next(movement, pulses, noise) {
      const period = MASK.rate / (base * 2 ** (movement / 12));
      for (let i = 0; i < pulses.length; i++) {
        phase += 1 / period;
        const pulse = phase >= 1;
        if (pulse) phase -= 1;
        pulses[i] = pulse ? Math.sqrt(period) : 0;
        noise[i] = unit * even();
      }
    },
  };
}
