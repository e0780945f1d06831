/** What a voice is measured by: pitch, formants, mean cepstrum. Made apart from the mask, and by other methods than it uses. */
import { fourier, hann } from '../../../../shared/voice/fourier.ts';
import { RATE } from './voices.ts';

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** A frame every `step` samples that is not silence: at most 30 dB below the loudest. */
function loudFrames(
  samples: Float32Array,
  size: number,
  step: number,
): { start: number; frame: Float32Array }[] {
  const frames: { start: number; frame: Float32Array; power: number }[] = [];
  for (let start = 0; start + size <= samples.length; start += step) {
    const frame = samples.subarray(start, start + size);
    frames.push({ start, frame, power: frame.reduce((sum, x) => sum + x * x, 0) });
  }
  const loudest = Math.max(...frames.map(({ power }) => power));
  return frames.filter(({ power }) => power > loudest / 1000);
}

function autocorrelation(frame: ArrayLike<number>, lags: number): Float64Array {
  const found = new Float64Array(lags + 1);
  for (let lag = 0; lag <= lags; lag++)
    for (let i = lag; i < frame.length; i++) found[lag]! += frame[i]! * frame[i - lag]!;
  return found;
}

/** The median pitch of the voiced frames, Hz, between 45 and 400; by autocorrelation over 64 ms (Boersma 1993: divided by the window's). */
export function pitchOf(samples: Float32Array): { hz: number; voiced: number } {
  const size = 1024;
  const window = hann(size);
  const longest = Math.ceil(RATE / 45);
  const shortest = Math.floor(RATE / 400);
  const ofWindow = autocorrelation(window, longest);
  const found: number[] = [];
  const frames = loudFrames(samples, size, 640);
  for (const { frame } of frames) {
    const raw = autocorrelation(
      Float64Array.from(frame, (x, i) => x * window[i]!),
      longest,
    );
    const fits = raw.map((r, lag) => r / raw[0]! / (ofWindow[lag]! / ofWindow[0]!));
    let best = 0;
    for (let lag = shortest; lag <= longest; lag++) best = Math.max(best, fits[lag]!);
    if (best < 0.5) continue;
    for (let lag = shortest; lag < longest; lag++)
      if (fits[lag]! > 0.88 * best && fits[lag]! >= fits[lag - 1]! && fits[lag]! >= fits[lag + 1]!) {
        found.push(RATE / lag);
        break;
      }
  }
  return { hz: median(found), voiced: found.length / frames.length };
}

/** Linear prediction by autocorrelation (Levinson and Durbin); the predictor's polynomial, first coefficient 1. */
function predictor(frame: Float64Array, order: number): Float64Array {
  const r = autocorrelation(frame, order);
  const a = new Float64Array(order + 1);
  a[0] = 1;
  let error = r[0]! * (1 + 1e-6);
  for (let i = 1; i <= order; i++) {
    let sum = r[i]!;
    for (let j = 1; j < i; j++) sum += a[j]! * r[i - j]!;
    const k = -sum / error;
    const before = a.slice();
    for (let j = 1; j < i; j++) a[j] = before[j]! + k * before[i - j]!;
    a[i] = k;
    error *= 1 - k * k;
  }
  return a;
}

/** All roots at once (Durand and Kerner), as [re, im]. */
function roots(a: Float64Array): [number, number][] {
  const order = a.length - 1;
  let z = Array.from({ length: order }, (_, i): [number, number] => {
    const angle = (2 * Math.PI * (i + 0.3)) / order;
    return [0.9 * Math.cos(angle), 0.9 * Math.sin(angle)];
  });
  for (let turn = 0; turn < 30; turn++)
    z = z.map(([x, y], i) => {
      let [re, im] = [1, 0];
      for (let k = 1; k <= order; k++) [re, im] = [re * x - im * y + a[k]!, re * y + im * x];
      let [dr, di] = [1, 0];
      for (const [j, [u, v]] of z.entries())
        if (j !== i) [dr, di] = [dr * (x - u) - di * (y - v), dr * (y - v) + di * (x - u)];
      const size = dr * dr + di * di || 1e-30;
      return [x - (re * dr + im * di) / size, y - (im * dr - re * di) / size];
    });
  return z;
}

