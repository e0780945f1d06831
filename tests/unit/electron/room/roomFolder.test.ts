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
import { entryLine } from '../../../../shared/journal/entry.ts';
import { arrived } from '../../../simulator/room.ts';
import { random, sure } from '../../../stations/house.ts';

/** After how many removals the process is killed. */
const killed = vi.hoisted(() => ({ after: Number.POSITIVE_INFINITY }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const rm: typeof real.rm = async (...removed) => {
    if (killed.after-- <= 0) throw new Error('killed');
    await real.rm(...removed);
  };
  return { ...real, rm };
});

const { entries } = await arrived('room folder');
let folder: string;
const inside = (...names: string[]): string => join(folder, ...names);
const opened = async (): Promise<RoomFolder> => sure(await openRoomFolder(crypto, random, folder));

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
  await room.keepReceipt('the receipt');
  for (const name of WRITTEN) {
    if (name.includes('.')) writeFileSync(inside(name), 'what is to be forgotten');
    else {
      mkdirSync(inside(name), { recursive: true });
      writeFileSync(inside(name, 'file'), 'what is to be forgotten');
    }
  }
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

test('a forgetting that is killed between any two removals is finished when the room is started again', async () => {
  for (let removals = 1; ; removals++) {
    const { room, secrets } = await delivered();
    killed.after = removals;
    const broken = await room.forget().catch((error: Error) => error.message);
    killed.after = Number.POSITIVE_INFINITY;
    room.close();
    const again = await opened();
    expect([again.forgotten, again.receipt]).toEqual([true, 'the receipt']);
    again.close();
    const left = everything();
    expect(secrets.filter((secret) => left.includes(secret))).toEqual([]);
    expect(WRITTEN.filter((name) => existsSync(inside(name)))).toEqual([]);
    if (broken !== 'killed') return;
    rmSync(folder, { recursive: true });
  }
});

test('a kill before the first removal leaves the room as it was delivered', async () => {
  const { room } = await delivered();
  killed.after = 0;
  await expect(room.forget()).rejects.toThrow('killed');
  killed.after = Number.POSITIVE_INFINITY;
  room.close();
  const again = await opened();
  expect([again.forgotten, again.journal.length]).toEqual([false, entries.length]);
  again.close();
});

test('what a room kept whose journal had gone first is deleted as well', async () => {
  const { room, secrets } = await delivered();
  room.close();
  for (const name of ['journal.db', 'journal.db-wal', 'journal.db-shm'])
    rmSync(inside(name), { force: true });
  (await opened()).close();
  const left = everything();
  expect(secrets.filter((secret) => left.includes(secret))).toEqual([]);
});
