/** kill -9 while a segment is written, a sync that fails, and a disk that is full: what was answered is there, and becomes an age file that plays. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { closeSegment } from '../../electron/recording/ageFile.ts';
import { rounds } from '../rounds.ts';
import { fullDiskShell } from './fullDiskShell.ts';
import { hasStrace, traced } from './strace.ts';

const WRITER = join(import.meta.dirname, 'recordingWriter.ts');
const RECOVERY = join(import.meta.dirname, 'recordingRecovery.ts');
const PIECE = 4096;
const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

let folder: string;
let webm: string;
let identity: string;
let recipient: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'recording-faults-'));
  webm = join(folder, 'made.webm');
  const picture = ['-f', 'lavfi', '-i', 'testsrc=size=320x240:rate=10:duration=6'];
  const sound = ['-f', 'lavfi', '-i', 'sine=frequency=440:duration=6'];
  const codecs = ['-c:v', 'libvpx', '-deadline', 'realtime', '-b:v', '400k', '-c:a', 'libopus'];
  execFileSync('ffmpeg', ['-v', 'error', ...picture, ...sound, ...codecs, '-f', 'webm', '-live', '1', webm]);
  identity = await generateX25519Identity();
  recipient = await identityToRecipient(identity);
  writeFileSync(join(folder, 'key.txt'), `${identity}\n`, { mode: 0o600 });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(folder, 'seat-'));
});

/** What a recovery makes of the open file, opened by stock age. */
async function recovered(): Promise<Buffer> {
  const fileKey = Buffer.from(readFileSync(join(data, 'file.key'), 'utf8'), 'hex');
  const path = join(data, 'A'.repeat(43), 'camera-00001.open');
  const segment = await closeSegment(crypto, random, data, path, fileKey);
  return execFileSync('age', ['-d', '-i', join(folder, 'key.txt'), join(data, segment!.file)], {
    maxBuffer: 1 << 26,
  });
}

/** Frames that a stock player's decoder gives, of a file that may end anywhere. */
function frames(file: Buffer): number {
  const path = join(data, 'recovered.webm');
  writeFileSync(path, file);
  const probed = execFileSync('ffprobe', [
    '-v',
    'error',
    '-show_entries',
    'format=format_name',
    '-of',
    'csv=p=0',
    path,
  ]);
  expect(probed.toString()).toContain('webm');
  const decoded = spawnSync('ffmpeg', ['-v', 'info', '-nostdin', '-i', path, '-f', 'null', '-'], {
    encoding: 'utf8',
  });
  expect(decoded.status).toBe(0);
  return Number(/frame=\s*(\d+)(?![\s\S]*frame=)/.exec(decoded.stderr)?.[1] ?? 0);
}

/** Waits until the writer has answered so many pieces, and kills it; answers the last number it said. */
async function killedAfter(pieces: number, flying: number): Promise<number> {
  const child = spawn(process.execPath, [WRITER, data, webm, recipient, '2', String(flying)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  await new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.split('\n').length > pieces) child.kill('SIGKILL');
    });
    child.once('close', () => resolve());
  });
  return Number(said.trimEnd().split('\n').at(-1));
}

describe('a seat killed while it records', () => {
  test.each(Array.from({ length: rounds(3, 60) }, (_, i) => 5 + i * 6))(
    'at place %i has lost at most the piece in flight, and the rest plays',
    async (place) => {
      // Past the half of what there is to write the writer might end before the kill comes, and fewer than five pieces hold no picture.
      const most = Math.floor(statSync(webm).size / PIECE / 2);
      const pieces = 5 + ((place - 5) % (most - 5));
      const answered = await killedAfter(pieces, 1);
      const file = await recovered();
      const made = readFileSync(webm);
      expect([answered * PIECE, (answered + 1) * PIECE]).toContain(Math.ceil(file.length / PIECE) * PIECE);
      expect(file.equals(made.subarray(0, file.length))).toBe(true);
      expect(frames(file)).toBeGreaterThan(0);
    },
    60_000,
  );

  test('with four pieces in flight has lost at most those', async () => {
    const answered = await killedAfter(10, 4);
    const file = await recovered();
    const whole = Math.ceil(file.length / PIECE);
    expect(whole).toBeGreaterThanOrEqual(answered);
    expect(whole).toBeLessThanOrEqual(answered + 4);
    expect(file.equals(readFileSync(webm).subarray(0, file.length))).toBe(true);
  }, 60_000);
});

