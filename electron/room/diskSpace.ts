/** The room left on the disk that holds the room's files, looked at now and then: sealing writes the whole result several times over. */
import { statfsSync } from 'node:fs';

interface Space {
  /** Bytes. */
  readonly free: number;
  readonly total: number;
  /** Less is free than closing and sealing may need. */
  readonly warn: boolean;
}

export interface DiskSpace {
  now(): Space;
  close(): void;
}

/** Milliseconds between two looks. */
const INTERVAL = 10_000;
/** Share of the disk by which it has to change for windows to be told. */
const STEP = 0.01;
const RESERVE = 2 ** 30;

/** Bytes that should be free: bag, encrypted result and carrier's copy each hold the package; the journal and what the system writes come on top. */
export const spaceNeeded = (packageSize: number): number => RESERVE + 4 * packageSize;

/**
 * @param folder any folder of the file system
 * @param changed what `now` says has changed by more than a breath
 */
export function diskSpace(folder: string, needed: number, changed: () => void): DiskSpace {
  function look(): Space {
    const { bavail, blocks, bsize } = statfsSync(folder);
    const free = bavail * bsize;
    return { free, total: blocks * bsize, warn: free < needed };
  }
  let told = look();
  const watch = setInterval(() => {
    const seen = look();
    if (seen.warn === told.warn && Math.abs(seen.free - told.free) < STEP * seen.total) return;
    told = seen;
    changed();
  }, INTERVAL);
  return { now: look, close: () => clearInterval(watch) };
}