/** Half the rate, for formants below 4 kHz. */
function halved(samples: Float32Array): Float32Array {
  const taps = Float64Array.from({ length: 41 }, (_, i) => {
    const x = i - 20;
    const sinc = x === 0 ? 0.46 : Math.sin(0.46 * Math.PI * x) / (Math.PI * x);
    return sinc * (0.54 + 0.46 * Math.cos((Math.PI * x) / 20));
  });
  return Float32Array.from({ length: samples.length >> 1 }, (_, n) => {
    let sum = 0;
    for (let i = 0; i < 41; i++) sum += taps[i]! * (samples[2 * n + i - 20] ?? 0);
    return sum;
  });
}

/** F1 to F3 of each loud frame, Hz, by its place: poles of a prediction of order 10 at 8 kHz, narrower than 400 Hz. */
export function formants(samples: Float32Array): Map<number, readonly [number, number, number]> {
  const low = halved(samples);
  const size = 256;
  const window = hann(size);
  const found = new Map<number, readonly [number, number, number]>();
  for (const { start, frame } of loudFrames(low, size, 160)) {
    const shaped = Float64Array.from(frame, (x, i) => (x - 0.9 * (frame[i - 1] ?? 0)) * window[i]!);
    const poles = roots(predictor(shaped, 10))
      .filter(([, im]) => im > 0)
      .map(([re, im]) => ({
        hz: (Math.atan2(im, re) * 4000) / Math.PI,
        width: (-Math.log(Math.hypot(re, im)) * 8000) / Math.PI,
      }))
      .filter(({ hz, width }) => hz > 150 && hz < 3800 && width < 400)
      .map(({ hz }) => hz)
      .sort((a, b) => a - b);
    const [f1, f2, f3] = poles;
    if (f3 !== undefined) found.set(start / 160, [f1!, f2!, f3]);
  }
  return found;
}

const MELS = 26;
const COEFFICIENTS = 13;
const mel = (hz: number): number => 2595 * Math.log10(1 + hz / 700);

const TRANSFORM = fourier(512);
const WINDOW = hann(400);

const filters = (scale: number) =>
  Array.from({ length: MELS }, (_, band) => {
    const step = mel(RATE / 2) / (MELS + 1);
    return Float64Array.from({ length: 257 }, (_, bin) =>
      Math.max(0, 1 - Math.abs(mel((bin * scale * RATE) / 512) / step - (band + 1))),
    );
  });

/**
 * The mean mel cepstrum (coefficients 1 to 12) of the loud frames: who speaks, more than what is said.
 * @param scale moves all formants by this factor before they are measured, as well as anybody could
 */
export function meanCepstrum(samples: Float32Array, scale = 1): readonly number[] {
  const sum = new Array<number>(COEFFICIENTS - 1).fill(0);
  const bank = filters(scale);
  const frames = loudFrames(samples, 400, 320);
  for (const { frame } of frames) {
    const re = new Float64Array(512);
    const im = new Float64Array(512);
    for (let i = 0; i < 400; i++) re[i] = (frame[i]! - 0.97 * (frame[i - 1] ?? 0)) * WINDOW[i]!;
    TRANSFORM.forward(re, im);
    const levels = bank.map((filter) =>
      Math.log(filter.reduce((total, w, bin) => total + w * (re[bin]! ** 2 + im[bin]! ** 2), 1e-10)),
    );
    for (let c = 1; c < COEFFICIENTS; c++)
      sum[c - 1]! += levels.reduce(
        (total, l, m) => total + l * Math.cos((Math.PI * c * (m + 0.5)) / MELS),
        0,
      );
  }
  return sum.map((value) => (value / frames.length) * Math.sqrt(2 / MELS));
}

/** The samples played at another speed: pitch and formants move by `speed` alike. */
export const atSpeed = (samples: Float32Array, speed: number): Float32Array =>
  Float32Array.from({ length: Math.floor((samples.length - 1) / speed) }, (_, i) => {
    const from = Math.floor(i * speed);
    const share = i * speed - from;
    return samples[from]! * (1 - share) + samples[from + 1]! * share;
  });

export const distance = (a: readonly number[], b: readonly number[]): number =>
  Math.hypot(...a.map((value, i) => value - b[i]!));
