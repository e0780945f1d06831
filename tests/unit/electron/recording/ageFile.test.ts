import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { chainOfAge, closeSegment, openAgeFile } from '../../../../electron/recording/ageFile.ts';
import {
  identitySecret,
  identityText,
  recipientPoint,
  recipientText,
  screenSecret,
} from '../../../../electron/recording/ageKeys.ts';
import { payloadLength } from '../../../../electron/recording/ageStream.ts';
import { ageWriter } from '../../../../electron/recording/ageWriter.ts';
import { readOpenFile } from '../../../../electron/recording/openFile.ts';
import { type SegmentWriter, segmentWriter } from '../../../../electron/recording/segmentWriter.ts';

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
const ROOM = 'ab'.repeat(32);
const SESSION = 'A'.repeat(43);
const START = Date.parse('2026-05-18T01:00:00Z');

let folder: string;
let identity: string;
let secret: Uint8Array;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'recording-'));
  mkdirSync(join(folder, SESSION));
  identity = await generateX25519Identity();
  secret = identitySecret(identity)!;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = (): string => join(folder, SESSION, 'camera-00001.open');

async function begun(): Promise<SegmentWriter> {
  return segmentWriter({
    crypto,
    random,
    path: path(),
    start: {
      room: ROOM,
      session: SESSION,
      track: 'camera',
      segment: 1,
      from: '2026-05-18T01:00:00Z',
      mime: 'video/webm;codecs=vp8,opus',
    },
    point: recipientPoint(await identityToRecipient(identity))!,
    begin: ageWriter,
    keep: () => undefined,
  });
}

/** An open segment with these pieces in it. */
async function written(pieces: readonly Uint8Array[]): Promise<SegmentWriter> {
  const writer = await begun();
  for (const [i, piece] of pieces.entries())
    await writer.append(piece, START + 1000 * (i + 1), i * 1_000_000);
  await writer.close();
  return writer;
}

const close = (writer: SegmentWriter) => closeSegment(crypto, random, folder, path(), writer.fileKey);

describe('a closed segment', () => {
  test('is opened by stock age, and holds the pieces one after the other', async () => {
    const pieces = [1, 65_536, 1, 200_000, 65_535].map((length) => random(length));
    const segment = (await close(await written(pieces)))!;
    writeFileSync(join(folder, 'key.txt'), `${identity}\n`, { mode: 0o600 });
    const plaintext = execFileSync('age', ['-d', '-i', join(folder, 'key.txt'), join(folder, segment.file)], {
      maxBuffer: 1 << 24,
    });
    expect(plaintext.equals(Buffer.concat(pieces))).toBe(true);
    expect(existsSync(path())).toBe(false);
  });

  test('is what the library of the age format reads, for pieces of any length', async () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 150_000 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(lengths, async (each) => {
        const pieces = each.map((length) => random(length));
        const segment = (await close(await written(pieces)))!;
        const file = readFileSync(join(folder, segment.file));
        const decrypter = new Decrypter();
        decrypter.addIdentity(identity);
        expect(Buffer.from(await decrypter.decrypt(file)).equals(Buffer.concat(pieces))).toBe(true);
        const plain = each.reduce((sum, length) => sum + length, 0);
        expect(file.length).toBe(file.indexOf('\n--- ') + 49 + payloadLength(plain));
      }),
      { numRuns: 10 },
    );
  });

  test('gives whoever opens it the same chain as the pieces had on the disk', async () => {
    const writer = await written([random(10), random(70_000), random(3)]);
    const heads = writer.pieces().map(({ head }) => head);
    const segment = (await close(writer))!;
    const file = readFileSync(join(folder, segment.file));
    expect(chainOfAge(crypto, ROOM, segment, file, [random(32), secret])).toEqual(heads);
    expect(chainOfAge(crypto, 'cd'.repeat(32), segment, file, [secret])).not.toEqual(heads);
    expect(chainOfAge(crypto, ROOM, { ...segment, segment: 2 }, file, [secret])).not.toEqual(heads);
    const late = {
      ...segment,
      pieces: segment.pieces.map(([l, a, m]): [number, number, number] => [l, a + 1, m]),
    };
    expect(chainOfAge(crypto, ROOM, late, file, [secret])).not.toEqual(heads);
    expect(chainOfAge(crypto, ROOM, segment, file, [random(32)])).toBeNull();
  });

  test('is not opened where a byte of it is another, or its end is missing', async () => {
    const segment = (await close(await written([random(100_000)])))!;
    const file = readFileSync(join(folder, segment.file));
    expect(openAgeFile(file, [secret])).not.toBeNull();
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: file.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, by) => {
          const other = Buffer.from(file);
          other[at]! ^= by;
          expect(openAgeFile(other, [secret])).toBeNull();
          expect(openAgeFile(file.subarray(0, at), [secret])).toBeNull();
        },
      ),
    );
  });
});

