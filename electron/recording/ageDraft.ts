/**
 * A segment's age file as it grows beside the open one, so that closing has not to read and encrypt all of it once more. Nothing rests on it: what is
 * durable is the open file, and a draft that cannot be written, or was left by a kill, is made again from that.
 */
import { rm } from 'node:fs/promises';
import type { RandomPort } from '../../shared/ports/crypto.ts';
import { NONCE } from './ageStream.ts';
import type { AgeContent, AgeWriter, ageWriter } from './ageWriter.ts';

export interface AgeDraft {
  /** Resolves when it is no longer needed, or the draft has been given up. */
  push(plaintexts: readonly Uint8Array[]): Promise<void>;
  /** All of it is durable at its path when this resolves; null where the draft was given up. */
  end(): Promise<AgeContent | null>;
  /** Gives its place on the disk back; false where it was given up before. */
  abandon(): Promise<boolean>;
}

/** Where a segment's age file is made, beside its open file. */
export const draftOf = (open: string): string => `${open}.tmp`;

/**
 * Begins a draft beside an open file. Never rejects.
 * @param options.begin `ageWriter`, or one that writes elsewhere
 */
export async function ageDraft(options: {
  readonly random: RandomPort;
  readonly begin: typeof ageWriter;
  readonly open: string;
  readonly header: Uint8Array;
  readonly fileKey: Uint8Array;
}): Promise<AgeDraft> {
  const { random, begin, open, header, fileKey } = options;
  const path = draftOf(open);
  let writer: AgeWriter | null = await begin({ path, header, fileKey, nonce: random(NONCE) }).catch(
    () => null,
  );
  /** One after the other. */
  let work = Promise.resolve();

  async function giveUp(): Promise<void> {
    const given = writer;
    writer = null;
    await given?.close().catch(() => undefined);
    await rm(path, { force: true }).catch(() => undefined);
  }

  const next = <T>(task: () => Promise<T>): Promise<T> => {
    const done = work.then(task);
    work = done.then(() => undefined);
    return done;
  };

  return {
    push: (plaintexts) => next(async () => writer?.push(plaintexts).catch(giveUp)),
    end: () =>
      next(async () => {
        const content = (await writer?.end().catch(() => null)) ?? null;
        if (content === null) await giveUp();
        else await writer?.close().catch(() => undefined);
        writer = null;
        return content;
      }),
    abandon: () =>
      next(async () => {
        const isThere = writer !== null;
        await giveUp();
        return isThere;
      }),
  };
}
