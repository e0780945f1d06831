/** What processes have taken of the processor, from `/proc`: Linux alone. */
import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds of a tick of the kernel's clock. */
const TICK = 10;

interface Line {
  readonly parent: number;
  /** Milliseconds, of the user and of the system. */
  readonly taken: number;
}

function lineOf(pid: number): Line | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets, and may hold anything.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(fields[1]), taken: TICK * (Number(fields[11]) + Number(fields[12])) };
  } catch {
    return null;
  }
}

/** Milliseconds that a process and all below it have taken until now, by process. */
export function takenBelow(root: number): ReadonlyMap<number, number> {
  const lines = new Map<number, Line>();
  for (const name of readdirSync('/proc')) {
    const line = /^\d+$/.test(name) ? lineOf(Number(name)) : null;
    if (line !== null) lines.set(Number(name), line);
  }
  const isBelow = (pid: number): boolean =>
    pid === root || (lines.has(pid) && isBelow(lines.get(pid)!.parent));
  return new Map([...lines].filter(([pid]) => isBelow(pid)).map(([pid, { taken }]) => [pid, taken]));
}

/** Milliseconds that were taken between two looks; what has ended in between is not counted. */
export function takenBetween(
  before: ReadonlyMap<number, number>,
  after: ReadonlyMap<number, number>,
): number {
  return [...after].reduce((sum, [pid, taken]) => sum + taken - (before.get(pid) ?? 0), 0);
}
