/** SIGKILL at each write, sync and removal while a journal's file is made: it opens at the next start, and is empty. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasStrace, type Traced, traced } from './strace.ts';

const OPEN = join(import.meta.dirname, '..', 'unit', 'electron', 'store', 'openOnce.ts');
const CALLS = ['pwrite64', 'fsync', 'fdatasync', 'ftruncate', 'unlink'] as const;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'made-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Opens a journal that is not there yet, and is killed at the n-th of a call. */
function make(path: string, calls: readonly string[], when?: number): Traced {
  const files = ['', '-wal', '-journal'].map((part) => `${path}${part}`);
  return traced([OPEN, path], files, calls, when === undefined ? undefined : { fault: 'signal=KILL', when });
}

describe.runIf(hasStrace)('a journal whose making is killed', () => {
  test('opens at the next start, wherever it was', { timeout: 600_000 }, () => {
    const { made } = make(join(folder, 'counted.sqlite'), CALLS);
    expect(made('unlink'), 'its rollback journal is removed').toBeGreaterThan(0);
    for (const call of CALLS) {
      for (let when = 1; when <= made(call); when++) {
        const path = join(folder, `${call}-${when}.sqlite`);
        expect(make(path, [call], when).hit, `${call} ${when}`).toBe(true);
        const opened = execFileSync(process.execPath, [OPEN, path], { encoding: 'utf8' }).trim();
        expect(opened, `${call} ${when} of ${made(call)}`).toBe('length 0');
      }
    }
  });
});
