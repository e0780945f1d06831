/**
 * The voice mask (变声): speech in, the same words in a voice that is nobody's out. A vocoder (Dudley 1939) that keeps of a speaker only the
 * coarse envelope, bent by a random and changing warp and freed of its long-term shape, and a rounded remnant of the pitch's movement. What
 * it drops is not in the output, so that no shifting back finds it. Manner of speaking (words, pace, accent) is not masked.
 */
import type { RandomPort } from '../ports/crypto.ts';
import { accept, type Result, refusal, refuse } from '../refusal.ts';
import { at, bandLevels, binGains, CENTRES } from './bands.ts';
import { openExcitation } from './excitation.ts';
import { fourier, hann } from './fourier.ts';
import { MASK } from './parameters.ts';
import { LOOKS_BACK, openPitch } from './pitch.ts';
import { atThirdRate, FILTER_DELAY } from './resample.ts';
import { openTimbre } from './timbre.ts';
import { openWarp } from './warp.ts';

export interface VoiceMask {
  /** Seconds from a sample's coming in to its going out. */
  readonly latency: number;
  /** Masks a block of any length, samples from -1 to 1; `output` has the same length and may be `input` itself. Allocates nothing. */
  process(input: Float32Array, output: Float32Array): void;
}

const { frame, hop, rate } = MASK;
const BINS = frame / 2 + 1;

/** How much of a voiced sound is pulses, by bin: a voice's high frequencies are noisy. */
const PULSED = Float64Array.from({ length: BINS }, (_, bin) => {
  const hz = (bin * rate) / frame;
  return Math.min(1, Math.max(0.4, 1 - (hz - 2_500) / 5_000));
});

/** One sample at the mask's rate in, one out, `frame` samples later. */
function openVocoder(random: RandomPort): (sample: number) => number {
  const transform = fourier(frame);
  const window = hann(frame);
  const windowPower = window.reduce((sum, w) => sum + w * w, 0);
  /** Windowed twice, every sample is met by this sum. */
  const overlap = windowPower / hop;
  const warp = openWarp(random);
  const excitation = openExcitation(random);
  const pitch = openPitch();
  const timbre = openTimbre();

  const heard = new Float64Array(Math.max(frame, LOOKS_BACK));
  const pulses = new Float64Array(frame);
  const noise = new Float64Array(frame);
  const ready = new Float64Array(frame);
  const [re, im] = [new Float64Array(frame), new Float64Array(frame)];
  const [power, gains] = [new Float64Array(BINS), new Float64Array(BINS)];
  const levels = new Float64Array(CENTRES.length);
  const sources = new Float64Array(CENTRES.length);
  const bent = new Float64Array(CENTRES.length);
  const looksBack = heard.subarray(heard.length - LOOKS_BACK);
  const newPulses = pulses.subarray(frame - hop);
  const newNoise = noise.subarray(frame - hop);
  let filled = 0;

  function envelope(): void {
    const start = heard.length - frame;
    for (let i = 0; i < frame; i++) re[i] = window[i]! * heard[start + i]!;
    im.fill(0);
    transform.forward(re, im);
    for (let bin = 0; bin < BINS; bin++) power[bin] = (re[bin]! ** 2 + im[bin]! ** 2) / windowPower;
    bandLevels(power, levels);
    warp.next(sources);
    for (let band = 0; band < bent.length; band++) bent[band] = at(levels, sources[band]!);
    timbre.replace(bent);
    binGains(bent, gains);
  }

  /** Pulses and noise share one transform, as its real and its imaginary part. */
  function synthesis(voiced: number): void {
    for (let i = 0; i < frame; i++) {
      re[i] = window[i]! * pulses[i]!;
      im[i] = window[i]! * noise[i]!;
    }
    transform.forward(re, im);
    for (let bin = 0; bin < BINS; bin++) {
      const mirror = (frame - bin) % frame;
      const pulsed = voiced * PULSED[bin]!;
      const p = (gains[bin]! * Math.sqrt(pulsed)) / 2;
      const n = (gains[bin]! * Math.sqrt(1 - pulsed)) / 2;
      const sumRe = re[bin]! + re[mirror]!;
      const difRe = re[bin]! - re[mirror]!;
      const sumIm = im[bin]! + im[mirror]!;
      const difIm = im[bin]! - im[mirror]!;
      re[bin] = p * sumRe + n * sumIm;
      im[bin] = p * difIm - n * difRe;
      re[mirror] = re[bin]!;
      im[mirror] = -im[bin]!;
    }
    transform.inverse(re, im);
    ready.copyWithin(0, hop);
    ready.fill(0, frame - hop);
    for (let i = 0; i < frame; i++) ready[i]! += (window[i]! * re[i]!) / overlap;
  }

  function nextFrame(): void {
    const { voiced, movement } = pitch.next(looksBack);
    pulses.copyWithin(0, hop);
    noise.copyWithin(0, hop);
    excitation.next(movement, newPulses, newNoise);
    envelope();
    synthesis(voiced);
    heard.copyWithin(0, hop);
  }

  return (sample) => {
    const out = ready[filled]!;
    heard[heard.length - hop + filled] = sample;
    filled += 1;
    if (filled === hop) {
      filled = 0;
      nextFrame();
    }
    return out;
  };
}

/**
 * @param sampleRate 16000 or 48000; refuses `VOICE_RATE` for any other
 * @param random draws what the call's voice is, and how it wanders; nothing of it is kept
 */
export function openVoiceMask(sampleRate: number, random: RandomPort): Result<VoiceMask> {
  if (sampleRate !== rate && sampleRate !== 3 * rate)
    return refuse(
      refusal(
        'VOICE_RATE',
        `变声不支持 ${sampleRate} Hz 的采样率`,
        `The voice mask works at 16 or 48 kHz, not at ${sampleRate} Hz`,
      ),
    );
  const vocoder = openVocoder(random);
  const direct = sampleRate === rate;
  const step = direct ? vocoder : atThirdRate(vocoder);
  return accept({
    latency: frame / rate + (direct ? 0 : (2 * FILTER_DELAY) / sampleRate),
    process(input, output) {
      for (let i = 0; i < input.length; i++) {
        const sample = input[i]!;
        // A device that gives no number for a moment must not silence the rest of the call.
        output[i] = Math.min(1, Math.max(-1, step(Number.isFinite(sample) ? sample : 0)));
      }
    },
  });
}
