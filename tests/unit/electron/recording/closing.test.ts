/** Segments are closed one after the other, and one that the disk keeps from it keeps no other. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import type { Finished } from '../../../../electron/recording/ageFile.ts';
import { ageWriter } from '../../../../electron/recording/ageWriter.ts';
import { x25519Public } from '../../../../electron/recording/cipher.ts';
import { type Closing, closing } from '../../../../electron/recording/closing.ts';
import { segmentWriter } from '../../../../electron/recording/segmentWriter.ts';

/** Whether there is room on the disk, and which age files got their names, or were to. */
const disk = vi.hoisted(() => ({ isFull: false, tried: [] as string[] }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const rename: typeof real.rename = async (from, to) => {
    if (String(to).endsWith('.age')) disk.tried.push(String(to));
    if (disk.isFull) throw Object.assign(new Error('no room'), { code: 'ENOSPC', syscall: 'rename' });
    await real.rename(from, to);
  };
  return { ...real, rename };
});

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
const SESSION = 'A'.repeat(43);

let folder: string;
let files: Closing;
let closed: number;
const faults: unknown[] = [];
const at = (segment: number, form = 'open'): string => join(folder, SESSION, `camera-0000${segment}.${form}`);
const here = (): string[] => readdirSync(join(folder, SESSION)).filter((name) => /\.(age|open)$/.test(name));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'closing-'));
  mkdirSync(join(folder, SESSION));
  closed = 0;
  files = closing({
    ...{ crypto, random, folder },
    closed: () => closed++,
    onFault: (error) => void faults.push(error),
  });
});
afterEach(() => {
  Object.assign(disk, { isFull: false, tried: [] });
  rmSync(folder, { recursive: true });
  expect(faults.splice(0)).toEqual([]);
});

/** A segment whose last piece is in. */
async function recorded(segment: number): Promise<{ fileKey: Uint8Array; finished: Finished | null }> {
  const writer = await segmentWriter({
    ...{ crypto, random, path: at(segment), begin: ageWriter, keep: () => undefined },
    start: {
      ...{ room: 'ab'.repeat(32), session: SESSION, track: 'camera', segment },
      ...{ from: '2026-05-18T01:00:00Z', mime: 'video/webm' },
    },
    point: x25519Public(random(32)),
  });
  await writer.append(random(1000), Date.parse('2026-05-18T01:00:01Z'), 1);
  return { fileKey: writer.fileKey, finished: await writer.finish() };
}

async function close(segment: number): Promise<void> {
  const { fileKey, finished } = await recorded(segment);
  await files.close(at(segment), fileKey, finished);
}

test('one that cannot be read keeps no later one from being closed, and is closed when it can be', async () => {
  const { fileKey } = await recorded(1);
  const aside = join(folder, 'aside');
  renameSync(at(1), aside);
  // Reading it answers EISDIR, as a bad sector answers EIO.
  mkdirSync(at(1));
  await files.close(at(1), fileKey, null);
  await close(2);
  await close(3);
  expect([closed, here()]).toEqual([2, ['camera-00001.open', 'camera-00002.age', 'camera-00003.age']]);
  rmdirSync(at(1));
  renameSync(aside, at(1));
  await files.again();
  expect([closed, here()]).toEqual([3, ['camera-00001.age', 'camera-00002.age', 'camera-00003.age']]);
});

test('where there is no room nothing else is tried, and all are closed in their order once there is', async () => {
  disk.isFull = true;
  await close(1);
  await close(2);
  expect([closed, new Set(disk.tried)]).toEqual([0, new Set([at(1, 'age')])]);
  disk.isFull = false;
  disk.tried.length = 0;
  await files.again();
  expect([closed, disk.tried]).toEqual([2, [at(1, 'age'), at(2, 'age')]]);
});
