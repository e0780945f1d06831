import { expect, it } from 'vitest';
import { soundFacts } from '../../../../shared/noticing/soundFacts.ts';

const RATE = 48_000;
const tone = (frequency: number, peak: number, loudness: (t: number) => number = () => 1) =>
  Int16Array.from({ length: RATE }, (_, i) =>
    Math.round(peak * 32_767 * loudness(i / RATE) * Math.sin((2 * Math.PI * frequency * i) / RATE)),
  );

it('a full tone is 3 dB below full scale, half of it 6 dB lower', () => {
  expect(soundFacts(tone(1000, 1), RATE).level).toBeCloseTo(-3.01, 1);
  expect(soundFacts(tone(1000, 0.5), RATE).level).toBeCloseTo(-9.03, 1);
});

it('digital silence is the floor, and no voice', () => {
  expect(soundFacts(new Int16Array(RATE), RATE)).toEqual({
    level: -100,
    voiceLevel: -100,
    voiceShare: 0,
    swing: 0,
  });
});

it.each([
  [50, 0, 0.1],
  [1000, 0.95, 1],
  [12_000, 0, 0.1],
])('of a tone of %i Hz, the band of voices holds from %f to %f', (frequency, least, most) => {
  const { voiceShare } = soundFacts(tone(frequency, 0.5), RATE);
  expect(voiceShare).toBeGreaterThanOrEqual(least);
  expect(voiceShare).toBeLessThanOrEqual(most);
});

it('a tone that comes and goes like syllables swings, a steady one does not', () => {
  const syllables = soundFacts(
    tone(500, 0.5, (t) => (Math.sin(2 * Math.PI * 4 * t) > 0 ? 1 : 0.05)),
    RATE,
  );
  expect(syllables.swing).toBeGreaterThan(10);
  expect(soundFacts(tone(500, 0.5), RATE).swing).toBeLessThan(1);
});
