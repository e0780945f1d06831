/** The writing of an age file, wherever its plaintext comes from. */
import { createHash } from 'node:crypto';
import { open as openFile } from 'node:fs/promises';
import type { RandomPort } from '../../shared/ports/crypto.ts';
import { writeAll } from '../store/durableFile.ts';
import { streamSealer } from './ageStream.ts';

/** What is told of an age file: its bytes, and their SHA-256 in hex. */
export interface AgeContent {
  readonly bytes: number;
  readonly sha256: string;
}

/** All of its methods throw the disk's error. */
export interface AgeWriter {
  push(plaintexts: readonly Uint8Array[]): Promise<void>;
  /** Durable when it resolves. */
  end(): Promise<AgeContent>;
  close(): Promise<void>;
}

/**
 * Begins a file, over what stands there.
 * @param options.header an age header for this file key
 * @throws the disk's error
 */
export async function ageWriter(options: {
  readonly random: RandomPort;
  readonly path: string;
  readonly header: Uint8Array;
  readonly fileKey: Uint8Array;
}): Promise<AgeWriter> {
  const handle = await openFile(options.path, 'w', 0o600);
  const hash = createHash('sha256');
  const { nonce, sealer } = streamSealer(options.random, options.fileKey);
  let before: readonly Uint8Array[] = [options.header, nonce];
  let bytes = 0;

  async function write(chunks: readonly Uint8Array[]): Promise<void> {
    const parts = [...before, ...chunks];
    before = [];
    for (const part of parts) {
      hash.update(part);
      bytes += part.length;
    }
    await writeAll(handle, parts);
  }

  return {
    async push(plaintexts) {
      for (const plaintext of plaintexts) await write([sealer.push(plaintext)]);
    },
    async end() {
      await write([sealer.end()]);
      await handle.sync();
      return { bytes, sha256: hash.digest('hex') };
    },
    close: () => handle.close(),
  };
}
