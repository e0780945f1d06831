import { expect, test } from 'vitest';
import { cellVectors, keptCellVectors } from '../../../vectors/cells.ts';

test('the cells’ vectors are what the code gives', () => {
  expect(cellVectors()).toBe(keptCellVectors());
});
