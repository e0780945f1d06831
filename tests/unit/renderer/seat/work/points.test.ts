import { expect, it } from 'vitest';
import { missingBehind, placesOf } from '../../../../../renderer/seat/work/points.ts';
import type { Item } from '../../../../../shared/project/model.ts';

const item = (limits: Partial<Item>): Item => ({
  id: 'T1',
  name: '施工方案',
  by: 'experts',
  max: '8',
  ...limits,
});

it('keeps room for as many places as the items take', () => {
  expect(placesOf([item({ step: '1' })])).toBe(0);
  expect(placesOf([item({ step: '1' }), item({ step: '0.5' })])).toBe(1);
  expect(placesOf([item({ step: '1', min: '0.25' })])).toBe(2);
  expect(placesOf([item({})])).toBe(2);
  expect(placesOf([])).toBe(0);
});

/** Where the end of the whole number stands, from the right, in half figures: a point is half as wide as a figure. */
const wholeEnds = (text: string, places: number): number => {
  const { figures, point } = missingBehind(text, places);
  const [, fraction] = text.split('.');
  return 2 * (figures + (fraction?.length ?? 0)) + (point ? 1 : 0) + (fraction === undefined ? 0 : 1);
};

it('puts every point below the others, also of what is half typed', () => {
  for (const places of [1, 2, 3])
    expect(new Set(['7', '7.', '10', '5.5'].map((text) => wholeEnds(text, places)))).toEqual(
      new Set([2 * places + 1]),
    );
});

it('leaves alone what is empty, what has no places, and what has more than there can be', () => {
  expect(missingBehind('', 1)).toEqual({ figures: 0, point: false });
  expect(missingBehind('7', 0)).toEqual({ figures: 0, point: false });
  expect(missingBehind('7.125', 1)).toEqual({ figures: 0, point: false });
  expect(missingBehind('7\u30025', 1)).toEqual({ figures: 0, point: false });
});
