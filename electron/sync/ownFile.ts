/** The room's own files, as the outbox reads them: what the disk does not give is told as the disk's, never as the centre's. */
import { open } from 'node:fs/promises';
import type { UploadOptions } from 'tus-js-client';
import type { Refusal } from '../../shared/refusal.ts';
import { roomDisk } from '../room/roomDisk.ts';

/** The disk did not give a file of the room's. */
export class Unreadable extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.en);
    this.refusal = refusal;
  }
}

/** @throws `Unreadable` where it was the disk */
export async function reading<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const failed = roomDisk(error);
    throw failed === null ? error : new Unreadable(failed);
  }
}

/**
 * Reads a file for an upload, each piece when it is due. The library's own reader has nobody hear what goes wrong with the file, and an error
 * that nobody hears ends the station.
 */
export const pieces = (file: string, size: number): NonNullable<UploadOptions['fileReader']> => ({
  openFile: async () => ({
    size,
    async slice(from, to) {
      const bytes = await reading(() => pieceOf(file, from, to));
      return { value: Object.assign(bytes, { size: bytes.length }), done: to >= size };
    },
    close: () => undefined,
  }),
});

async function pieceOf(file: string, from: number, to: number): Promise<Buffer> {
  const handle = await open(file);
  try {
    const bytes = Buffer.alloc(to - from);
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read)
      read = (await handle.read(bytes, length, bytes.length - length, from + length)).bytesRead;
    return bytes.subarray(0, length);
  } finally {
    await handle.close();
  }
}
