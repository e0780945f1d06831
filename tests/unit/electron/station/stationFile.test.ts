import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readStationFile } from '../../../../electron/station/stationFile.ts';

const folder = mkdtempSync(join(tmpdir(), 'station-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fingerprint = 'ab'.repeat(32);
const format = 'sealroom-station/1';
const good = {
  seat: {
    format,
    role: 'seat',
    data: 'data',
    seat: '03',
    centre: 'centre.pub',
    host: { address: 'wss://127.0.0.1:7443', fingerprint },
  },
  room: {
    format,
    role: 'room',
    data: 'data',
    centre: 'centre.pub',
    package: 'p.sealroom',
    listen: { host: '127.0.0.1', port: 0 },
    gateway: { address: 'https://[::1]:8443', fingerprint },
    devices: [
      { id: '东门', kind: 'door', key: 'A'.repeat(43) },
      { id: 'hall', kind: 'board', key: 'A'.repeat(43), address: 'http://10.0.0.9:80' },
    ],
    thresholds: { settleSeconds: 5, noticing: { loud: { level: -25 } } },
  },
  centre: { format, role: 'centre', data: 'data', keys: '../keys', listen: { host: '::1', port: 443 } },
};

async function read(value: unknown) {
  const path = join(folder, 'station.json');
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
  return readStationFile(path);
}

test.each(Object.keys(good))('reads a %s’s file, its paths made absolute', async (role) => {
  const file = await read(good[role as keyof typeof good]);
  expect(file).toMatchObject({ ok: true, value: { role, data: join(folder, 'data') } });
});

test('thresholds of noticing that are left out come with their defaults', async () => {
  expect(await read(good.room)).toMatchObject({
    value: { thresholds: { noticing: { loud: { level: -25, after: 3 }, nobody: { after: 30 } } } },
  });
});

test('paths may lead out of the file’s own folder', async () => {
  expect(await read(good.centre)).toMatchObject({ value: { keys: join(folder, '..', 'keys') } });
});

test.each([
  ['not JSON', '{', ''],
  ['another format', { ...good.seat, format: 'sealroom-station/2' }, 'format'],
  ['another role', { ...good.seat, role: 'bystander' }, 'role'],
  ['a field of a newer version', { ...good.seat, camera: true }, 'camera'],
  [
    'an address without TLS',
    { ...good.seat, host: { ...good.seat.host, address: 'ws://h:1' } },
    'host.address',
  ],
  [
    'an address with a path',
    { ...good.seat, host: { ...good.seat.host, address: 'wss://h:1/x' } },
    'host.address',
  ],
  [
    'a fingerprint that is none',
    { ...good.seat, host: { ...good.seat.host, fingerprint: 'ab' } },
    'host.fingerprint',
  ],
  [
    'a board without an address',
    { ...good.room, devices: [{ id: 'h', kind: 'board', key: 'A'.repeat(43) }] },
    'devices.0.address',
  ],
  [
    'a device’s name given twice',
    { ...good.room, devices: [good.room.devices[0], good.room.devices[0]] },
    'devices',
  ],
  ['no package', { ...good.room, package: undefined }, 'package'],
  [
    'a threshold beyond its range',
    { ...good.room, thresholds: { noticing: { loud: { level: 3 } } } },
    'thresholds.noticing.loud.level',
  ],
  ['a port beyond all ports', { ...good.centre, listen: { host: 'h', port: 70_000 } }, 'listen.port'],
  [
    'an address with such a port',
    { ...good.seat, host: { ...good.seat.host, address: 'wss://127.0.0.1:99999' } },
    'host.address',
  ],
  [
    'a board at such a port',
    { ...good.room, devices: [{ ...good.room.devices[1], address: 'http://10.0.0.9:65536' }] },
    'devices.0.address',
  ],
  [
    'live pictures to such a port',
    {
      ...good.room,
      gateway: { ...good.room.gateway, whip: { address: 'https://h:65536/whip', fingerprint } },
    },
    'gateway.whip.address',
  ],
])('refuses %s with a sentence in both languages that names the field', async (_, value, field) => {
  const file = await read(value);
  const refusal = file.ok ? null : file.refusals[0]!;
  expect(refusal?.code).toBe('STATION_FILE');
  expect(refusal?.zh).toMatch(/^工作站配置文件/);
  for (const sentence of [refusal?.zh, refusal?.en]) expect(sentence).toContain(field);
});

test('a file that is not there is refused, not thrown', async () => {
  expect((await readStationFile(join(folder, 'nowhere.json'))).ok).toBe(false);
});
