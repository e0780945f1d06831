/** The writing of an age file, wherever its plaintext comes from. */
import { createHash } from 'node:crypto';
import { open as openFile } from 'node:fs/promises';
import { writeAll } from '../store/durableFile.ts';
import { streamSealer } from './ageStream.ts';
import { spareMemory } from './spareMemory.ts';

/** What is told of an age file: its bytes, and their SHA-256 in hex. */
export interface AgeContent {
  readonly bytes: number;
  readonly sha256: string;
}

/** All of its methods throw the disk's error. */
export interface AgeWriter {
  /** Resolves when it is sealed; what the disk says against it may come with the next call. */
  push(plaintexts: readonly Uint8Array[]): Promise<void>;
  /** Durable when it resolves. */
  end(): Promise<AgeContent>;
  close(): Promise<void>;
}

export interface AgeBeginning {
  readonly path: string;
  /** An age header for this file key. */
  readonly header: Uint8Array;
  readonly fileKey: Uint8Array;
  /** The payload's: `NONCE` random bytes. */
  readonly nonce: Uint8Array;
}

/** Bytes after which the disk is set to work on them: at the end there is little left to be waited for. */
const STRETCH = 4 << 20;
/** Bytes of memory that are kept for what goes to the disk. */
const SPARE = 4 << 20;

/**
 * Begins a file, over what stands there.
 * @throws the disk's error
 */
export async function ageWriter({ path, header, fileKey, nonce }: AgeBeginning): Promise<AgeWriter> {
  const handle = await openFile(path, 'w', 0o600);
  const hash = createHash('sha256');
  const memory = spareMemory(SPARE);
  const sealer = streamSealer(nonce, fileKey, memory.take);
  let before: readonly Uint8Array[] = [header, nonce];
  let bytes = 0;
  let synced = 0;
  let writing = Promise.resolve();
  let syncing = Promise.resolve();

  /** While the next is sealed. */
  async function write(parts: readonly Uint8Array[], sealed: Buffer, whole: number): Promise<void> {
    await writeAll(handle, parts);
    memory.give(sealed);
    if (whole - synced < STRETCH) return;
    await syncing;
    synced = whole;
    syncing = handle.datasync();
    syncing.catch(() => undefined);
  }

  async function take(sealed: Buffer): Promise<void> {
    const parts = [...before, sealed];
    before = [];
    for (const part of parts) {
      hash.update(part);
      bytes += part.length;
    }
    await writing;
    writing = write(parts, sealed, bytes);
    writing.catch(() => undefined);
  }

  return {
    async push(plaintexts) {
      for (const plaintext of plaintexts) await take(sealer.push(plaintext));
    },
    async end() {
      await take(sealer.end());
      await writing;
      await syncing;
      await handle.sync();
      return { bytes, sha256: hash.digest('hex') };
    },
    async close() {
      await Promise.allSettled([writing, syncing]);
      await handle.close();
    },
  };
}
