/** Closes segments, one after the other; one that the disk has no room for stays open on it, and is tried again until it is closed. */
import type { CryptoPort, RandomPort } from '../../shared/ports/crypto.ts';
import { diskCode, isOutOfRoom } from '../store/diskRefusal.ts';
import { closeSegment, type Finished } from './ageFile.ts';

export interface Closing {
  /** Resolves when it is closed, or has to wait for the disk. */
  close(path: string, fileKey: Uint8Array, finished: Finished | null): Promise<void>;
  /** Tries those again that wait. */
  again(): Promise<void>;
}

/** @param options.closed a segment has become an age file, or was empty */
export function closing(options: {
  readonly crypto: CryptoPort;
  readonly random: RandomPort;
  readonly folder: string;
  readonly closed: () => void;
  readonly onFault: (error: unknown) => void;
}): Closing {
  const { crypto, random, folder } = options;
  const waiting: { readonly path: string; readonly fileKey: Uint8Array; finished: Finished | null }[] = [];
  let work = Promise.resolve();

  async function attempt(): Promise<void> {
    // Each once: one that cannot be read keeps no other from being closed, and is tried again the next time.
    for (let left = waiting.length; left > 0; left--) {
      const next = waiting.shift()!;
      try {
        const { path, fileKey, finished } = next;
        // Half done, it is done again from the open file.
        next.finished = null;
        await closeSegment(crypto, random, folder, path, fileKey, finished);
        options.closed();
      } catch (error) {
        // No other has room either; its turn stays.
        if (isOutOfRoom(error)) return void waiting.unshift(next);
        if (diskCode(error) === null) options.onFault(error);
        else waiting.push(next);
      }
    }
  }

  const again = (): Promise<void> => {
    work = work.then(attempt);
    return work;
  };

  return {
    close(path, fileKey, finished) {
      waiting.push({ path, fileKey, finished });
      return again();
    },
    again,
  };
}
