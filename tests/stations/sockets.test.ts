/** Nothing leaves the room before it is sealed: every connection that any of its machines opens is watched. */
import { Socket as Datagrams } from 'node:dgram';
import { existsSync } from 'node:fs';
import { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bridgeClient } from '../../shared/bridge/client.ts';
import { roomContract } from '../../shared/bridge/room.ts';
import { type Message, type MessageKind, messageSchemas } from '../../shared/gateway/messages.ts';
import { type Entry, readEntry } from '../../shared/journal/entry.ts';
import { loopbackRoom, receiver } from '../loopbackRoom.ts';
import { toldOf } from '../simulator/told.ts';
import { type Evaluation, evaluation, type Fields, sure } from './house.ts';

let all: Evaluation | null;
let closing: (() => Promise<void>)[];
/** Every connection that this process opened, in order: all stations of the house are in it. */
let opened: { readonly port: number; readonly sealed: boolean }[];
beforeEach(() => {
  [all, closing, opened] = [null, [], []];
  const { connect } = Socket.prototype;
  vi.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket, ...args: unknown[]) {
    // Node hands its own calls over as one list.
    const [first] = args.flat();
    const port = typeof first === 'object' && first !== null ? (first as { port?: unknown }).port : first;
    opened.push({ port: Number(port), sealed: isSealed() });
    return Reflect.apply(connect, this, args);
  });
  vi.spyOn(Datagrams.prototype, 'send');
});
afterEach(async () => {
  await all?.close();
  for (const close of closing) await close();
  vi.restoreAllMocks();
});

/** Whether the sealed result lies on the room's disk. */
const isSealed = (): boolean =>
  all !== null && existsSync(`${all.house.folder}/room/sealed/SMALL-2026-001-1.seal.json`);

/** The whole journal, as another window is told it. */
async function journalOf({ room, lead }: Evaluation): Promise<Entry[]> {
  const client = bridgeClient(roomContract, room.window());
  const entries: Entry[] = [];
  client.on('journal', ({ lines }) => {
    entries.push(...lines.map((line) => sure(readEntry(line))));
  });
  sure(await client.ask('follow', { from: 1 }));
  while (entries.length < lead.window.state!.head.seq) await pause(5);
  return entries;
}

const SEALED: readonly (string | undefined)[] = ['sealed', 'delivered'];

test('seats connect to the room, the room to the gateway, and nothing to anywhere else before the room is sealed', async () => {
  const [monitor, centre] = [await receiver(), await receiver()];
  closing.push(monitor.close, centre.close);
  const fields: Fields = {
    gateway: { address: monitor.url, fingerprint: monitor.fingerprint },
    deliver: { address: centre.url, fingerprint: centre.fingerprint },
  };
  all = await evaluation(fields);
  const house = all;
  await house.lead.until(({ status }) => SEALED.includes(status?.stage));
  const expected = toldOf(house.lead.window.state!.pkg, await journalOf(house)).flat();
  await house.lead.until(({ status }) => status?.gateway.sent === expected.length);
  while (centre.received.length === 0) await pause(5);

  const inside = [house.house.port, ...[...house.cables.values()].map(({ port }) => port)];
  const ports = (sealed: boolean) => new Set(opened.filter((o) => o.sealed === sealed).map((o) => o.port));
  expect(ports(false)).toEqual(new Set([...inside, monitor.port]));
  expect(ports(true), 'the watch sees the delivery').toContain(centre.port);
  expect([...inside, monitor.port, centre.port]).toEqual(expect.arrayContaining([...ports(true)]));
  expect(Datagrams.prototype.send).not.toHaveBeenCalled();

  expect(new Set(monitor.received.map(({ url }) => url))).toEqual(new Set(['/events']));
  for (const { body } of monitor.received) {
    const message: Message = JSON.parse(body);
    const kind = message.type.split('.')[1] as MessageKind;
    expect(messageSchemas[kind].safeParse(message).error, body).toBeUndefined();
  }
  expect(monitor.received.map(({ body }) => JSON.parse(body))).toEqual(expected);
  expect(house.faults).toEqual([]);
});

test('a gateway that nobody answers at holds nothing up, and the room says so', async () => {
  const gone = await loopbackRoom(() => undefined);
  await gone.close();
  all = await evaluation({ gateway: { address: gone.url, fingerprint: gone.fingerprint } });
  await all.lead.until(({ status }) => status?.stage === 'sealed');
  await all.lead.until(({ status }) => status?.gateway.problem?.code === 'GATEWAY_UNREACHABLE');
  expect(all.lead.window.status!.gateway).toMatchObject({ on: true, sent: 0 });
  expect(all.faults).toEqual([]);
});
