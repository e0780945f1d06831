import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { tlsIdentity } from '../../electron/link/tlsIdentity.ts';
import { makeCentreKeys } from '../../electron/package/centreKeys.ts';
import { hostKeyIn } from '../../electron/room/hostKey.ts';
import { type RoomFile, readStationFile, type SeatFile } from '../../electron/station/stationFile.ts';
import { hasStrace, traced } from '../faults/strace.ts';
import { buildHouse, type House, random, sure } from '../stations/house.ts';

const CLI = fileURLToPath(new URL('../../electron/cli/provision.ts', import.meta.url));

let house: House;
let out: string;
beforeAll(async () => {
  house = await buildHouse();
  out = join(house.folder, 'machines');
});
afterAll(() => house.remove());

function run(...args: string[]) {
  const file = join(house.folder, 'SMALL-2026-001-1.sealroom');
  return spawnSync(process.execPath, [CLI, file, ...args], { encoding: 'utf8' });
}

const options = ['--room', '10.0.0.2:7443', '--centre', '[::1]:8443', '--seats', '3'];

test('writes a folder for each machine, whose files agree with each other', async () => {
  const done = run(out, '--keys', join(house.folder, 'centre'), ...options);
  expect(done.stderr).toBe('');
  expect(done.status).toBe(0);
  expect(readdirSync(out).sort()).toEqual(['centre', 'room', 'seat-01', 'seat-02', 'seat-03']);
  const room = sure(await readStationFile(join(out, 'room/station.json'))) as RoomFile;
  const { fingerprint } = sure(await tlsIdentity(room.data));
  const centre = sure(await tlsIdentity(join(out, 'centre/data')));
  expect(room.deliver).toEqual({ address: 'https://[::1]:8443', fingerprint: centre.fingerprint });
  for (const number of ['01', '02', '03']) {
    const seat = sure(await readStationFile(join(out, `seat-${number}/station.json`))) as SeatFile;
    expect(seat).toMatchObject({ seat: number, host: { address: 'wss://10.0.0.2:7443', fingerprint } });
    expect(existsSync(seat.centre)).toBe(true);
  }
  expect(existsSync(room.package)).toBe(true);
  expect(sure(await readStationFile(join(out, 'centre/station.json')))).toMatchObject({
    keys: join(house.folder, 'centre'),
  });
});

test.runIf(hasStrace)('a run that was killed leaves nothing under the name, and is made again', () => {
  const machines = join(house.folder, 'killed');
  mkdirSync(machines);
  const named = ['--keys', join(house.folder, 'centre'), ...options];
  const copies = [machines, `${machines}.part`].map((at) => join(at, 'room/SMALL-2026-001-1.sealroom'));
  const file = join(house.folder, 'SMALL-2026-001-1.sealroom');
  // When the package is there, and every machine but the seats.
  const at = { fault: 'signal=KILL', when: 1 } as const;
  expect(traced([CLI, file, machines, ...named], copies, ['fsync'], at).hit).toBe(true);
  expect(readdirSync(machines)).toEqual([]);
  expect(run(machines, ...named).status).toBe(0);
  expect(readdirSync(machines).sort()).toEqual(['centre', 'room', 'seat-01', 'seat-02', 'seat-03']);
  expect(existsSync(`${machines}.part`)).toBe(false);
  expect(JSON.parse(readFileSync(join(machines, 'centre/station.json'), 'utf8')).keys).toBe('../../centre');
});

test('registers devices with their keys, and writes what they have to know of the room', async () => {
  const key = 'iojj3XQJ8ZX9UtstPLpdcspnCb8dlBIb83SIAbQPb1w';
  const devices = join(house.folder, 'with-devices');
  const keys = ['--keys', join(house.folder, 'centre'), '--room', '10.0.0.2:7443', '--seats', '1'];
  const done = run(
    devices,
    ...keys,
    '--device',
    `door,东门,${key}`,
    '--device',
    `board,hall,${key},http://10.0.0.9:80`,
  );
  expect(done.stderr).toBe('');
  const room = sure(await readStationFile(join(devices, 'room/station.json'))) as RoomFile;
  expect(room.devices).toEqual([
    { id: '东门', kind: 'door', key },
    { id: 'hall', kind: 'board', key, address: 'http://10.0.0.9:80' },
  ]);
  const { fingerprint } = sure(await tlsIdentity(room.data));
  const host = sure(await hostKeyIn(crypto, random, room.data));
  expect(JSON.parse(readFileSync(join(devices, 'devices/room.json'), 'utf8'))).toEqual({
    format: 'sealroom-device-room/1',
    address: 'https://10.0.0.2:7443',
    fingerprint,
    key: host.key,
  });
  for (const bad of [
    `door,a b,${key}`,
    `door,a,${key},http://h:1`,
    `board,a,${key}`,
    `lamp,a,${key}`,
    'door,a,key',
  ])
    expect(run(join(house.folder, 'refused'), ...keys, '--device', bad), bad).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('PROVISION_DEVICE'),
    });
});

test('asks for a recording of every seat only where it is told to', async () => {
  const recorded = join(house.folder, 'recorded');
  expect(run(recorded, '--keys', join(house.folder, 'centre'), '--recording', ...options).status).toBe(0);
  const [without, with_] = await Promise.all(
    [out, recorded].map(async (folder) => sure(await readStationFile(join(folder, 'room/station.json')))),
  );
  expect(without).not.toHaveProperty('recording');
  expect(with_).toHaveProperty('recording', true);
});

test('leaves private keys nowhere but in their own station’s folder, for its owner alone', () => {
  const secrets = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => /PRIVATE KEY|"d":|"seed":|AGE-SECRET-KEY/.test(readFileSync(path, 'latin1')));
  const devices = join(house.folder, 'with-devices');
  const found = {
    out: secrets(out),
    devices: secrets(devices),
    centre: secrets(join(house.folder, 'centre')),
  };
  const tls = ['centre/data/tls.key.pem', 'room/data/tls.key.pem'];
  expect(found.out.map((path) => relative(out, path)).sort()).toEqual(tls);
  // The devices know the host's key before the room is opened, so it is made with them.
  expect(found.devices.map((path) => relative(devices, path)).sort()).toEqual([
    'room/data/host.key',
    'room/data/tls.key.pem',
  ]);
  // The forms that are looked for are the ones in which keys lie.
  expect(found.centre.length).toBeGreaterThan(0);
  for (const path of Object.values(found).flat()) expect(statSync(path).mode & 0o777, path).toBe(0o600);
});

test('writes nothing over what is there, and nothing at all where the package is another centre’s', async () => {
  expect(run(out, '--keys', join(house.folder, 'centre'), ...options)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('PROVISION_EXISTS'),
  });
  const strangers = join(house.folder, 'strangers');
  mkdirSync(strangers);
  sure(await makeCentreKeys(strangers, crypto, random));
  const elsewhere = join(house.folder, 'elsewhere');
  expect(run(elsewhere, '--keys', strangers, ...options)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('PACKAGE_KEY'),
  });
  expect(existsSync(elsewhere)).toBe(false);
});
