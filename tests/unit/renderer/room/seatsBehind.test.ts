/** Before a room is cleared its window names the seats that could not end any more. */
import { expect, test } from 'vitest';
import { seatsBehind } from '../../../../renderer/room/seatsBehind.ts';

test('a seat that lacks the last entry is named, whether it is connected or not; one that has all is not', () => {
  const seat = (label: string, entries: number, up: boolean) => ({
    ...{ seat: label, entries, up, sessions: [] },
    since: '2026-05-18T15:00:00.000+08:00',
  });
  const seats = [seat('1', 120, true), seat('2', 119, true), seat('3', 120, false), seat('4', 7, false)];
  expect(seatsBehind({ seats, head: { seq: 120, hash: 'a'.repeat(64) } })).toEqual(['2', '4']);
});
