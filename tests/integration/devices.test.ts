/** Doors, lockers and the hall's board against a real room on the loopback, which is killed; and what the room says to everything that is not theirs. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Sending } from '../../electron/devices/simulator/controller.ts';
import { pinnedAgent } from '../../electron/link/pinned.ts';
import { type Launched, launch } from '../../electron/rehearsal/launch.ts';
import { signEvent, type UnsignedEvent } from '../../shared/devices/event.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import { listening } from '../loopbackRoom.ts';
import { rounds } from '../rounds.ts';
import { crypto } from '../simulator/room.ts';
import { random, sure } from '../stations/house.ts';
import { installedStation } from '../stations/installed.ts';

const CLI = fileURLToPath(new URL('../../electron/cli/devices.ts', import.meta.url));
const KILLS = rounds(4, 200);

import {
  closing,
  controller,
  deviceRooms,
  fingerprint,
  hostKey,
  house,
  now,
  open,
  register,
  reported,
  roomHere,
  seedOf,
  type Window,
  windowOn,
} from './deviceRoom.ts';

deviceRooms();

describe('doors and lockers', () => {
  it('report into the journal, in order, and what was reported before the opening comes then', async () => {
    register({ id: 'east', kind: 'door' }, { id: 'L1', kind: 'locker' });
    const window = await roomHere();
    const early: Sending[] = [];
    const door = await controller('east', 'door', early);
    await door.report('door-opened');
    while (early.length === 0) await pause(5);
    expect(early[0]).toMatchObject({ status: 503, code: 'NO_ROOM' });
    await open(window);
    const locker = await controller('L1', 'locker');
    await door.report('door-closed');
    await Promise.all([door.sent(), locker.report('locker-locked')]);
    await locker.sent();
    await door.report('door-forced');
    await door.sent();
    await window.until(({ entries }) =>
      entries.some(({ act }) => act.type === 'device' && act.body.event === 'door-forced'),
    );
    expect(reported(window).filter((one) => one.startsWith('east'))).toEqual([
      'east door-opened 1',
      'east door-closed 2',
      'east door-forced 3',
    ]);
    expect(reported(window)).toContain('L1 locker-locked 1');
    const forced = window.entries.find(
      ({ act }) => act.type === 'device' && act.body.event === 'door-forced',
    )!;
    expect(window.status.devices).toEqual([
      { id: 'east', kind: 'door', problem: null },
      { id: 'L1', kind: 'locker', problem: null },
    ]);
    expect(forced.act.session).toBe(hostKey);
  });

  it('of another key, room, time, kind or name are refused with a code and a sentence, and nothing is written', async () => {
    register({ id: 'east', kind: 'door' });
    const window = await roomHere();
    await open(window);
    const good: UnsignedEvent = {
      device: 'east',
      kind: 'door',
      event: 'door-opened',
      at: now(),
      counter: 5,
      nonce: base64url.encode(random(16)),
      sent: now(),
      room: fingerprint,
    };
    const post = (change: Partial<UnsignedEvent>, seed = seedOf('east')) =>
      send(JSON.stringify(signEvent(crypto, seed, { ...good, ...change })));
    expect(await send('{"format":"sealroom-device/1"}')).toMatchObject({ status: 400, code: 'DEVICE_FORM' });
    expect(await send('x'.repeat(5000))).toMatchObject({ status: 400, code: 'DEVICE_FORM' });
    expect(await post({ device: 'west' })).toMatchObject({ status: 403, code: 'DEVICE_UNKNOWN' });
    expect(await post({}, seedOf('west'))).toMatchObject({ status: 403, code: 'DEVICE_SIGNATURE' });
    expect(await post({ room: 'ab'.repeat(32) })).toMatchObject({ status: 403, code: 'DEVICE_ROOM' });
    expect(await post({ sent: '2020-01-01T00:00:00Z' })).toMatchObject({ status: 403, code: 'DEVICE_TIME' });
    expect(await post({ event: 'locker-opened' })).toMatchObject({ status: 422, code: 'DEVICE_EVENT' });
    await window.until(({ status }) => status.devices[0]!.problem?.code === 'DEVICE_EVENT');
    const head = window.status.head.seq;
    const taken = await post({});
    expect(taken).toMatchObject({ status: 200, entry: head + 1 });
    expect(await post({ sent: now() }), 'a repetition').toMatchObject({ status: 200, entry: head + 1 });
    const nonce = base64url.encode(random(16));
    expect(await post({ nonce })).toMatchObject({ status: 409, code: 'DEVICE_COUNTER', newest: 5 });
    expect(await post({ counter: 4 })).toMatchObject({ status: 409, code: 'DEVICE_COUNTER', newest: 5 });
    await window.until(({ entries }) => entries.length > head);
    expect(reported(window)).toEqual(['east door-opened 5']);
  });

  it('that lost their memory go on after what the room has', async () => {
    register({ id: 'east', kind: 'door' });
    const window = await roomHere();
    await open(window);
    const before = await controller('east', 'door');
    await before.report('door-opened');
    await before.report('door-closed');
    await before.sent();
    await before.close();
    const after = await controller('east', 'door', [], house.port, 'another.memory');
    await after.report('device-started');
    await after.sent();
    await window.until((seen) => reported(seen).length === 3);
    expect(reported(window)).toEqual(['east door-opened 1', 'east door-closed 2', 'east device-started 3']);
  });

  /** Posts a text as a device would; the answer with its status. */
  async function send(body: string): Promise<Record<string, unknown>> {
    const agent = pinnedAgent((shown) => shown === fingerprint);
    const request = httpsRequest(`https://127.0.0.1:${house.port}/devices/events`, { method: 'POST', agent });
    request.end(body);
    const [response] = await once(request, 'response');
    let text = '';
    for await (const part of response.setEncoding('utf8')) text += part;
    agent.destroy();
    const answer = JSON.parse(text);
    if (response.statusCode !== 200) {
      expect(answer.zh).toMatch(/\p{Script=Han}/u);
      expect(answer.en).toMatch(/[a-z]/);
    }
    return { status: response.statusCode, ...answer };
  }
});

