import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type At, inReach, neighbour, nextOpen, spanOver } from '../../../../../renderer/seat/work/moves.ts';

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

const within = (span: readonly [number, number] | null, column: number): boolean =>
  span !== null && span[0] <= column && column < span[1];

it('whatever is on the screen, the cursor’s own cell and every one that its next step leads to have fields', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 60 }),
      fc.nat(),
      (b, i, chance) => {
        const grid = { bids: names('B', b), items: names('T', i) };
        const [column, row] = [chance % b, chance % i];
        const [bid, item] = [grid.bids[column]!, grid.items[row]!];
        const steps = [
          { bid, item },
          ...(
            [
              [1, 0],
              [-1, 0],
              [0, 1],
              [0, -1],
            ] as const
          ).flatMap(([down, beside]) => neighbour(grid, { bid, item }, down, beside) ?? []),
          // Tab, and Shift+Tab.
          { bid: grid.bids[(column + 1) % b]!, item: column + 1 < b ? item : grid.items[row + 1] },
          { bid: grid.bids.at(column - 1)!, item: column > 0 ? item : grid.items[row - 1] },
        ];
        for (const to of steps)
          if (to.item !== undefined)
            expect(
              within(inReach(grid, bid, item, grid.items.indexOf(to.item)), grid.bids.indexOf(to.bid)),
            ).toBe(true);
      },
    ),
  );
});

it('a row far from the cursor has none but those on the screen', () => {
  const grid = { bids: names('B', 9), items: names('T', 9) };
  expect(inReach(grid, 'B4', 'T4', 6)).toBeNull();
  expect(spanOver(inReach(grid, 'B4', 'T4', 6), [2, 5])).toEqual([2, 5]);
  expect(spanOver(inReach(grid, 'B7', 'T4', 4), [2, 5])).toEqual([2, 9]);
});
