import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { diskBudget } from '../../../../electron/recording/diskBudget.ts';

test('a disk that fails ends nothing: what it had when it was seen last counts, and none where it never was', () => {
  const folder = mkdtempSync(join(tmpdir(), 'budget-'));
  const budget = diskBudget(folder, 0.1);
  const seen = budget.now();
  rmSync(folder, { recursive: true });
  expect(Number(seen.hoursLeft)).toBeGreaterThan(0);
  expect(budget.now()).toEqual(seen);
  expect(diskBudget(folder, 0.1).now()).toMatchObject({ hoursLeft: '0.0', warn: true });
});