test.runIf(hasStrace)(
  'a sync that fails refuses every piece that it was to cover, and what was answered before is there',
  async () => {
    const failing = ['-f', '-qq', '-o', '/dev/null', '-e', 'trace=fdatasync'];
    const said = execFileSync(
      'strace',
      [
        ...[...failing, '-e', 'inject=fdatasync:error=EIO:when=6', process.execPath],
        ...[WRITER, data, webm, recipient, '1', '4'],
      ],
      // One thread syncs, so that its calls are counted together.
      { encoding: 'utf8', env: { ...process.env, UV_THREADPOOL_SIZE: '1' } },
    );
    const lines = said.trimEnd().split('\n');
    expect(lines.at(-1)).toBe('failed');
    const answered = lines.length - 1;
    expect(answered).toBeGreaterThanOrEqual(5);
    expect(lines.slice(0, -1)).toEqual(Array.from({ length: answered }, (_, i) => String(i + 1)));
    const file = await recovered();
    expect(file.equals(readFileSync(webm).subarray(0, answered * PIECE))).toBe(true);
  },
  60_000,
);

test.runIf(hasStrace)(
  'a segment that was described when its seat was killed stays the file that the room may hold by now',
  async () => {
    execFileSync(process.execPath, [WRITER, data, webm, recipient]);
    const base = join(data, 'A'.repeat(43), 'camera-00001');
    const killed = traced([RECOVERY, data], [`${base}.open`], ['unlink'], { fault: 'signal=KILL', when: 1 });
    expect([killed.hit, existsSync(`${base}.open`)]).toEqual([true, true]);
    const told = JSON.parse(readFileSync(`${base}.json`, 'utf8'));
    await recovered();
    expect(JSON.parse(readFileSync(`${base}.json`, 'utf8'))).toEqual(told);
    expect(
      createHash('sha256')
        .update(readFileSync(`${base}.age`))
        .digest('hex'),
    ).toBe(told.sha256);
    expect(existsSync(`${base}.open`)).toBe(false);
  },
  60_000,
);

test('a segment that came to its end plays whole', async () => {
  execFileSync(process.execPath, [WRITER, data, webm, recipient]);
  const file = await recovered();
  expect(file.equals(readFileSync(webm))).toBe(true);
  expect(frames(file)).toBe(60);
}, 60_000);

describe.runIf(fullDiskShell !== null)('a disk that is full', () => {
  test('refuses the piece, and what was answered before becomes a file that plays once there is room', () => {
    const script = `mount -t tmpfs -o size=128k tmpfs ${data} && "$0" "$1" ${data} ${webm} "$2" > ${folder}/said \
      && mount -o remount,size=16m ${data} && "$0" "$3" ${data} > ${folder}/full.age`;
    execFileSync(fullDiskShell![0]!, [
      ...fullDiskShell!.slice(1),
      '-c',
      script,
      process.execPath,
      WRITER,
      recipient,
      RECOVERY,
    ]);
    const said = readFileSync(join(folder, 'said'), 'utf8').trimEnd().split('\n');
    expect(said.at(-1)).toBe('full');
    const answered = Number(said.at(-2));
    expect(answered).toBeGreaterThan(5);
    const file = execFileSync('age', ['-d', '-i', join(folder, 'key.txt'), join(folder, 'full.age')]);
    expect(file.equals(readFileSync(webm).subarray(0, answered * PIECE))).toBe(true);
    expect(frames(file)).toBeGreaterThan(0);
  }, 60_000);
});
