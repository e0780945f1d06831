/** Whatever is wrong with a station's files, it says which file and what to do, to its window as well, and ends; once that is mended it starts. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Launched, launch } from '../../electron/rehearsal/launch.ts';
import { notStarted } from '../../shared/bridge/shell.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { buildHouse, type House, inside, machine } from './house.ts';
import { installedStation } from './installed.ts';

let house: House;
let program: string;
let one: Launched | null = null;
/** Puts everything back as it was. */
let mended: (() => Promise<void>) | null = null;
beforeAll(async () => {
  program = await installedStation();
  house = await buildHouse();
  await house.addSeat('1');
  for (const station of ['room', 'centre']) await (await inside(house.file(station), machine())).close();
});
afterEach(async () => {
  await one?.kill();
  await mended?.();
  [one, mended] = [null, null];
});
afterAll(() => house.remove());

/** Starts a station that is to end by itself; answers why, as its window is told. */
async function ended(station: string): Promise<readonly Refusal[]> {
  one = launch(house.file(station), { program });
  const heard: unknown[] = [];
  one.port.onMessage((message) => void heard.push(message));
  while (one.exitCode() === null) await wait(20);
  expect(one.exitCode()).toBe(1);
  expect(one.errors()).not.toMatch(/^\s+at /m);
  await expect.poll(() => heard.length).toBe(1);
  const { refusals } = { refusals: notStarted.parse(heard[0]).notStarted as readonly Refusal[] };
  for (const { code, zh, en } of refusals)
    for (const sentence of [zh, en]) expect(one.errors()).toContain(`${code}: ${sentence}`);
  return refusals;
}

async function changed(station: string, fields: object): Promise<void> {
  const file = house.file(station);
  const before = await readFile(file, 'utf8');
  mended = () => writeFile(file, before);
  await writeFile(file, JSON.stringify({ ...JSON.parse(before), ...fields }));
}

/** What stands at a path meanwhile: a text, a folder, nothing. */
async function replaced(name: string, by: string | 'folder' | null): Promise<void> {
  const path = join(house.folder, name);
  const was = existsSync(path);
  if (was) await rename(path, `${path}.aside`);
  mended = async () => {
    await rm(path, { recursive: true, force: true });
    if (was) await rename(`${path}.aside`, path);
  };
  if (by === 'folder') await mkdir(path);
  else if (by !== null) await writeFile(path, by);
}

test.each([
  ['room', 'package', 'nowhere.sealroom', 'PACKAGE_MISSING', 'nowhere.sealroom'],
  ['room', 'package', 'room', 'PACKAGE_MISSING', 'room'],
  ['room', 'data', 'room.json', 'NOT_A_FOLDER', 'room.json'],
  ['seat-1', 'data', 'room.json', 'NOT_A_FOLDER', 'room.json'],
  ['centre', 'data', 'room.json', 'NOT_A_FOLDER', 'room.json'],
  ['centre', 'data', 'room.json/below', 'NOT_A_FOLDER', 'room.json/below'],
])('%s: %s is %s', async (station, field, value, code, where) => {
  await changed(station, { [field]: value });
  expect(await ended(station)).toMatchObject([{ code, where: join(house.folder, where) }]);
});

test('a seat whose room has an address that there cannot be', async () => {
  await changed('seat-1', { host: { address: 'wss://127.0.0.1:99999', fingerprint: 'ab'.repeat(32) } });
  expect(await ended('seat-1')).toMatchObject([{ code: 'STATION_FILE', where: house.file('seat-1') }]);
});

test.each([
  ['room', 'room/tls.key.pem', 'folder', 'NOT_A_FILE'],
  ['room', 'room/host.key', 'folder', 'NOT_A_FILE'],
  ['room', 'room/host.key', '{}', 'HOST_KEY_FILE'],
  ['room', 'room/claim.json', '{}', 'FILE_DAMAGED'],
  ['room', 'room/losses.json', '{', 'FILE_DAMAGED'],
  ['room', 'room/recording.key', '', 'FILE_DAMAGED'],
  ['room', 'room/receipt.jws', 'folder', 'NOT_A_FILE'],
  ['seat-1', 'centre/centre.pub', 'folder', 'NOT_A_FILE'],
  ['centre', 'centre/centre.key', 'folder', 'NOT_A_FILE'],
] as const)('%s: at %s stands %j', async (station, name, by, code) => {
  await replaced(name, by);
  expect(await ended(station)).toMatchObject([{ code, where: join(house.folder, name) }]);
});

test.each([
  ['seat-1', 'centre/centre.pub', 'KEY_MISSING', 'centre.pub:1'],
  ['centre', 'centre/centre.key', 'KEY_MISSING', 'centre.key:1'],
])('%s: %s is missing', async (station, name, code, where) => {
  await replaced(name, null);
  expect(await ended(station)).toMatchObject([{ code, where }]);
});

test.each(['', '# a comment\n', 'AGE-SECRET-KEY-1NONE\n'])('a centre whose identity is %j', async (text) => {
  await replaced('centre/centre.key', text);
  expect(await ended('centre')).toMatchObject([{ code: 'KEY_FORM', where: 'centre.key:1' }]);
});

test('nothing of it was lost: what is mended starts', async () => {
  for (const station of ['room', 'seat-1', 'centre'])
    await (await inside(house.file(station), machine())).close();
});