describe('a room that is killed', () => {
  let room: Launched;
  let window: Window;
  async function start(): Promise<void> {
    room = launch(house.file('room'), { program: await installedStation() });
    window = await windowOn(room.port);
  }

  /** After a restart no seat can say what it holds: the supervisor goes on. */
  async function restart(): Promise<void> {
    await room.kill();
    await start();
    sure(await window.client.ask('goOn', {}));
  }

  beforeEach(async () => {
    register({ id: 'east', kind: 'door' });
    await start();
    closing.push(() => room.kill());
    await open(window);
  });

  it('between receipt and answer has the event once, and answers it after the restart', async () => {
    const way = await mutedWay(house.port);
    closing.push(way.close);
    const sendings: Sending[] = [];
    const door = await controller('east', 'door', sendings, way.port);
    way.mute();
    await door.report('door-opened');
    await window.until((seen) => reported(seen).length === 1);
    // Whoever answers hangs up, and no answer comes of it.
    expect(sendings.filter(({ status }) => status !== 0)).toEqual([]);
    const { seq } = window.entries.find(({ act }) => act.type === 'device')!;
    await room.kill();
    way.unmute();
    await start();
    sure(await window.client.ask('goOn', {}));
    await door.sent();
    expect(sendings.at(-1)).toMatchObject({ status: 200, entry: seq });
    await door.report('door-closed');
    await door.sent();
    await window.until((seen) => reported(seen).length >= 2);
    expect(reported(window)).toEqual(['east door-opened 1', 'east door-closed 2']);
  });

  it('at any moment loses no event, and has none twice', async () => {
    const door = await controller('east', 'door');
    let events = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      for (let n = 0; n < 4; n++) await door.report(n % 2 === 0 ? 'door-opened' : 'door-closed');
      events += 4;
      await pause((kill * 7) % 23);
      await restart();
    }
    await door.sent();
    await window.until((seen) => reported(seen).length >= events);
    expect(reported(window)).toEqual(
      Array.from(
        { length: events },
        (_, i) => `east ${i % 2 === 0 ? 'door-opened' : 'door-closed'} ${i + 1}`,
      ),
    );
  });
});

/** A way to the room on which answers can be held back: requests go through, and nothing returns once they have. */
async function mutedWay(to: number): Promise<{ port: number; mute(): void; unmute(): void; close(): void }> {
  let muted = false;
  const sockets = new Set<Socket>();
  const server: Server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        near.destroy();
        far.destroy();
      });
    }
    let sent = 0;
    near.on('data', (data) => {
      sent += 1;
      far.write(data);
    });
    // The first answer is the handshake's; what comes after the client has gone on to its request is held back.
    far.on('data', (data) => {
      if (!muted || sent < 2) near.write(data);
    });
  });
  const port = await listening(server);
  return {
    port,
    mute() {
      muted = true;
    },
    unmute() {
      muted = false;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

it('the command makes a device, and runs it until the room has answered', async () => {
  const run = (...args: string[]) => spawnSync(process.execPath, [CLI, ...args], { encoding: 'utf8' });
  const device = join(house.folder, 'door');
  const made = run('new', device, '--kind', 'door', '--id', 'east');
  expect(made).toMatchObject({ status: 0, stderr: '' });
  expect(run('new', device, '--kind', 'door', '--id', 'east')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('DEVICE_NEW'),
  });
  const file = house.file('room');
  const devices = [{ id: 'east', kind: 'door', key: made.stdout.trim() }];
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), devices }));
  const told = join(house.folder, 'devices.json');
  const address = `https://127.0.0.1:${house.port}`;
  writeFileSync(
    told,
    JSON.stringify({ format: 'sealroom-device-room/1', address, fingerprint, key: hostKey }),
  );
  const window = await roomHere();
  await open(window);
  const child = spawn(process.execPath, [
    ...[CLI, join(device, 'device.json'), '--room', told],
    ...['door-opened', 'locker-opened', 'door-closed'],
  ]);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [status] = await once(child, 'exit');
  expect(said.trim().split('\n')).toEqual([
    '1 door-opened 200 2',
    '2 locker-opened 422 DEVICE_EVENT',
    '3 door-closed 200 3',
  ]);
  expect(status, 'an event was refused for good').toBe(2);
});
