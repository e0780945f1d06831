/** Nothing leaves the room before it is sealed: the kernel is asked what every station's process, its threads and whatever it starts do with sockets. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from '../../electron/rehearsal/freePort.ts';
import { type Launched, launch } from '../../electron/rehearsal/launch.ts';
import { type Message, type MessageKind, messageSchemas } from '../../shared/gateway/messages.ts';
import { receiver } from '../loopbackRoom.ts';
import { buildHouse, expert, supervisor } from './house.ts';
import { installedStation } from './installed.ts';
import { canTrace, type Seen, traced, tracer } from './traced.ts';

if (!canTrace) console.log('There is no strace here, or it may not trace: no process is watched.');

let logs: string;
let closing: (() => Promise<void>)[];
beforeEach(async () => {
  logs = await mkdtemp(join(tmpdir(), 'sockets-'));
  closing = [];
});
afterEach(async () => {
  for (const close of closing.reverse()) await close();
  await rm(logs, { recursive: true, force: true });
});

const all = (seen: readonly Seen[]): string[] => [...new Set(seen.map(({ what }) => what))].sort();

describe.runIf(canTrace)('in processes of their own', () => {
  test('seats reach the room, the room the gateway, and nobody the centre before the room is sealed', async () => {
    const program = await installedStation();
    const told = await receiver();
    closing.push(told.close);
    const house = await buildHouse(({ port, fingerprint }) => ({
      gateway: { address: told.url, fingerprint: told.fingerprint },
      deliver: { address: `https://127.0.0.1:${port}`, fingerprint },
    }));
    closing.push(house.remove);
    const stations = new Map<string, Launched>();
    const start = (name: string): Launched => {
      const one = launch(house.file(name), { program, under: tracer(join(logs, name)) });
      closing.push(one.kill);
      stations.set(name, one);
      return one;
    };
    start('centre');
    const lead = supervisor(house);
    lead.attach(start('room').port);
    for (const [i, who] of house.members.entries()) {
      await house.addSeat(`${i + 1}`);
      const person = expert(house, who);
      person.attach(start(`seat-${i + 1}`).port);
    }
    await lead.until(({ status }) => status?.stage === 'delivered');
    const seen = await whatTheyDid(stations);

    const { sockets, renamed } = seen.get('room')!;
    const sealed = renamed.find(({ what }) => what.endsWith('.seal.json'))!.at;
    const at = (port: number): string => `127.0.0.1:${port}`;
    const listens = `listens ${at(house.port)}`;
    const tells = `reaches ${at(told.port)}`;
    expect(all(sockets.filter((one) => one.at <= sealed))).toEqual([listens, tells].sort());
    expect(all(sockets), 'the watch sees the delivery').toEqual(
      [listens, tells, `reaches ${at(house.centre.port)}`].sort(),
    );
    for (let seat = 1; seat <= house.members.length; seat++)
      expect(all(seen.get(`seat-${seat}`)!.sockets), `seat ${seat}`).toEqual([`reaches ${at(house.port)}`]);
    expect(all(seen.get('centre')!.sockets)).toEqual([`listens ${at(house.centre.port)}`]);

    expect(told.received.length).toBeGreaterThan(0);
    for (const { url, body } of told.received) {
      const message: Message = JSON.parse(body);
      const kind = message.type.split('.')[1] as MessageKind;
      expect(url).toBe('/events');
      expect(messageSchemas[kind].safeParse(message).error, body).toBeUndefined();
    }
  });

  test('a socket of the process, of a thread of it, and of a process that it starts is seen', async () => {
    const port = await freePort();
    const [strace, ...under] = tracer(join(logs, 'leak'));
    const program = join(import.meta.dirname, 'leak.ts');
    const { pid, status } = spawnSync(strace!, [...under, process.execPath, program, `${port}`]);
    expect(status).toBe(0);
    const { sockets } = await traced(join(logs, 'leak'), pid);
    expect(all(sockets)).toEqual([
      `listens 127.0.0.5:${port}`,
      ...[1, 2, 3, 4].map((n) => `reaches 127.0.0.${n}:${port}`),
      `reaches [::1]:${port}`,
    ]);
  });
});

/** Switches every station off, and answers what each has done. */
async function whatTheyDid(stations: ReadonlyMap<string, Launched>) {
  const seen = new Map<string, Awaited<ReturnType<typeof traced>>>();
  for (const [name, one] of stations) {
    await one.stop();
    seen.set(name, await traced(join(logs, name), one.pid));
  }
  return seen;
}
