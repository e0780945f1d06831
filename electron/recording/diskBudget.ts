/** How long the disk lasts at the rate at which a seat records. */
import { statfsSync } from 'node:fs';

interface Budget {
  readonly bytesPerHour: number;
  /** With one decimal. */
  readonly hoursLeft: string;
  readonly warn: boolean;
}

export interface DiskBudget {
  /** Bytes were written, at a time of the monotonic clock in milliseconds. */
  wrote(bytes: number, mono: number): void;
  now(): Budget;
}

/** Before there is a rate: a 1080p screen at 5 fps, 480p camera and sound. */
const NOMINAL = 900_000_000;
const HOUR = 3_600_000;
/** Milliseconds over which the rate is taken. */
const WINDOW = 600_000;
const FIRST = 10_000;

/** @param warnBelow hours that should be left at least */
export function diskBudget(folder: string, warnBelow: number): DiskBudget {
  let free = 0;
  let written: { bytes: number; mono: number }[] = [];

  function rate(): number {
    const [first, last] = [written[0], written.at(-1)];
    const span = first === undefined || last === undefined ? 0 : last.mono - first.mono;
    if (span < FIRST) return NOMINAL;
    const bytes = written.slice(1).reduce((sum, one) => sum + one.bytes, 0);
    return Math.round((bytes / span) * HOUR);
  }

  /** Bytes. A disk that fails says so where a piece is written; here the last that was seen counts. */
  function room(): number {
    try {
      const { bavail, bsize } = statfsSync(folder);
      free = bavail * bsize;
    } catch {}
    return free;
  }

  return {
    wrote(bytes, mono) {
      written.push({ bytes, mono });
      if (mono - written[0]!.mono > 2 * WINDOW) written = written.filter((one) => mono - one.mono <= WINDOW);
    },
    now() {
      const bytesPerHour = Math.max(1, rate());
      const hours = room() / bytesPerHour;
      return { bytesPerHour, hoursLeft: hours.toFixed(1), warn: hours < warnBelow };
    },
  };
}
