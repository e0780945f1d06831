/** strace, by which a system call of a program is made to fail, or the program killed at it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether system calls can be made to fail here. It says so where not: nobody takes what was left out for something that was seen. */
export const hasStrace = spawnSync('strace', ['-e', 'trace=none', 'true']).status === 0;
if (!hasStrace) console.log('There is no strace here, or it may not trace: no system call is made to fail.');

export type Fault = 'signal=KILL' | 'error=EIO' | 'error=ENOSPC';

export interface Traced {
  readonly out: string;
  /** How often a call was made by the thread that made it most often. */
  readonly made: (call: string) => number;
  /** Whether the fault came about. */
  readonly hit: boolean;
}

/** How often the most frequent one is there. */
function mostOf(threads: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const thread of threads) counts.set(thread, (counts.get(thread) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

/**
 * Runs a Node program, looking at its calls on the given files alone, with a fault at a thread's n-th of them (from 1) where one is given.
 * What Node itself writes for a program, beside its main thread, one other thread does.
 * The kernel stops the program at those calls and at no others, except where it is to be killed: strace 6.1 then lets it live.
 */
export function traced(
  program: readonly string[],
  files: readonly string[],
  calls: readonly string[],
  at?: { readonly fault: Fault; readonly when: number },
): Traced {
  const folder = mkdtempSync(join(tmpdir(), 'strace-'));
  try {
    const log = join(folder, 'log');
    const quick = at?.fault === 'signal=KILL' ? [] : ['--seccomp-bpf'];
    const inject = at === undefined ? [] : ['-e', `inject=${calls.join(',')}:${at.fault}:when=${at.when}`];
    const paths = files.flatMap((path) => ['-P', path]);
    const options = ['-f', ...quick, '-qq', '-o', log, ...paths, '-e', `trace=${calls.join(',')}`, ...inject];
    const done = spawnSync('strace', [...options, process.execPath, ...program], {
      encoding: 'utf8',
      env: { ...process.env, UV_THREADPOOL_SIZE: '1' },
    });
    const lines = readFileSync(log, 'utf8').split('\n');
    return {
      out: done.stdout,
      made: (call) =>
        mostOf(lines.filter((line) => line.includes(` ${call}(`)).map((line) => line.split(' ')[0]!)),
      hit: done.signal === 'SIGKILL' || lines.some((line) => line.endsWith('(INJECTED)')),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
