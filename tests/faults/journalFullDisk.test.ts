/** A disk that is full, or fails, while the journal is appended to: the act is refused, what was acknowledged stays, the journal is whole. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fullDiskShell } from './fullDiskShell.ts';

const WRITER = join(import.meta.dirname, 'fullDiskWriter.ts');
const READER = join(import.meta.dirname, '..', 'unit', 'electron', 'store', 'openOnce.ts');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'full-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Seen {
  readonly stored: number;
  readonly refused: string;
  readonly again: string;
  readonly length: number;
  readonly afterRoom: string;
  /** What another process finds then. */
  readonly reopened: string;
}

/** Runs the writer and then the reader below a shell, which prepares the disk for each of them. */
function written(shell: readonly string[], before: string, after: string): Seen {
  const script = `(${before} && "$0" "$1" "$3") && ${after} && "$0" "$2" "$3/journal.sqlite"`;
  const args = [...shell.slice(1), '-c', script, process.execPath, WRITER, READER, folder];
  const [seen, reopened] = execFileSync(shell[0]!, args, { encoding: 'utf8' }).split('\n');
  return { ...JSON.parse(seen!), reopened };
}

describe.runIf(fullDiskShell !== null)('a full disk', () => {
  // Smaller than the write-ahead log may grow, and larger, so that it fills up while the log is written and while it is copied back.
  it.each([1, 3, 7, 11])('of %i MiB: the act is refused, and stored once there is room', (size) => {
    const seen = written(
      fullDiskShell!,
      `mount -t tmpfs -o size=${size}m tmpfs ${folder}`,
      `mount -o remount,size=64m ${folder}`,
    );
    const { stored } = seen;
    expect(stored).toBeGreaterThan(0);
    expect(seen).toEqual({
      stored,
      refused: 'DISK_FULL',
      again: 'DISK_FULL',
      length: stored,
      afterRoom: 'stored',
      reopened: `length ${stored + 3}`,
    });
  });
});

describe('a disk that fails', () => {
  // A limit on a file's size makes the write fail as a broken disk does (EFBIG), for anybody.
  it.each([1024, 6144])('behind %i KiB: nothing more is taken, and what was acknowledged is there', (kib) => {
    const seen = written(['sh'], `ulimit -f ${kib * 2}`, 'true');
    const { stored, reopened } = seen;
    expect(stored).toBeGreaterThan(0);
    expect(seen).toMatchObject({
      refused: 'DISK_ERROR',
      again: 'DISK_ERROR',
      length: stored,
      afterRoom: 'DISK_ERROR',
    });
    expect([`length ${stored}`, `length ${stored + 3}`]).toContain(reopened);
  });
});
