import fc from 'fast-check';
import { expect, it } from 'vitest';
import { instantOf, lasting, timeBeside, wallTime } from '../../../../renderer/components/moments.ts';
import { instant } from '../../../../shared/journal/fields.ts';

/** Milliseconds of years 1970 to 2100. */
const moment = fc.integer({ min: 0, max: 4_102_444_800_000 });

it('a moment is written as the journal takes it, and read back as the same one', () => {
  fc.assert(
    fc.property(moment, (now) => {
      expect(instant.safeParse(instantOf(now)).success).toBe(true);
      expect(Date.parse(instantOf(now))).toBe(now);
    }),
  );
});

it('the clock on the wall shows the time of day that the written moment has', () => {
  fc.assert(
    fc.property(moment, (now) => {
      expect(wallTime(now, true)).toBe(instantOf(now).slice(11, 19));
      expect(wallTime(now)).toBe(instantOf(now).slice(11, 16));
    }),
  );
});

it('a wait is said in seconds, minutes, hours, hours and minutes', () => {
  const MINUTE = 60_000;
  const said = (milliseconds: number): string => {
    const { unit, count, minutes } = lasting(milliseconds);
    return unit === 'hoursAndMinutes' ? `${count} hours ${minutes} minutes` : `${count} ${unit}`;
  };
  expect(
    [-5, 59_999, MINUTE, 59 * MINUTE, 60 * MINUTE, 61 * MINUTE, 180 * MINUTE, 1501 * MINUTE].map(said),
  ).toEqual([
    '0 seconds',
    '59 seconds',
    '1 minutes',
    '59 minutes',
    '1 hours',
    '1 hours 1 minutes',
    '3 hours',
    '25 hours 1 minutes',
  ]);
});

it('a moment of another day has its date', () => {
  const opened = '2026-05-18T09:30:00.000+08:00';
  expect(timeBeside('2026-05-18T23:59:58.000+08:00', opened, 'zh')).toBe('23:59:58');
  expect(timeBeside('2026-05-19T00:00:01.000+08:00', opened, 'zh')).toBe('2026年5月19日 00:00:01');
  expect(timeBeside('2026-05-19T00:00:01.000+08:00', opened, 'en')).toContain('19 May 2026');
  // Four in the afternoon in London is the next day in Beijing, where the other moment was written.
  expect(timeBeside('2026-05-19T00:30:00+08:00', '2026-05-18T17:00:00Z', 'zh')).toBe('00:30:00');
  expect(timeBeside('none', opened, 'zh')).toBe('none');
});
