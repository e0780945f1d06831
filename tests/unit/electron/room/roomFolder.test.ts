import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { openRoomFolder, type RoomFolder } from '../../../../electron/room/roomFolder.ts';
import { base64url } from '../../../../shared/journal/encoding.ts';
import { entryLine } from '../../../../shared/journal/entry.ts';
import { signReceipt } from '../../../../shared/seal/receipt.ts';
import { arrived } from '../../../simulator/room.ts';
import { random, sure } from '../../../stations/house.ts';

/** After how many removals and renamings the process is killed. */
const killed = vi.hoisted(() => ({ after: Number.POSITIVE_INFINITY }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const rm: typeof real.rm = async (...removed) => {
    if (killed.after-- <= 0) throw new Error('killed');
    await real.rm(...removed);
  };
  const rename: typeof real.rename = async (...renamed) => {
    if (killed.after-- <= 0) throw new Error('killed');
    await real.rename(...renamed);
  };
  return { ...real, rm, rename };
});

const { entries } = await arrived('room folder');
let folder: string;
const inside = (...names: string[]): string => join(folder, ...names);
const SECRET = new Uint8Array(32).fill(7);
const pkg = { digest: 'b'.repeat(64), receiptKey: base64url.encode(crypto.ed25519PublicKey(SECRET)) };
const opened = async (of = pkg): Promise<RoomFolder> =>
  sure(await openRoomFolder(crypto, random, folder, of));
const hash = (letter: string): string => letter.repeat(64);
const RECEIPT = signReceipt(
  crypto,
  {
    format: 'sealroom-receipt/1',
    room: hash('c'),
    package: pkg.digest,
    ciphertext: hash('d'),
    seal: hash('e'),
    at: '2026-05-18T15:00:00.000Z',
  },
  pkg.receiptKey,
  SECRET,
);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'room-folder-'));
});
afterEach(() => {
  killed.after = Number.POSITIVE_INFINITY;
  rmSync(folder, { recursive: true });
});

const WRITTEN = ['losses.json', 'outbox', 'gateway.json', 'recording', 'sealed'];

/** A room that has its receipt, open, and what nobody must find any more once it has forgotten. */
async function delivered(): Promise<{ readonly room: RoomFolder; readonly secrets: readonly string[] }> {
  const room = await opened();
  sure(room.journal.append(entries));
  await room.keepReceipt(RECEIPT);
  for (const name of WRITTEN) {
    if (name.includes('.')) writeFileSync(inside(name), 'what is to be forgotten');
    else {
      mkdirSync(inside(name), { recursive: true });
      writeFileSync(inside(name, 'file'), 'what is to be forgotten');
    }
  }
  writeFileSync(inside('sealed', 'P-1.seal.json'), 'the seal');
  const secrets = [
    readFileSync(inside('host.key'), 'utf8'),
    room.recordingIdentity,
    entryLine(entries[0]!),
    'what is to be forgotten',
  ];
  return { room, secrets };
}

const everything = (): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => readFileSync(join(one.parentPath, one.name), 'utf8'))
    .join('\n');

test('a forgetting that is killed between any two steps is finished when the room is started again', async () => {
  for (let steps = 1; ; steps++) {
    const { room, secrets } = await delivered();
    killed.after = steps;
    const broken = await room.forget().catch((error: Error) => error.message);
    killed.after = Number.POSITIVE_INFINITY;
    room.close();
    const again = await opened();
    expect([again.forgotten, again.receipt, again.seal]).toEqual([true, RECEIPT, 'the seal']);
    again.close();
    const left = everything();
    expect(secrets.filter((secret) => left.includes(secret))).toEqual([]);
    expect(WRITTEN.filter((name) => existsSync(inside(name)))).toEqual([]);
    if (broken !== 'killed') return;
    rmSync(folder, { recursive: true });
  }
});

test('a kill before the first step leaves the room as it was delivered', async () => {
  const { room } = await delivered();
  killed.after = 0;
  await expect(room.forget()).rejects.toThrow('killed');
  killed.after = Number.POSITIVE_INFINITY;
  room.close();
  const again = await opened();
  expect([again.forgotten, again.receipt, again.journal.length]).toEqual([false, RECEIPT, entries.length]);
  again.close();
  expect(WRITTEN.filter((name) => !existsSync(inside(name)))).toEqual([]);
});

test('a forgetting that the disk breaks off is gone on with when it is asked for again, and asked for once more it is done', async () => {
  const { room, secrets } = await delivered();
  killed.after = 3;
  await expect(room.forget()).rejects.toThrow('killed');
  killed.after = Number.POSITIVE_INFINITY;
  await room.forget();
  await room.forget();
  const left = everything();
  expect(secrets.filter((secret) => left.includes(secret))).toEqual([]);
  expect(readFileSync(inside('receipt.jws'), 'utf8')).toBe(RECEIPT);
  expect(readFileSync(inside('seal.json'), 'utf8')).toBe('the seal');
});

const JOURNAL = ['journal.db', 'journal.db-wal', 'journal.db-shm'];

test.each([
  ['without its key', ['host.key']],
  ['without its journal', JOURNAL],
  ['with all of it', []],
])('a receipt that lies here deletes nothing of a room %s', async (_, gone) => {
  const { room } = await delivered();
  room.close();
  for (const name of gone) rmSync(inside(name), { force: true });
  const again = await opened();
  expect(again.journal.length).toBe(gone === JOURNAL ? 0 : entries.length);
  again.close();
  expect(WRITTEN.filter((name) => !existsSync(inside(name)))).toEqual([]);
});

test('who has forgotten a room says so for its own package, and is as new for another', async () => {
  const { room } = await delivered();
  await room.forget();
  room.close();
  for (const [of, forgotten] of [
    [pkg, true],
    [{ ...pkg, digest: hash('f') }, false],
    [{ ...pkg, receiptKey: base64url.encode(crypto.ed25519PublicKey(random(32))) }, false],
  ] as const) {
    const again = await opened(of);
    expect(again.forgotten).toBe(forgotten);
    again.close();
  }
});
