/**
 * The coarse envelope: how much power lies in each of a few wide bands. All that is finer (the harmonics, the exact shape of a
 * formant) is not kept anywhere, and so cannot be given back.
 */
import { MASK } from './parameters.ts';

/** Silence, as the logarithm of a power. */
const SILENT = Math.log(1e-12);

const BINS = MASK.frame / 2 + 1;
const HZ_A_BIN = MASK.rate / MASK.frame;

function centres(): Float64Array {
  const { from, to, step, ratio } = MASK.bands;
  const found: number[] = [];
  for (let hz: number = from; hz <= to; hz = Math.max(hz + step, hz * ratio)) found.push(hz);
  return Float64Array.from(found);
}

/** Centres of the bands in Hz, ascending. */
export const CENTRES = centres();

/** Where a frequency lies between the bands: 2.5 is halfway from the third to the fourth; held at both ends. */
export function placeOf(hz: number): number {
  const last = CENTRES.length - 1;
  if (hz <= CENTRES[0]!) return 0;
  if (hz >= CENTRES[last]!) return last;
  let band = 0;
  while (CENTRES[band + 1]! < hz) band++;
  return band + (hz - CENTRES[band]!) / (CENTRES[band + 1]! - CENTRES[band]!);
}

/** A value between the bands, by linear interpolation. */
export function at(values: Float64Array, place: number): number {
  const band = Math.min(Math.floor(place), values.length - 2);
  const share = place - band;
  return values[band]! * (1 - share) + values[band + 1]! * share;
}

interface Weights {
  readonly first: number;
  readonly weights: Float64Array;
}

/** A triangle over the bins, its weights summing to 1. */
function triangle(band: number): Weights {
  const { step, ratio, overlap } = MASK.bands;
  const centre = CENTRES[band]!;
  const half = overlap * Math.max(step, centre * (ratio - 1));
  const height = (bin: number): number => Math.max(0, 1 - Math.abs(bin * HZ_A_BIN - centre) / half);
  const bins = Array.from({ length: BINS }, (_, bin) => bin).filter((bin) => height(bin) > 0);
  const sum = bins.reduce((total, bin) => total + height(bin), 0);
  return { first: bins[0]!, weights: Float64Array.from(bins, (bin) => height(bin) / sum) };
}

const TRIANGLES = Array.from(CENTRES, (_, band) => triangle(band));
const PLACES = Float64Array.from({ length: BINS }, (_, bin) => placeOf(bin * HZ_A_BIN));

/** Writes the natural logarithm of each band's mean power. */
export function bandLevels(power: Float64Array, levels: Float64Array): void {
  for (let band = 0; band < TRIANGLES.length; band++) {
    const { first, weights } = TRIANGLES[band]!;
    let sum = 0;
    for (let i = 0; i < weights.length; i++) sum += weights[i]! * power[first + i]!;
    levels[band] = Math.max(SILENT, Math.log(sum + 1e-30));
  }
}

/** Writes the amplitude that each bin of the spectrum is given by the bands' levels. */
export function binGains(levels: Float64Array, gains: Float64Array): void {
  for (let bin = 0; bin < BINS; bin++) gains[bin] = Math.exp(at(levels, PLACES[bin]!) / 2);
}
