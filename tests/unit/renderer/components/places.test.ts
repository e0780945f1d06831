import { expect, test } from 'vitest';
import { placesOf } from '../../../../renderer/components/places.ts';

test('a column has room for the longest fraction in it', () => {
  expect(placesOf(['2.5', '10', null, '0.125'])).toBe(3);
  expect(placesOf(['10', null])).toBe(0);
  expect(placesOf([])).toBe(0);
});
