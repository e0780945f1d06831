import { describe, expect, it } from 'vitest';
import { frameFacts } from '../../../../shared/noticing/frameFacts.ts';
import { coloured, reduced } from '../../../../shared/noticing/picture.ts';

/** Luma by place, colour the same everywhere. */
function frame(width: number, height: number, luma: (x: number, y: number) => number, u = 128, v = 128) {
  const chroma = Math.ceil(width / 2) * Math.ceil(height / 2);
  const data = new Uint8Array(width * height + 2 * chroma).fill(u, width * height).fill(v, -chroma);
  for (let at = 0; at < width * height; at++) data[at] = luma(at % width, Math.floor(at / width));
  return { width, height, data };
}

const facts = (luma: (x: number, y: number) => number) => frameFacts(reduced(frame(320, 240, luma)), null);

describe('a reduced picture', () => {
  it('has the mean of the pixels that it stands for', () => {
    const small = reduced(frame(640, 480, (x, y) => (x < 2 && y < 2 ? 100 + x + 2 * y : 50)));
    expect([small.width, small.height, ...small.luma.subarray(0, 2)]).toEqual([320, 240, 102, 50]);
  });

  it.each([
    [1280, 720, 320, 180],
    [961, 541, 320, 180],
    [161, 121, 161, 121],
  ])('of %i × %i is %i × %i, and an even grey stays what it is', (width, height, wide, high) => {
    const small = reduced(frame(width, height, () => 77));
    expect([small.width, small.height]).toEqual([wide, high]);
    expect(new Set(small.luma)).toEqual(new Set([77]));
  });

  it.each([
    ['white', 235, 128, 128, [255, 255, 255]],
    ['black', 16, 128, 128, [0, 0, 0]],
    ['red', 81, 90, 240, [254, 0, 0]],
    ['blue', 41, 240, 110, [0, 0, 255]],
  ])('%s has the colour of BT.601', (_, y, u, v, rgb) => {
    const given = frame(640, 480, () => y, u, v);
    const { data } = coloured(given, reduced(given));
    for (const [i, value] of rgb.entries()) expect(Math.abs(data[3 * 5000 + i]! - value)).toBeLessThan(3);
  });
});

describe('facts of a picture', () => {
  it('of an even grey are its luma, and no more', () => {
    expect(facts(() => 77)).toEqual({ luma: 77, deviation: 0, sharpness: 0, difference: null, uniform: 1 });
  });

  it('tell lines from a ramp of the same contrast: only lines are sharp', () => {
    const lines = facts((x) => (x % 8 < 4 ? 40 : 200));
    const ramp = facts((x) => 40 + x / 2);
    expect(lines.deviation).toBeCloseTo(80, 0);
    expect(lines.sharpness).toBeGreaterThan(1);
    expect(ramp.sharpness).toBeLessThan(0.001);
  });

  it('do not call a blurred picture sharp for its noise', () => {
    const noise = (x: number, y: number) => ((x * 7 + y * 13) % 5) - 2;
    expect(facts((x, y) => 40 + x / 2 + noise(x, y) / 2).sharpness).toBeLessThan(0.001);
  });

  it('count the blocks that have structure', () => {
    expect(facts((x) => (x < 160 && x % 2 === 0 ? 200 : 100)).uniform).toBe(0.5);
  });

  it('measure the difference to the picture before, of the same size alone', () => {
    const before = reduced(frame(320, 240, () => 100));
    const now = reduced(frame(320, 240, (x) => (x < 160 ? 100 : 104)));
    expect(frameFacts(now, before).difference).toBe(2);
    expect(frameFacts(now, reduced(frame(160, 120, () => 100))).difference).toBeNull();
  });
});
