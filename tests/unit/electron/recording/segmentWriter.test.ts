import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { draftOf } from '../../../../electron/recording/ageDraft.ts';
import { closeSegment, openAgeFile } from '../../../../electron/recording/ageFile.ts';
import { identitySecret, recipientPoint } from '../../../../electron/recording/ageKeys.ts';
import { openAgeWriters } from '../../../../electron/recording/ageWriters.ts';
import { readOpenFile } from '../../../../electron/recording/openFile.ts';
import { type SegmentWriter, segmentWriter } from '../../../../electron/recording/segmentWriter.ts';

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
const SESSION = 'A'.repeat(43);

const ageFiles = openAgeWriters();
afterAll(() => ageFiles.close());

let folder: string;
let identity: string;
/** What all open files share. */
let handles: FileHandle;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'segment-'));
  mkdirSync(join(folder, SESSION));
  identity = await generateX25519Identity();
  const handle = await open(folder, 'r');
  handles = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const path = (): string => join(folder, SESSION, 'camera-00001.open');
const begun = async (writers = ageFiles): Promise<SegmentWriter> =>
  segmentWriter({
    crypto,
    random,
    path: path(),
    start: {
      room: 'ab'.repeat(32),
      session: SESSION,
      track: 'camera',
      segment: 1,
      from: '2026-05-18T01:00:00Z',
      mime: 'video/webm;codecs=vp8,opus',
    },
    point: recipientPoint(await identityToRecipient(identity))!,
    begin: writers.begin,
    keep: () => undefined,
  });

const LENGTHS = [1, 65_536, 300_000, 1, 70_000, 12, 65_535, 1_000_000];
/** All of them at once. */
const appended = (writer: SegmentWriter, pieces: readonly Uint8Array[]): Promise<number>[] =>
  pieces.map((piece, i) => writer.append(piece, 1000 * i, i));

const plaintextOf = (file: string): Buffer =>
  openAgeFile(readFileSync(file), [identitySecret(identity)!])!.plaintext;

test('pieces that do not wait for each other stand in the order of their calls, in one chain', async () => {
  const pieces = LENGTHS.map((length) => random(length));
  const writer = await begun();
  expect(await Promise.all(appended(writer, pieces))).toEqual(pieces.map((_, i) => i + 1));
  const read: Uint8Array[] = [];
  const there = await readOpenFile(crypto, path(), writer.fileKey, (bytes) => void read.push(bytes));
  expect(Buffer.concat(read).equals(Buffer.concat(pieces))).toBe(true);
  expect(there!.pieces).toEqual(writer.pieces());
  await writer.close();
});

test('a piece is answered after a sync that began when all of it was written, and many share one', async () => {
  const writer = await begun();
  const { writev, datasync } = handles;
  let syncs = 0;
  let synced = 0;
  vi.spyOn(handles, 'writev').mockImplementation(async function (this: FileHandle, ...of) {
    // So that all of them have come before the first is synced.
    await new Promise((resolve) => setTimeout(resolve, 20));
    return writev.apply(this, of);
  });
  vi.spyOn(handles, 'datasync').mockImplementation(async function (this: FileHandle) {
    const { size } = statSync(path());
    await datasync.call(this);
    syncs += 1;
    synced = size;
  });
  const answers = appended(
    writer,
    LENGTHS.map((length) => random(length)),
  ).map(async (answer) => {
    const number = await answer;
    expect(writer.pieces()[number - 1]!.end).toBeLessThanOrEqual(synced);
  });
  await Promise.all(answers);
  expect(syncs).toBe(2);
  await writer.close();
});

test('where a sync fails nothing is answered that it was to cover, and the segment takes nothing more', async () => {
  const writer = await begun();
  await writer.append(random(5000), 1, 1);
  const { size } = statSync(path());
  vi.spyOn(handles, 'datasync').mockRejectedValue(Object.assign(new Error('EIO'), { code: 'EIO' }));
  const answers = await Promise.allSettled(appended(writer, [random(10), random(20), random(30)]));
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  vi.restoreAllMocks();
  await expect(writer.append(random(5), 9, 9)).rejects.toThrow('EIO');
  expect(statSync(path()).size).toBe(size);
  const segment = (await closeSegment(
    crypto,
    random,
    folder,
    path(),
    writer.fileKey,
    await writer.finish(),
  ))!;
  expect(segment.pieces.map(([length]) => length)).toEqual([5000]);
  expect(plaintextOf(join(folder, segment.file))).toHaveLength(5000);
});

test('a finished segment is closed without its open file being read, to the same age file', async () => {
  const pieces = LENGTHS.map((length) => random(length));
  const writer = await begun();
  await Promise.all(appended(writer, pieces));
  const finished = (await writer.finish())!;
  const reading = vi.spyOn(handles, 'read');
  const segment = (await closeSegment(crypto, random, folder, path(), writer.fileKey, finished))!;
  expect(reading).not.toHaveBeenCalled();
  const file = join(folder, segment.file);
  expect(plaintextOf(file).equals(Buffer.concat(pieces))).toBe(true);
  expect(segment.bytes).toBe(statSync(file).size);
  expect(segment.sha256).toBe(Buffer.from(crypto.sha256(readFileSync(file))).toString('hex'));
  expect(segment.head).toBe(writer.pieces().at(-1)!.head);
  expect([existsSync(path()), existsSync(draftOf(path()))]).toEqual([false, false]);
});

test('a full disk takes the age file’s draft before it takes a piece', async () => {
  const pieces = [random(70_000), random(80_000), random(90_000)];
  const writer = await begun();
  await writer.append(pieces[0]!, 1, 1);
  await vi.waitFor(() => expect(statSync(draftOf(path())).size).toBeGreaterThan(65_536));
  const { writev } = handles;
  vi.spyOn(handles, 'writev').mockImplementation(async function (this: FileHandle, parts, ...more) {
    if (!existsSync(draftOf(path()))) return writev.call(this, parts, ...more);
    // A part of it fits.
    await this.appendFile(new Uint8Array(parts[0]!.buffer, parts[0]!.byteOffset, 10));
    throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
  });
  for (const [i, piece] of pieces.slice(1).entries()) await writer.append(piece, i + 2, i + 2);
  expect(await writer.finish()).toBeNull();
  vi.restoreAllMocks();
  const segment = (await closeSegment(crypto, random, folder, path(), writer.fileKey))!;
  expect(plaintextOf(join(folder, segment.file)).equals(Buffer.concat(pieces))).toBe(true);
});

test('a segment without a piece leaves no file', async () => {
  const writer = await begun();
  expect(await writer.finish()).toBeNull();
  expect(await closeSegment(crypto, random, folder, path(), writer.fileKey)).toBeNull();
  expect([existsSync(path()), existsSync(draftOf(path()))]).toEqual([false, false]);
});

test('where the age files’ worker has died, pieces are taken as before, and the age file is made of the open one', async () => {
  const pieces = [random(70_000), random(80_000), random(90_000)];
  const writers = openAgeWriters();
  const writer = await begun(writers);
  await writer.append(pieces[0]!, 1, 1);
  await writers.close();
  for (const [i, piece] of pieces.slice(1).entries()) await writer.append(piece, i + 2, i + 2);
  expect(await writer.finish()).toBeNull();
  const segment = (await closeSegment(crypto, random, folder, path(), writer.fileKey))!;
  expect(plaintextOf(join(folder, segment.file)).equals(Buffer.concat(pieces))).toBe(true);
});
