import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { type DiskSpace, diskSpace, spaceNeeded } from '../../../../electron/room/diskSpace.ts';

let disk: DiskSpace;
afterEach(() => {
  disk.close();
  vi.useRealTimers();
});

test('says how large the file system of the folder is, and what is free of it', () => {
  disk = diskSpace(tmpdir(), 0, () => undefined);
  const { blocks, bsize } = statfsSync(tmpdir());
  const { free, total, warn } = disk.now();
  expect(total).toBe(blocks * bsize);
  expect(free).toBeGreaterThan(0);
  expect(free).toBeLessThanOrEqual(total);
  expect(warn).toBe(false);
});

test('warns where less is free than is needed', () => {
  disk = diskSpace(tmpdir(), Number.MAX_SAFE_INTEGER, () => undefined);
  expect(disk.now().warn).toBe(true);
});

test('a larger package needs more room: bag, encrypted result and carrier’s copy hold it too', () => {
  disk = diskSpace(tmpdir(), 0, () => undefined);
  expect(spaceNeeded(10 ** 9) - spaceNeeded(0)).toBe(4 * 10 ** 9);
});

test('a disk that fails says so beside what was seen last, and windows are told; so they are when it is back', () => {
  vi.useFakeTimers();
  const folder = mkdtempSync(join(tmpdir(), 'disk-'));
  const told: (string | undefined)[] = [];
  disk = diskSpace(folder, 0, () => told.push(disk.now().problem?.code));
  const { total } = disk.now();
  rmSync(folder, { recursive: true });
  vi.advanceTimersByTime(60_000);
  expect(disk.now()).toMatchObject({ total, warn: true, problem: { code: 'DISK_ERROR' } });
  mkdirSync(folder);
  vi.advanceTimersByTime(60_000);
  expect(disk.now()).toMatchObject({ total, warn: false, problem: null });
  rmSync(folder, { recursive: true });
  expect(told).toEqual(['DISK_ERROR', undefined]);
});
