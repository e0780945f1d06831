/** A closed segment: an age file that stock `age -d` opens, and beside it what is told of it. Made of an open one, also by whoever finds that after a kill. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { hex } from '../../shared/journal/encoding.ts';
import type { CryptoPort, RandomPort } from '../../shared/ports/crypto.ts';
import { chainNext, chainStart } from '../../shared/recording/chain.ts';
import { type Segment, segmentFile, segmentForm } from '../../shared/recording/manifest.ts';
import { digestOf } from '../archive/content.ts';
import { syncFolder, writeDurably } from '../store/durableFile.ts';
import { draftOf } from './ageDraft.ts';
import { fileKeyIn, headerIn, headerLength } from './ageHeader.ts';
import { NONCE, openPayload } from './ageStream.ts';
import { type AgeContent, type AgeWriter, ageWriter } from './ageWriter.ts';
import { type OpenSegment, pieceKey, readOpenFile, recordOf } from './openFile.ts';

/** Milliseconds since 1970 as an instant. */
const instant = (ms: number): string => new Date(ms).toISOString();

/** What is told of a segment's file. */
export function segmentOf(
  { start, pieces }: Pick<OpenSegment, 'start' | 'pieces'>,
  form: 'age' | 'open',
  file: AgeContent,
): Segment {
  const { session, track, segment, from, mime, header } = start;
  return {
    ...{ session, track, segment, from, mime, header },
    to: instant(pieces.at(-1)!.at),
    pieces: pieces.map(({ length, at, mono }) => [length, at, mono]),
    head: pieces.at(-1)!.head,
    file: segmentFile(start, form),
    ...file,
  };
}

/** A segment whose writer has made its age file, beside the open one. */
export interface Finished extends Pick<OpenSegment, 'start' | 'pieces'> {
  readonly content: AgeContent;
}

/**
 * Makes the age file and its description from the open file, and deletes that one; all is durable when it returns. Killed on the way it is done
 * again from the open file, which goes last; what is described already stays as it is, for others may hold it by now. Null where there is no whole piece: nothing is left then.
 * @param folder of all recordings
 * @param finished spares the reading and encrypting of all of it
 * @throws the disk's error; the open file stays
 */
export async function closeSegment(
  crypto: CryptoPort,
  random: RandomPort,
  folder: string,
  path: string,
  fileKey: Uint8Array,
  finished: Finished | null = null,
): Promise<Segment | null> {
  const done = finished === null ? await describedOf(path) : null;
  if (done !== null) {
    for (const left of [draftOf(path), path]) await rm(left, { force: true });
    await syncFolder(dirname(path));
    return done;
  }
  const made = finished ?? (await madeOfOpen(crypto, random, path, fileKey));
  if (made === null) {
    await rm(draftOf(path), { force: true });
    // Evidence that this key does not open is left as it is.
    if (((await readOpenFile(crypto, path))?.pieces.length ?? 0) > 0)
      throw new Error(`${path} does not open with its key`);
    await rm(path, { force: true });
    await syncFolder(dirname(path));
    return null;
  }
  const segment = segmentOf(made, 'age', made.content);
  const age = join(folder, segment.file);
  await rename(draftOf(path), age);
  await writeDurably(descriptionOf(age), canonicalJson(segment), 0o600);
  await rm(path, { force: true });
  await syncFolder(dirname(path));
  return segment;
}

/** What is told of the age file that this open one has become, where both are whole; null where it has not. @throws the disk's error */
async function describedOf(path: string): Promise<Segment | null> {
  const age = path.replace(/\.open$/, '.age');
  const segment = await readDescription(descriptionOf(age));
  const header = segment === null ? null : await headerIn(path);
  if (segment === null || header === null || !existsSync(age)) return null;
  const isOfOpen = createHash('sha256').update(header).digest('hex') === segment.header;
  return isOfOpen && (await digestOf(age)) === segment.sha256 ? segment : null;
}

/** Null where the key opens no piece of it. */
async function madeOfOpen(
  crypto: CryptoPort,
  random: RandomPort,
  path: string,
  fileKey: Uint8Array,
): Promise<Finished | null> {
  let writer = null as AgeWriter | null;
  try {
    const read = await readOpenFile(crypto, path, fileKey, async (plaintext, header) => {
      writer ??= await ageWriter({ path: draftOf(path), header, fileKey, nonce: random(NONCE) });
      await writer.push([plaintext]);
    });
    const content = await writer?.end();
    return read === null || content === undefined ? null : { ...read, content };
  } finally {
    await writer?.close();
  }
}

/** Where a segment's description stands, beside its file. */
const descriptionOf = (age: string): string => age.replace(/\.age$/, '.json');

/** Null where there is none, or it is not of its form. */
export async function readDescription(path: string): Promise<Segment | null> {
  try {
    const parsed = segmentForm.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** A closed segment's plaintext, by the first secret that opens it. */
export function openAgeFile(
  file: Uint8Array,
  secrets: readonly Uint8Array[],
): { plaintext: Buffer; fileKey: Uint8Array; header: string } | null {
  const length = headerLength(file);
  const header = length === null ? null : file.subarray(0, length);
  const fileKey = header === null ? null : fileKeyIn(header, secrets);
  if (header === null || fileKey === null) return null;
  const plaintext = openPayload(fileKey, file.subarray(header.length));
  return plaintext === null
    ? null
    : { plaintext, fileKey, header: createHash('sha256').update(header).digest('hex') };
}

/**
 * The chain over what a closed segment holds, after each piece: its pieces encrypted again, cut as its description says. Null where no secret
 * opens it, or the pieces are not as long as what is there.
 */
export function chainOfAge(
  crypto: CryptoPort,
  room: string,
  claim: Segment,
  file: Uint8Array,
  secrets: readonly Uint8Array[],
): string[] | null {
  const opened = openAgeFile(file, secrets);
  return opened === null ? null : chainOfPieces(crypto, room, claim, opened);
}

/** The chain, after each piece, over pieces as a key encrypts them; null where they are not as long as what is there. @param header SHA-256, hex */
export function chainOfPieces(
  crypto: CryptoPort,
  room: string,
  claim: Segment,
  { plaintext, fileKey, header }: { plaintext: Uint8Array; fileKey: Uint8Array; header: string },
): string[] | null {
  const key = pieceKey(fileKey);
  let head = chainStart(crypto, { ...claim, room, header });
  let from = 0;
  const heads = claim.pieces.map(([length, at, mono], i) => {
    const record = recordOf(key, i + 1, { length, at, mono }, plaintext.subarray(from, from + length));
    from += length;
    head = chainNext(crypto, head, record);
    return hex.encode(head);
  });
  return from === plaintext.length ? heads : null;
}