describe('an open segment', () => {
  test('of which an age file has been made and described becomes no other one', async () => {
    const writer = await written([random(5000)]);
    const open = readFileSync(path());
    const segment = (await close(writer))!;
    const age = readFileSync(join(folder, segment.file));
    writeFileSync(path(), open);
    expect(await close(writer)).toEqual(segment);
    expect(readFileSync(join(folder, segment.file)).equals(age)).toBe(true);
    expect(existsSync(path())).toBe(false);
    writeFileSync(path(), open);
    rmSync(join(folder, segment.file));
    expect((await close(writer))!.head).toBe(segment.head);
    expect(existsSync(join(folder, segment.file))).toBe(true);
  });

  test('that was killed in the middle of a record is cut there, and becomes a file that age opens', async () => {
    const pieces = [random(5000), random(6000), random(7000)];
    const writer = await written(pieces);
    const whole = readFileSync(path());
    const second = writer.pieces()[1]!;
    for (const end of [second.end, second.end + 1, second.end + 19, second.end + 3000, whole.length - 1]) {
      writeFileSync(path(), whole.subarray(0, end));
      const read = (await readOpenFile(crypto, path()))!;
      expect(read.pieces).toEqual(writer.pieces().slice(0, 2));
      const segment = (await close(writer))!;
      const opened = openAgeFile(readFileSync(join(folder, segment.file)), [secret])!;
      expect(opened.plaintext.equals(Buffer.concat(pieces.slice(0, 2)))).toBe(true);
    }
  });

  test('ends before what a power cut left of zeros or of old blocks', async () => {
    const writer = await written([random(5000)]);
    appendFileSync(path(), new Uint8Array(4096));
    expect((await readOpenFile(crypto, path()))!.pieces).toHaveLength(1);
    rmSync(path());
    const again = await written([random(5000), random(5000)]);
    const file = readFileSync(path());
    file[again.pieces()[1]!.end - 1]! ^= 1;
    writeFileSync(path(), file);
    const segment = (await close(again))!;
    expect(segment.pieces).toHaveLength(1);
    expect(segment.head).toBe(again.pieces()[0]!.head);
    expect(writer.start.header).not.toBe(again.start.header);
  });

  test('stays where it is for a key that does not open it', async () => {
    await written([random(100)]);
    await expect(closeSegment(crypto, random, folder, path(), random(16))).rejects.toThrow('does not open');
    expect(existsSync(path())).toBe(true);
  });

  test('leaves nothing where no piece was whole', async () => {
    const writer = await written([]);
    expect(await close(writer)).toBeNull();
    expect(existsSync(path())).toBe(false);
  });
});

describe('keys', () => {
  test('are the texts that the age format knows', async () => {
    expect(identityText(secret)).toBe(identity);
    expect(recipientText(secret)).toBe(await identityToRecipient(identity));
    expect(recipientPoint('age1nothing')).toBeNull();
    expect(identitySecret(await identityToRecipient(identity))).toBeNull();
  });

  test('of a screen come from the sheet key, and another key gives another', async () => {
    const [one, other] = [random(32), random(32)];
    const recipient = recipientText(screenSecret(crypto, one));
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    const file = await encrypter.encrypt('screen');
    expect(openAgeFile(file, [screenSecret(crypto, other)])).toBeNull();
    expect(openAgeFile(file, [screenSecret(crypto, one)])!.plaintext.toString()).toBe('screen');
  });
});
