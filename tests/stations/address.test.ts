/** A station whose address this machine does not give says so and ends; once the address is there, it starts, and nothing was lost. */
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { type Launched, launch } from '../../electron/rehearsal/launch.ts';
import { readStationFile } from '../../electron/station/stationFile.ts';
import { buildHouse, delivering, type House, inside, machine, supervisor, sure } from './house.ts';
import { installedStation } from './installed.ts';

let house: House;
let one: Launched | null = null;
afterEach(async () => {
  await one?.kill();
  one = null;
  await house.remove();
});

/** Starts a station that is to end by itself; answers its last words. */
async function ended(station: string): Promise<string> {
  one = launch(house.file(station), { program: await installedStation() });
  while (one.exitCode() === null) await wait(20);
  expect(one.exitCode()).toBe(1);
  return one.errors();
}

async function listenAt(station: string, listen: { host: string; port: number }): Promise<void> {
  const file = JSON.parse(await readFile(house.file(station), 'utf8'));
  await writeFile(house.file(station), JSON.stringify({ ...file, listen }));
}

test.each(['room', 'centre'])('%s: an address in use', async (station) => {
  house = await buildHouse(delivering);
  const port = station === 'room' ? house.port : house.centre.port;
  const other = createServer().listen(port, '127.0.0.1');
  await once(other, 'listening');
  const said = await ended(station);
  await new Promise((resolve) => other.close(resolve));
  expect(said).toContain(`ADDRESS_IN_USE: That network address is in use`);
  expect(said).toContain(`ADDRESS_IN_USE: 该网络地址已被占用`);
  expect(said).toContain(`(127.0.0.1:${port})`);
  expect(said).not.toMatch(/^\s+at /m);

  const now = await inside(house.file(station), machine());
  await now.close();
});

test('a room whose address no card of the machine has, in the middle of its evaluation', async () => {
  house = await buildHouse();
  const room = await inside(house.file('room'), machine());
  const lead = supervisor(house);
  lead.attach(room.window());
  await lead.until(({ state }) => state?.room !== null && state?.room !== undefined);
  const { head } = lead.window.state!;
  lead.rest();
  await room.close();
  const file = sure(await readStationFile(house.file('room')));
  if (file.role !== 'room') throw new Error('not the room');

  // TEST-NET-1 (RFC 5737): nobody's.
  await listenAt('room', { host: '192.0.2.1', port: file.listen.port });
  expect(await ended('room')).toMatch(/^ADDRESS_NOT_HERE: .*192\.0\.2\.1/m);

  await listenAt('room', file.listen);
  const again = await inside(house.file('room'), machine());
  const window = supervisor(house);
  window.attach(again.window());
  await window.until(({ state }) => (state?.head.seq ?? 0) >= head.seq);
  window.rest();
  await again.close();
});
