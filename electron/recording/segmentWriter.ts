/**
 * Writes an open segment. Every record is whole on the disk before its piece is answered, so a kill costs at most what is in flight. A sync costs the
 * same for one piece and for many: what comes while one is under way shares the next.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, open as openFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { hex } from '../../shared/journal/encoding.ts';
import type { CryptoPort, RandomPort } from '../../shared/ports/crypto.ts';
import { chainNext, chainStart, type SegmentStart } from '../../shared/recording/chain.ts';
import { syncFolder, writeAll } from '../store/durableFile.ts';
import { type AgeDraft, ageDraft } from './ageDraft.ts';
import type { Finished } from './ageFile.ts';
import { ageHeader, FILE_KEY } from './ageHeader.ts';
import type { ageWriter } from './ageWriter.ts';
import { beginningOf, pieceKey, recordOf, type Written } from './openFile.ts';
import { spareMemory } from './spareMemory.ts';

export interface SegmentWriter {
  readonly start: SegmentStart;
  readonly fileKey: Uint8Array;
  /** Those that are durable. */
  pieces(): readonly Written[];
  /**
   * Durable when it resolves, to how many pieces there are with it; in the order of the calls, also of those that do not wait for each other.
   * @param plaintext not to be changed afterwards
   * @throws the disk's error; the segment takes nothing more then
   */
  append(plaintext: Uint8Array, at: number, mono: number): Promise<number>;
  /** Once what was appended has been answered. */
  close(): Promise<void>;
  /** Closes it, and its age file is whole beside it; null where that is to be made of the open file, or there is no piece. */
  finish(): Promise<Finished | null>;
}

/** Bytes of memory that a writer keeps for its next records, and that its draft may be behind by. */
const SPARE = 16 << 20;

interface Waiting {
  readonly record: Buffer;
  readonly plaintext: Uint8Array;
  readonly written: Written;
  readonly answer: PromiseWithResolvers<number>;
}

/**
 * Begins a segment's file; it is durable, without a piece, when it returns.
 * @param options.point the recipient's, 32 bytes
 * @throws the disk's error; `EEXIST` where there is such a file
 */
export async function segmentWriter(options: {
  readonly crypto: CryptoPort;
  readonly random: RandomPort;
  readonly path: string;
  readonly start: Omit<SegmentStart, 'header'>;
  readonly point: Uint8Array;
  /** Of the age file that grows beside it: `ageWriter`, or one that writes elsewhere. */
  readonly begin: typeof ageWriter;
  /** Kept before the file is there: without it nobody at the seat could make a file of it after a kill. */
  readonly keep: (fileKey: Uint8Array) => void;
}): Promise<SegmentWriter> {
  const { crypto, random, path } = options;
  const fileKey = random(FILE_KEY);
  options.keep(fileKey);
  const header = ageHeader(random, options.point, fileKey);
  const start = { ...options.start, header: createHash('sha256').update(header).digest('hex') };
  const beginning = beginningOf(start, header);
  const handle = await begun(path, beginning);
  const draft = await ageDraft({ random, begin: options.begin, open: path, header, fileKey });
  return writing({ crypto, handle, draft, start, fileKey, from: beginning.length });
}

async function begun(path: string, beginning: Uint8Array): Promise<FileHandle> {
  const handle = await openFile(path, 'ax', 0o600);
  try {
    await writeAll(handle, [beginning]);
    await handle.sync();
    await syncFolder(dirname(path));
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function writing(segment: {
  readonly crypto: CryptoPort;
  readonly handle: FileHandle;
  readonly draft: AgeDraft;
  readonly start: SegmentStart;
  readonly fileKey: Uint8Array;
  readonly from: number;
}): SegmentWriter {
  const { crypto, handle, draft, start, fileKey } = segment;
  const key = pieceKey(fileKey);
  const pieces: Written[] = [];
  const memory = spareMemory(SPARE);
  let waiting: Waiting[] = [];
  /** In the file up to here, and of that what is not durable yet. */
  let size = segment.from;
  let written: Waiting[] = [];
  /** Of all pieces that were appended, durable or not. */
  let [taken, end, head] = [0, segment.from, chainStart(crypto, start)];
  let broken: { readonly error: unknown } | null = null;
  let writes: Promise<void> | null = null;
  let syncs: Promise<void> | null = null;
  /** Bytes that the draft has yet to take. */
  let behind = 0;

  async function write(group: readonly Waiting[]): Promise<void> {
    const records = group.map(({ record }) => record);
    try {
      await writeAll(handle, records);
    } catch (error) {
      await handle.truncate(size);
      // The draft can be made again, and what it takes of a full disk is for the pieces.
      if (!(await draft.abandon())) throw error;
      await writeAll(handle, records);
    }
    if (broken !== null) throw broken.error;
  }

  /** Half a record may stand there, and its nonce is used: this file is at its end. */
  async function fail(error: unknown, group: readonly Waiting[], whole: number): Promise<void> {
    broken ??= { error };
    await handle.truncate(whole).catch(() => undefined);
    for (const { answer } of [...group, ...waiting]) answer.reject(error);
    waiting = [];
  }

  const durable = (): number => pieces.at(-1)?.end ?? segment.from;

  /** What comes next is written while what was written before is synced. */
  async function writeWaiting(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        await write(group);
      } catch (error) {
        await fail(error, group, broken === null ? size : durable());
        break;
      }
      size = group.at(-1)!.written.end;
      written.push(...group);
      syncs ??= syncWritten();
    }
    writes = null;
  }

  async function syncWritten(): Promise<void> {
    while (written.length > 0) {
      const group = written;
      written = [];
      try {
        await handle.datasync();
      } catch (error) {
        await fail(error, [...group, ...written], durable());
        written = [];
        break;
      }
      for (const { record } of group) memory.give(record);
      for (const one of group) one.answer.resolve(pieces.push(one.written));
      await drafted(group.map(({ plaintext }) => plaintext));
    }
    syncs = null;
  }

  /** Resolves when the draft is not too far behind: what it has not taken is in memory. */
  async function drafted(plaintexts: readonly Uint8Array[]): Promise<void> {
    const bytes = plaintexts.reduce((sum, { length }) => sum + length, 0);
    behind += bytes;
    const pushed = draft.push(plaintexts).then(() => {
      behind -= bytes;
    });
    if (behind > SPARE) await pushed;
  }

  async function close(): Promise<void> {
    for (let work = writes ?? syncs; work !== null; work = writes ?? syncs) await work;
    await handle.close();
  }

  return {
    start,
    fileKey,
    pieces: () => pieces,
    async append(plaintext, at, mono) {
      if (broken !== null) throw broken.error;
      const piece = { length: plaintext.length, at, mono };
      taken += 1;
      const record = recordOf(key, taken, piece, plaintext, memory.take);
      end += record.length;
      head = chainNext(crypto, head, record);
      const answer = Promise.withResolvers<number>();
      waiting.push({ record, plaintext, written: { ...piece, end, head: hex.encode(head) }, answer });
      writes ??= writeWaiting();
      return answer.promise;
    },
    async close() {
      await close();
      await draft.abandon();
    },
    async finish() {
      await close();
      if (pieces.length === 0) await draft.abandon();
      const content = await draft.end();
      return content === null ? null : { start, pieces, content };
    },
  };
}
