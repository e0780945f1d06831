/** Before a journal is rebuilt its window says whether every member's copy is in reach. */
import { expect, test } from 'vitest';
import { seatsHolding } from '../../../../renderer/room/seatsHolding.ts';

const seat = (label: string, entries: number, up: boolean) => ({
  ...{ seat: label, entries, up, sessions: [] },
  since: '2026-05-18T15:00:00.000+08:00',
});
const members = ['1', '2', '3', '4'].map((label) => seat(label, 120, true));

test.each([
  ['all members’ seats and a spare one', [...members, seat('5', 120, true), seat('6', 0, true)], 5, true],
  ['a spare seat does not stand for a member’s that is missing', [...members, seat('6', 0, true)], 4, false],
  ['nor for one that is cut off', [...members, seat('5', 120, false), seat('6', 7, true)], 5, false],
  [
    'a spare seat that is off takes nothing away',
    [...members, seat('5', 3, true), seat('6', 0, false)],
    5,
    true,
  ],
])('%s', (_, seats, up, all) => {
  expect(seatsHolding(seats, 5)).toEqual({ up, all });
});
