/** What goes into an archive or comes out of one: bytes at hand, or a file that may be too large to hold. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';

/** Bytes, or the path of a file that is read when it is needed. */
export type Content = Uint8Array | { readonly file: string };

/** Bytes read from a source in one go. */
export const CHUNK = 1 << 20;

export async function* chunksOf(content: Content): AsyncGenerator<Uint8Array> {
  if (content instanceof Uint8Array) yield content;
  else yield* createReadStream(content.file, { highWaterMark: CHUNK });
}

export interface Measure {
  readonly size: number;
  readonly crc32: number;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** Size and digests of chunks, read once. */
export async function measure(chunks: AsyncIterable<Uint8Array>): Promise<Measure> {
  const hash = createHash('sha256');
  let size = 0;
  let checksum = 0;
  for await (const chunk of chunks) {
    hash.update(chunk);
    checksum = crc32(chunk, checksum);
    size += chunk.length;
  }
  return { size, crc32: checksum, sha256: hash.digest('hex') };
}

/** SHA-256 of a file, hex. @throws the disk's error */
export async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Something that is read at any place: an archive in memory or on disk. */
export interface ByteSource {
  readonly size: number;
  /** The bytes from `from` to before `to`; fewer only where the source has shrunk meanwhile. */
  read(from: number, to: number): Promise<Uint8Array>;
}

export const bytesSource = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: async (from, to) => bytes.subarray(from, to),
});

async function readFully(handle: FileHandle, from: number, to: number): Promise<Uint8Array> {
  const buffer = Buffer.alloc(to - from);
  let filled = 0;
  while (filled < buffer.length) {
    const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, from + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

/** A file as a source; the caller closes it. */
export async function fileSource(path: string): Promise<ByteSource & { close(): Promise<void> }> {
  const handle = await open(path, 'r');
  const { size } = await handle.stat();
  return { size, read: (from, to) => readFully(handle, from, to), close: () => handle.close() };
}
