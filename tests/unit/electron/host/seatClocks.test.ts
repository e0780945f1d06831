import { beforeEach, expect, test } from 'vitest';
import { seatClocks } from '../../../../electron/host/seatClocks.ts';

let changes: number;
let clocks: ReturnType<typeof seatClocks>;
beforeEach(() => {
  changes = 0;
  clocks = seatClocks(
    () => '2026-05-18T09:30:00.000+08:00',
    () => {
      changes++;
    },
  );
});

test('a clock that is ahead counts up, one that is behind down, whatever offset each writes', () => {
  clocks.heard('1', '2026-05-18T09:30:00.120+08:00');
  clocks.heard('2', '2026-05-18T01:29:58.000Z');
  clocks.heard('3', '2026-05-18T09:30:02.001+08:00');
  clocks.heard('4', '2026-05-17T09:30:00+08:00');
  expect(clocks.all()).toEqual([
    { seat: '1', offset: '120', warn: false },
    { seat: '2', offset: '-2000', warn: false },
    { seat: '3', offset: '2001', warn: true },
    { seat: '4', offset: '-86400000', warn: true },
  ]);
});

test('windows are told of a new clock and of one that moved, also where it creeps', () => {
  clocks.heard('1', '2026-05-18T09:30:00.000+08:00');
  expect(changes).toBe(1);
  clocks.heard('1', '2026-05-18T09:30:00.200+08:00');
  expect(changes).toBe(1);
  clocks.heard('1', '2026-05-18T09:30:00.300+08:00');
  expect(changes).toBe(2);
  expect(clocks.all()[0]!.offset).toBe('300');
});

test('a seat that is gone has no clock', () => {
  clocks.heard('1', '2026-05-18T09:30:00+08:00');
  clocks.gone('1');
  expect(clocks.all()).toEqual([]);
});
