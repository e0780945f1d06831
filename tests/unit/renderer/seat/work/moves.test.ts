import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type At, neighbour, nextOpen } from '../../../../../renderer/seat/work/moves.ts';

const names = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `${prefix}${i}`);

it('an open sheet of any size is walked through by confirming alone, each cell once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 40 }), (b, i) => {
      const grid = { bids: names('B', b), items: names('T', i) };
      const done = new Set<string>();
      const isOpen = ({ bid, item }: At): boolean => !done.has(`${bid} ${item}`);
      let at = nextOpen(grid, null, isOpen);
      let keys = 0;
      while (at !== null) {
        done.add(`${at.bid} ${at.item}`);
        keys += 1;
        at = nextOpen(grid, at, isOpen);
      }
      expect(done.size).toBe(b * i);
      expect(keys).toBe(b * i);
    }),
  );
});

it('stays inside the sheet', () => {
  const grid = { bids: ['B1', 'B2'], items: ['T1', 'T2'] };
  expect(neighbour(grid, { bid: 'B1', item: 'T1' }, 1, 0)).toEqual({ bid: 'B1', item: 'T2' });
  expect(neighbour(grid, { bid: 'B1', item: 'T1' }, 0, 1)).toEqual({ bid: 'B2', item: 'T1' });
  expect(neighbour(grid, { bid: 'B1', item: 'T1' }, -1, 0)).toBeNull();
  expect(neighbour(grid, { bid: 'B2', item: 'T2' }, 0, 1)).toBeNull();
});
