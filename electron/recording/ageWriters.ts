/**
 * Age files that are written by a worker: encrypting and hashing them beside the open files takes as long as making those, and a piece is answered
 * when its open file has it.
 */
import { Worker } from 'node:worker_threads';
import { type Ask, asker } from '../journal/asker.ts';
import { program } from '../programs.ts';
import type { AgeBeginning, AgeContent, AgeWriter } from './ageWriter.ts';
import { spareMemory } from './spareMemory.ts';

/** What is to be done with one file. */
export type AgeStep = { readonly file: number } & (
  | { readonly kind: 'begin'; readonly beginning: AgeBeginning }
  | { readonly kind: 'push'; readonly plaintexts: readonly Uint8Array[] }
  | { readonly kind: 'end' | 'close' }
);
/** The content at the end; an error where the disk had one. */
export type AgeAnswer = AgeContent | Error | null;

export interface AgeWriters {
  /** `ageWriter`, in the worker; also throws where that has died. */
  begin(beginning: AgeBeginning): Promise<AgeWriter>;
  close(): Promise<void>;
}

/** Bytes of memory that are kept for what goes to the worker. */
const SPARE = 16 << 20;

/** The worker is started with the first file: a seat that is not recorded has none. */
export function openAgeWriters(): AgeWriters {
  let worker: Worker | null = null;
  let ask: Ask<AgeStep, AgeAnswer> | null = null;
  let isClosed = false;
  const memory = spareMemory(SPARE, (size) => new SharedArrayBuffer(size));
  let files = 0;

  function started(): Ask<AgeStep, AgeAnswer> {
    if (isClosed) throw new Error('writers closed');
    worker = new Worker(program('recording/ageWorker'));
    return asker<AgeStep, AgeAnswer>(worker);
  }

  async function done(step: AgeStep): Promise<AgeContent | null> {
    ask ??= started();
    const answer = await ask(step);
    if (answer instanceof Error) throw answer;
    return answer;
  }

  /** What is handed over is copied once, into memory that both threads see. */
  function shared(plaintext: Uint8Array): Buffer {
    const copy = memory.take(plaintext.length);
    copy.set(plaintext);
    return copy;
  }

  return {
    async begin(beginning) {
      const file = ++files;
      await done({ file, kind: 'begin', beginning });
      return {
        async push(plaintexts) {
          const copies = plaintexts.map(shared);
          await done({ file, kind: 'push', plaintexts: copies });
          for (const copy of copies) memory.give(copy);
        },
        end: async () => (await done({ file, kind: 'end' }))!,
        close: async () => void (await done({ file, kind: 'close' })),
      };
    },
    async close() {
      isClosed = true;
      await worker?.terminate();
    },
  };
}
