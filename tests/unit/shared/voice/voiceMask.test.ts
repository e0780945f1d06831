/** The mask as a stream: its delay, its blocks, its refusals. What it does to a voice is measured beside. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openVoiceMask } from '../../../../shared/voice/voiceMask.ts';
import { callNamed, maskAt } from './masking.ts';

/** Made of a few partials that come and go: enough of a voice for a mask to work on. */
const tone = (length: number, rate: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => {
    const t = i / rate;
    return [1, 2, 3, 5, 8].reduce(
      (sum, n) => sum + (0.1 / n) * Math.sin(2 * Math.PI * 140 * n * t) * (1 + Math.sin(2 * Math.PI * 4 * t)),
      0,
    );
  });

function through(rate: number, name: string, samples: Float32Array, block = samples.length): Float32Array {
  const mask = maskAt(rate, name);
  const out = new Float32Array(samples.length);
  for (let start = 0; start < samples.length; start += block)
    mask.process(samples.subarray(start, start + block), out.subarray(start, start + block));
  return out;
}

const power = (samples: Float32Array): number =>
  samples.reduce((sum, x) => sum + x * x, 0) / Math.max(1, samples.length);

describe.each([16_000, 48_000])('at %i Hz', (rate) => {
  it('says its delay, which is below 100 ms, and keeps it: what follows a silence is heard that much later', () => {
    const { latency } = maskAt(rate, 'delay');
    expect(latency).toBeLessThan(0.1);
    const silence = Math.round(0.4 * rate);
    const samples = new Float32Array(2 * rate);
    samples.set(tone(rate, rate), silence);
    const out = through(rate, 'delay', samples);
    const loud = power(out);
    const ten = Math.round(0.01 * rate);
    let start = 0;
    while (power(out.subarray(start, start + ten)) < loud / 20) start += ten;
    const heard = (start - silence) / rate;
    // The first frames that reach into the sound bring some of it early, at most by a frame.
    expect(heard).toBeGreaterThan(latency - 0.033);
    expect(heard).toBeLessThan(latency + 0.033);
  });

  it('gives the same whatever the blocks are', () => {
    const samples = tone(rate / 4, rate);
    const whole = through(rate, 'blocks', samples);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 700 }), (block) => {
        expect(through(rate, 'blocks', samples, block)).toEqual(whole);
      }),
      { numRuns: 10 },
    );
  });

  it('makes of silence silence', () => {
    expect(power(through(rate, 'silence', new Float32Array(rate)))).toBeLessThan(1e-9);
  });

  it('goes on after samples that are no numbers', () => {
    const samples = tone(rate / 2, rate);
    samples.fill(Number.NaN, 100, 200);
    samples.fill(Number.POSITIVE_INFINITY, 300, 320);
    const out = through(rate, 'numbers', samples);
    expect(out.every(Number.isFinite)).toBe(true);
    expect(power(out.subarray(rate / 4))).toBeGreaterThan(1e-5);
  });
});

it('never leaves the range of samples, however loud it comes in', () => {
  const loud = tone(16_000, 16_000).map((x) => 50 * x);
  expect(Math.max(...through(16_000, 'loud', loud).map(Math.abs))).toBeLessThanOrEqual(1);
});

it('gives each call a voice of its own', () => {
  const samples = tone(16_000, 16_000);
  const [one, again, other] = ['a', 'a', 'b'].map((name) => through(16_000, name, samples));
  expect(again).toEqual(one);
  expect(power(other!.map((x, i) => x - one![i]!))).toBeGreaterThan(power(one!) / 2);
});

it.each([0, 8_000, 44_100, Number.NaN])('refuses a rate that it does not work at: %d', (rate) => {
  const opened = openVoiceMask(rate, callNamed('rate'));
  expect(!opened.ok && opened.refusals.map(({ code }) => code)).toEqual(['VOICE_RATE']);
});
