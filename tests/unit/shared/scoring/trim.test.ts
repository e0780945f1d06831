import { describe, expect, it } from 'vitest';
import { dropExtremes, entryFor } from '../../../../shared/scoring/trim.ts';

const drop = (values: readonly number[], high: number, low: number) =>
  dropExtremes(values, (a, b) => a - b, { high, low });

describe('the entry that applies', () => {
  const entries = [{ from: 7 }, { from: 5 }, { from: 9 }];
  it.each([
    [4, undefined],
    [5, 5],
    [8, 7],
    [9, 9],
    [100, 9],
  ])('for %i is the one with the largest threshold not above it: %s', (size, expected) => {
    expect(entryFor(entries, (entry) => entry.from, size)?.from).toBe(expected);
  });
});

describe('dropping the highest and the lowest', () => {
  it('marks each end where it stands', () => {
    expect(drop([3, 9, 1, 5], 1, 1)).toEqual([undefined, 'highest', 'lowest', undefined]);
  });

  it('takes one of equal values, not all', () => {
    expect(drop([9, 9, 9], 1, 0).filter((mark) => mark === 'highest')).toHaveLength(1);
  });

  it('drops nothing where nothing would be left', () => {
    expect(drop([1, 2], 1, 1)).toEqual([undefined, undefined]);
    expect(drop([1, 2], 3, 0)).toEqual([undefined, undefined]);
  });

  it('can drop at one end alone', () => {
    expect(drop([3, 9, 1], 1, 0)).toEqual([undefined, 'highest', undefined]);
    expect(drop([3, 9, 1], 0, 2)).toEqual(['lowest', undefined, 'lowest']);
  });
});
