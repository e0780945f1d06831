/** What can be measured in a second of sound. */

export interface SoundFacts {
  /** Root mean square in dBFS; -100 for digital silence. */
  readonly level: number;
  /** The same from 200 to 4000 Hz, where voices are. */
  readonly voiceLevel: number;
  /** That band's share of the whole power, 0 to 1. */
  readonly voiceShare: number;
  /** Standard deviation of the band's level from one 20 ms to the next, in dB. */
  readonly swing: number;
}

const FLOOR = -100;
const FULL_SCALE = 32_768;
/** Below this a pause is a pause: the depth of a pause says nothing about a voice. */
const PAUSE = -60;

/** @param power mean square, of a full scale of 1 */
const decibels = (power: number): number => (power <= 0 ? FLOOR : Math.max(FLOOR, 10 * Math.log10(power)));

/**
 * @param pcm one channel; a second of it, so that there are syllables in it
 * @param sampleRate samples a second, 16000 or more
 */
export function soundFacts(pcm: Int16Array, sampleRate: number): SoundFacts {
  const high = passes('high', 200, sampleRate);
  const low = passes('low', 4000, sampleRate);
  const slice = Math.round(sampleRate / 50);
  const levels: number[] = [];
  let whole = 0;
  let band = 0;
  let inSlice = 0;
  for (let i = 0; i < pcm.length; i++) {
    const value = pcm[i]! / FULL_SCALE;
    const voice = low(high(value));
    whole += value * value;
    band += voice * voice;
    inSlice += voice * voice;
    if ((i + 1) % slice === 0) {
      levels.push(Math.max(PAUSE, decibels(inSlice / slice)));
      inSlice = 0;
    }
  }
  return {
    level: decibels(whole / pcm.length),
    voiceLevel: decibels(band / pcm.length),
    voiceShare: whole === 0 ? 0 : Math.min(1, band / whole),
    swing: deviation(levels),
  };
}

function deviation(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

/** A second-order Butterworth filter (Bristow-Johnson, Cookbook formulae for audio EQ biquad filter coefficients). */
function passes(side: 'high' | 'low', frequency: number, sampleRate: number): (value: number) => number {
  const angle = (2 * Math.PI * frequency) / sampleRate;
  const cosine = Math.cos(angle);
  const alpha = Math.sin(angle) * Math.SQRT1_2;
  const scale = 1 + alpha;
  const b0 = (side === 'low' ? 1 - cosine : 1 + cosine) / 2 / scale;
  const b1 = (side === 'low' ? 2 : -2) * b0;
  const a1 = (-2 * cosine) / scale;
  const a2 = (1 - alpha) / scale;
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  return (x) => {
    const y = b0 * (x + x2) + b1 * x1 - a1 * y1 - a2 * y2;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
    return y;
  };
}
