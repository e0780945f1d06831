/** The room's side of the package's way to the seats: one file, by its digest, whole or from any byte on (RFC 9110, 14). */
import { type FileHandle, open } from 'node:fs/promises';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { CHUNK, chunksOf, measure } from '../archive/content.ts';
import type { FromRoom } from './wire.ts';

/** What a room's welcome says of the package: size in bytes, SHA-256 in hex. */
export type PackageOffer = Extract<FromRoom, { say: 'welcome' }>['package'];

/** Where in the room a package is fetched. */
export const packagePath = (sha256: string): string => `/package/${sha256}`;

/**
 * Reads a package file once, for the welcome and for `packageHandler`.
 * @throws the file system's error: a room is not started without its package
 */
export async function packageOffer(file: string): Promise<PackageOffer> {
  const { size, sha256 } = await measure(chunksOf({ file }));
  return { size, sha256 };
}

/** First and last byte. */
interface Stretch {
  readonly first: number;
  readonly last: number;
}

/** What a Range field asks for; undefined: all of it, also where the field is none that is understood; null: nothing that there is. */
function stretchOf(range: string | undefined, size: number): Stretch | null | undefined {
  const asked = /^bytes=(?:(\d+)-(\d*)|-(\d+))$/.exec(range ?? '');
  if (asked === null) return undefined;
  const [, from, to, tail] = asked;
  if (tail !== undefined) {
    const length = Math.min(Number(tail), size);
    return length === 0 ? null : { first: size - length, last: size - 1 };
  }
  const [first, end] = [Number(from), to === '' ? size - 1 : Number(to)];
  // Before what there is, or backwards: the second is no valid field at all.
  if (to !== '' && end < first) return undefined;
  return first < size ? { first, last: Math.min(end, size - 1) } : null;
}

/** The open file, if it still has the size that was offered: its bytes are checked by the seat. */
async function opened(file: string, size: number): Promise<FileHandle | undefined> {
  let handle: FileHandle;
  try {
    handle = await open(file, 'r');
  } catch {
    return undefined;
  }
  if ((await handle.stat()).size === size) return handle;
  await handle.close();
  return undefined;
}

async function answer(
  file: string,
  { size, sha256 }: PackageOffer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const isAsked = request.url === packagePath(sha256) && ['GET', 'HEAD'].includes(request.method ?? '');
  const handle = isAsked ? await opened(file, size) : undefined;
  if (handle === undefined) {
    response.writeHead(404, { 'content-length': 0 }).end();
    return;
  }
  const etag = `"${sha256}"`;
  const { range, 'if-range': condition } = request.headers;
  const applies = request.method === 'GET' && (condition === undefined || condition === etag);
  const stretch = applies ? stretchOf(range, size) : undefined;
  const headers = { etag, 'accept-ranges': 'bytes', 'content-type': 'application/octet-stream' };
  if (stretch === null) {
    response.writeHead(416, { ...headers, 'content-range': `bytes */${size}`, 'content-length': 0 }).end();
    await handle.close();
    return;
  }
  const { first, last } = stretch ?? { first: 0, last: size - 1 };
  const part = stretch === undefined ? {} : { 'content-range': `bytes ${first}-${last}/${size}` };
  const status = stretch === undefined ? 200 : 206;
  response.writeHead(status, { ...headers, ...part, 'content-length': last - first + 1 });
  if (request.method === 'HEAD' || size === 0) {
    response.end();
    await handle.close();
    return;
  }
  await pipeline(handle.createReadStream({ start: first, end: last, highWaterMark: CHUNK }), response);
}

/**
 * Answers `GET` and `HEAD` of `/package/<sha256>`, with Range; anything else is 404. Bytes are read as fast as the seat takes them.
 * @param offer what `packageOffer` said of the file
 */
export const packageHandler =
  (file: string, offer: PackageOffer): RequestListener =>
  (request, response) => {
    // A seat that goes away, or a disk that fails, cuts this one answer: the seat asks again for what it lacks.
    answer(file, offer, request, response).catch(() => response.destroy());
  };
