/** Two centres over one data folder: the second one says so and touches nothing; a killed one leaves the folder free. */
import { readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from '../../electron/rehearsal/freePort.ts';
import { type Launched, launch } from '../../electron/rehearsal/launch.ts';
import { buildHouse, type House, inside, machine } from './house.ts';
import { installedStation } from './installed.ts';

let house: House;
const running = new Set<Launched>();
beforeEach(async () => {
  house = await buildHouse();
});
afterEach(async () => {
  for (const one of running) await one.kill();
  running.clear();
  await house.remove();
});

async function start(station: string): Promise<Launched> {
  const one = launch(house.file(station), { program: await installedStation() });
  running.add(one);
  return one;
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

test('the second one is refused, whatever its address, and starts when the first has been killed', async () => {
  const first = await start('centre');
  await expect.poll(() => answers(house.centre.port), { timeout: 30_000 }).toBe(true);
  const file = JSON.parse(await readFile(house.file('centre'), 'utf8'));
  const listen = { host: '127.0.0.1', port: await freePort() };
  await writeFile(house.file('second'), JSON.stringify({ ...file, listen }));

  const second = await start('second');
  while (second.exitCode() === null) await wait(20);
  expect(second.exitCode()).toBe(1);
  expect(second.errors()).toContain('CENTRE_BUSY: 该数据文件夹正由另一交易中心服务使用');
  expect(second.errors()).toContain(join(house.folder, 'centre-data'));

  await first.kill();
  const third = await start('second');
  await expect.poll(() => answers(listen.port), { timeout: 30_000 }).toBe(true);
  expect(third.exitCode()).toBeNull();
});

test('one that ends in order leaves the folder free', async () => {
  const first = await inside(house.file('centre'), machine());
  await expect(inside(house.file('centre'), machine())).rejects.toThrow('Another centre works');
  await first.close();
  await (await inside(house.file('centre'), machine())).close();
});
