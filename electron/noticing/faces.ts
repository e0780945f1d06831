/**
 * How many faces a picture shows, found in a worker: a search takes as long as hundreds of frames' other measurements. One worker serves all
 * seats, one picture after the other.
 */
import { Worker } from 'node:worker_threads';
import type { Rgb } from '../../shared/noticing/picture.ts';
import { program } from '../programs.ts';

export interface FaceCounter {
  /** Null where it could not be found out: the next picture may tell. */
  count(picture: Rgb): Promise<number | null>;
  close(): Promise<void>;
}

/** @param score how sure the model must be of a face, 0 to 1 */
export function openFaceCounter(score: number): FaceCounter {
  let worker: Worker | null = null;
  const waiting: ((faces: number | null) => void)[] = [];

  /** A worker that ends owes nobody an answer; the next picture gets another worker. */
  function ended(which: Worker): void {
    if (worker !== which) return;
    worker = null;
    for (const answer of waiting.splice(0)) answer(null);
  }

  function start(): Worker {
    const started = new Worker(program('noticing/faceWorker'), { workerData: { score } });
    started.on('message', (faces: number) => waiting.shift()?.(faces));
    started.on('error', () => ended(started));
    started.once('exit', () => ended(started));
    // Watching seats keeps a process alive, the search for faces does not.
    started.unref();
    return started;
  }

  return {
    count({ width, height, data }) {
      worker ??= start();
      const { promise, resolve } = Promise.withResolvers<number | null>();
      waiting.push(resolve);
      worker.ref();
      worker.postMessage({ width, height, data }, [data.buffer as ArrayBuffer]);
      return promise.finally(() => {
        if (waiting.length === 0) worker?.unref();
      });
    },
    async close() {
      const open = worker;
      if (open === null) return;
      ended(open);
      await open.terminate();
    },
  };
}
