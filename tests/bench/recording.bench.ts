/**
 * Encryption of a recording to disk: a segment's pieces written, synced and closed into its age file, beside stock `age` that encrypts the same bytes
 * from a file to a file and is synced once. It is the writer's own rate: each piece comes as a message of its own, the next ones before the first is
 * answered, up to a bound. A window waits for each answer, and is never so fast.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextMessage } from 'node:timers/promises';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { closeSegment } from '../../electron/recording/ageFile.ts';
import { recipientPoint } from '../../electron/recording/ageKeys.ts';
import { type AgeWriters, openAgeWriters } from '../../electron/recording/ageWriters.ts';
import { segmentWriter } from '../../electron/recording/segmentWriter.ts';
import { type Measured, median } from './measure.ts';

/** A piece of a busy minute; a segment of about two minutes. */
const PIECE = 1 << 20;
const PIECES = 96;
/** Bytes that are handed over and not answered. */
const ON_THEIR_WAY = 8 << 20;
const ROUNDS = 5;
const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

async function ours(
  folder: string,
  recipient: string,
  bytes: Uint8Array,
  ageFiles: AgeWriters,
): Promise<number> {
  const session = 'A'.repeat(43);
  mkdirSync(join(folder, session), { recursive: true });
  const path = join(folder, session, 'camera-00001.open');
  const begun = performance.now();
  const writer = await segmentWriter({
    crypto,
    random,
    path,
    start: {
      room: '00'.repeat(32),
      session,
      track: 'camera',
      segment: 1,
      from: '2026-05-18T01:00:00Z',
      mime: 'video/webm',
    },
    point: recipientPoint(recipient)!,
    begin: ageFiles.begin,
    keep: () => undefined,
  });
  const answers: Promise<number>[] = [];
  for (let piece = 0; piece < PIECES; piece++) {
    await answers[piece - ON_THEIR_WAY / PIECE];
    await nextMessage();
    answers.push(writer.append(bytes.subarray(piece * PIECE, (piece + 1) * PIECE), piece, piece));
  }
  await Promise.all(answers);
  await closeSegment(crypto, random, folder, path, writer.fileKey, await writer.finish());
  return performance.now() - begun;
}

function stock(folder: string, plain: string, recipient: string): number {
  const begun = performance.now();
  const out = join(folder, 'stock.age');
  const done = spawnSync('sh', ['-c', `age -r ${recipient} -o ${out} ${plain} && sync ${out}`]);
  if (done.status !== 0) throw new Error(String(done.stderr));
  return performance.now() - begun;
}

/** In a folder of its own; what the disk has yet to do for what was before is not counted, freeing its blocks above all. */
async function apart(folder: string, measure: (own: string) => number | Promise<number>): Promise<number> {
  const own = mkdtempSync(join(folder, 'round-'));
  spawnSync('sync');
  const ms = await measure(own);
  rmSync(own, { recursive: true });
  return ms;
}

const rate = (ms: number): string => `${((PIECES * PIECE) / 1e3 / ms).toFixed(0)} MB/s`;

export async function benchRecording(): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'recording-bench-'));
  // A station's, that lasts as long as itself.
  const ageFiles = openAgeWriters();
  try {
    const recipient = await identityToRecipient(await generateX25519Identity());
    const bytes = random(PIECES * PIECE);
    writeFileSync(join(folder, 'plain'), bytes);
    const times = { ours: [] as number[], stock: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      times.ours.push(await apart(folder, (own) => ours(own, recipient, bytes, ageFiles)));
      times.stock.push(await apart(folder, (own) => stock(own, join(folder, 'plain'), recipient)));
    }
    const [mine, theirs] = [median(times.ours), median(times.stock)];
    return {
      name: 'a segment written piece by piece and closed, against stock age on the same bytes',
      ours: rate(mine),
      peer: rate(theirs),
      ratio: theirs / mine,
      goal: 0.5,
    };
  } finally {
    await ageFiles.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
