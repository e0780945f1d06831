/** The room left on the disk that holds the room's files, looked at now and then: sealing writes the whole result several times over. */
import { statfsSync } from 'node:fs';
import type { RoomStatus } from '../../shared/bridge/room.ts';
import { roomDisk } from './roomDisk.ts';

type Space = RoomStatus['disk'];

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
  let known: Space = { free: 0, total: 0, warn: true, problem: null };

  function look(): Space {
    try {
      const { bavail, blocks, bsize } = statfsSync(folder);
      const free = bavail * bsize;
      known = { free, total: blocks * bsize, warn: free < needed, problem: null };
    } catch (error) {
      // A disk that fails ends no station: it says so, beside what was seen last.
      const problem = roomDisk(error);
      if (problem === null) throw error;
      known = { ...known, warn: true, problem: { ...problem } };
    }
    return known;
  }

  let told = look();
  const watch = setInterval(() => {
    const seen = look();
    const same = seen.warn === told.warn && seen.problem?.code === told.problem?.code;
    if (same && Math.abs(seen.free - told.free) < STEP * seen.total) return;
    told = seen;
    changed();
  }, INTERVAL);
  return { now: look, close: () => clearInterval(watch) };
}
