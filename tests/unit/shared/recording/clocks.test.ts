/** How far a seat's clock is from the room's is known from its own acts, and from the newest of them. */
import { expect, it } from 'vitest';
import type { Entry } from '../../../../shared/journal/entry.ts';
import { behindLately } from '../../../../shared/recording/clocks.ts';

const instant = (ms: number): string => new Date(Date.parse('2026-05-18T01:30:00.000Z') + ms).toISOString();

/** @param ms of the room's clock at the entry, and of the session's when it made the act */
const entry = (session: string, at: number, made: number): Entry =>
  ({ at: instant(at), act: { session, at: instant(made) } }) as Entry;

it('the shortest way of its newest acts, another session’s none', () => {
  expect(behindLately([], 'a')).toBeNull();
  const some = [
    entry('a', 10_000, 7_000),
    entry('b', 11_000, 1_000),
    entry('a', 60_000, 58_200),
    entry('a', 90_000, 61_000),
  ];
  expect(behindLately(some, 'a')).toBe(1_800);
  expect(behindLately(some, 'b')).toBe(10_000);
  expect(behindLately(some, 'c')).toBeNull();
});

it('a clock that was set is judged by what came since', () => {
  const wrong = [entry('a', 10_000, 70_000)];
  const right = Array.from({ length: 60 }, (_, i) => entry('a', 100_000 + i * 5_000, 99_950 + i * 5_000));
  expect(behindLately([...wrong, ...right], 'a')).toBe(50);
  expect(behindLately([...wrong, ...right.slice(0, 10)], 'a')).toBe(-60_000);
});
