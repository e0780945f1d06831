/** Every commit to the room's journal and to a seat's store waits for the disk: what was answered survives a power cut, which no kill of a process shows. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasStrace, traced } from './strace.ts';

const WRITER = join(import.meta.dirname, 'commitWriter.ts');
const SYNCS = ['fsync', 'fdatasync'] as const;
const COMMITS = 20;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'synced-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** How often a new store's log is synced while it is opened and so many times committed to. */
function syncs(store: string, commits: number): number {
  const path = join(folder, `${commits}-${store}`);
  const { out, made } = traced([WRITER, store, path, String(commits)], [`${path}-wal`], SYNCS);
  expect(out).toBe('done\n');
  return SYNCS.reduce((sum, call) => sum + made(call), 0);
}

describe.runIf(hasStrace)('a commit', () => {
  test.each(['journal.db', 'seat.db'])('to %s is synced before it is answered', (store) => {
    expect(syncs(store, COMMITS) - syncs(store, 0)).toBeGreaterThanOrEqual(COMMITS);
  });
});
