/**
 * STOI (Taal, Hendriks, Heusdens and Jensen 2011): how well the slow movement of each third-octave band survives, from 0 to 1. With the paper's
 * times, bands and clipping, at 16 instead of 10 kHz.
 */
import { fourier, hann } from '../../../../shared/voice/fourier.ts';
import { RATE } from './voices.ts';

/** 25.6 ms and half of it. */
const FRAME = 410;
const HOP = 205;
const SIZE = 1024;
const BANDS = 15;
const LOWEST = 150;
/** 384 ms. */
const SEGMENT = 30;
/** -15 dB. */
const CLIP = 1 + 10 ** (15 / 20);
const SILENCE_DB = 40;

const TRANSFORM = fourier(SIZE);
const WINDOW = hann(FRAME);

/** Amplitude of each band by frame; centres multiplied by `moved`. */
function bandAmplitudes(samples: Float32Array, starts: readonly number[], moved: number): number[][] {
  const [re, im] = [new Float64Array(SIZE), new Float64Array(SIZE)];
  return starts.map((start) => {
    re.fill(0);
    im.fill(0);
    for (let i = 0; i < FRAME; i++) re[i] = WINDOW[i]! * (samples[start + i] ?? 0);
    TRANSFORM.forward(re, im);
    return Array.from({ length: BANDS }, (_, band) => {
      const centre = LOWEST * moved * 2 ** (band / 3);
      const bin = (hz: number) => Math.round((hz * SIZE) / RATE);
      let sum = 0;
      for (let k = bin(centre * 2 ** (-1 / 6)); k < bin(centre * 2 ** (1 / 6)); k++)
        sum += re[k]! ** 2 + im[k]! ** 2;
      return Math.sqrt(sum);
    });
  });
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  const norm = Math.hypot(...a.map((x) => x - ma)) * Math.hypot(...b.map((x) => x - mb));
  return norm === 0 ? 0 : a.reduce((sum, x, i) => sum + (x - ma) * (b[i]! - mb), 0) / norm;
}

/**
 * @param clean and `heard` of one length, in step
 * @param moved what the formants were multiplied by: a band that is heard is compared with the one that it came from; 1 is the paper's measure
 */
export function stoi(clean: Float32Array, heard: Float32Array, moved = 1): number {
  const all = Array.from({ length: Math.floor((clean.length - FRAME) / HOP) }, (_, i) => i * HOP);
  const power = all.map((start) =>
    clean.subarray(start, start + FRAME).reduce((sum, x) => sum + x * x, 1e-12),
  );
  const loudest = Math.max(...power);
  const starts = all.filter((_, i) => 10 * Math.log10(loudest / power[i]!) < SILENCE_DB);
  const x = bandAmplitudes(clean, starts, 1 / moved);
  const y = bandAmplitudes(heard, starts, 1);
  let [sum, count] = [0, 0];
  for (let end = SEGMENT; end <= starts.length; end++)
    for (let band = 0; band < BANDS; band++) {
      const a = x.slice(end - SEGMENT, end).map((frame) => frame[band]!);
      const b = y.slice(end - SEGMENT, end).map((frame) => frame[band]!);
      const scale = Math.hypot(...a) / (Math.hypot(...b) || 1);
      sum += correlation(
        a,
        b.map((value, i) => Math.min(value * scale, CLIP * a[i]!)),
      );
      count += 1;
    }
  return sum / count;
}
