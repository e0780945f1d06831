/** The speaker's long-term spectrum, and its replacement by one that all masked voices share. */
import { CENTRES } from './bands.ts';
import { MASK } from './parameters.ts';

const { share, memory, floor, rise, fall, peak } = MASK.timbre;
const NEPERS_A_DB = Math.LN10 / 10;
const FRAMES = (memory * MASK.rate) / MASK.hop;
/** By how much the loudest recent frame is forgotten with each frame: 3 dB a second. */
const FORGOTTEN = (3 * NEPERS_A_DB * MASK.hop) / MASK.rate;

const mean = (values: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
};

/** What all masked voices sound like on the average: rising to one peak, then falling; its mean is 0. */
function sharedTimbre(): Float64Array {
  const levels = CENTRES.map((hz) => {
    const octaves = Math.log2(hz / peak);
    return NEPERS_A_DB * (octaves < 0 ? rise : fall) * octaves;
  });
  const middle = mean(levels);
  return levels.map((level) => level - middle);
}

export interface Timbre {
  /** Takes the speaker's own long-term spectrum out of the levels and puts the shared one in; loudness stays. */
  replace(levels: Float64Array): void;
}

export function openTimbre(): Timbre {
  const shared = sharedTimbre();
  const own = Float64Array.from(shared);
  let loudest = Number.NEGATIVE_INFINITY;
  let heard = 0;
  return {
    replace(levels) {
      const level = mean(levels);
      loudest = Math.max(loudest - FORGOTTEN, level);
      if (level > loudest - floor * NEPERS_A_DB) {
        heard = Math.min(heard + 1, FRAMES);
        // At the beginning every frame counts as much as all before it together with a few of the shared one.
        const weight = 1 / (heard + 12);
        for (let i = 0; i < own.length; i++) own[i]! += (levels[i]! - level - own[i]!) * weight;
      }
      for (let i = 0; i < levels.length; i++) levels[i]! += share * (shared[i]! - own[i]!);
    },
  };
}
