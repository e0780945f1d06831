import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import {
  type Controller,
  openController,
  type Sending,
} from '../../electron/devices/simulator/controller.ts';
import { tlsIdentity } from '../../electron/link/tlsIdentity.ts';
import type { Launched } from '../../electron/rehearsal/launch.ts';
import { hostKeyIn } from '../../electron/room/hostKey.ts';
import { type BridgeClient, bridgeClient } from '../../shared/bridge/client.ts';
import { type RoomStatus, roomContract } from '../../shared/bridge/room.ts';
import type { DeviceKind } from '../../shared/devices/kinds.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import { type Entry, readEntry } from '../../shared/journal/entry.ts';
import { crypto } from '../simulator/room.ts';
import { buildHouse, type House, inside, machine, random, sure } from '../stations/house.ts';

export const seedOf = (id: string): Uint8Array => new Uint8Array(32).fill(id.length + id.charCodeAt(0));
export const keyOf = (id: string): string => base64url.encode(crypto.ed25519PublicKey(seedOf(id)));
export const now = (): string => new Date().toISOString();

export let house: House;
export let fingerprint: string;
export let hostKey: string;
export let closing: (() => unknown)[];
/** The room's data folder; each test has one of its own. */
export let folder: string;
let stationFile: string;
let count = 0;
/** One house for a test file, and a room's data folder of its own for each test. */
export function deviceRooms(): void {
  beforeAll(async () => {
    house = await buildHouse();
    stationFile = readFileSync(house.file('room'), 'utf8');
  });
  afterAll(() => house.remove());
  beforeEach(async () => {
    closing = [];
    count += 1;
    folder = join(house.folder, `room-${count}`);
    writeFileSync(house.file('room'), JSON.stringify({ ...JSON.parse(stationFile), data: `room-${count}` }));
    fingerprint = sure(await tlsIdentity(folder)).fingerprint;
    hostKey = sure(await hostKeyIn(crypto, random, folder)).key;
  });
  afterEach(async () => {
    for (const close of closing.reverse()) await close();
  });
}

/** Puts devices into the room's station file. */
export function register(...devices: readonly { id: string; kind: DeviceKind; address?: string }[]): void {
  const file = house.file('room');
  const known = devices.map((device) => ({ ...device, key: keyOf(device.id) }));
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), devices: known }));
}

/** A supervisor's window, as far as these tests need one. */
export interface Window {
  readonly client: BridgeClient<typeof roomContract>;
  readonly entries: Entry[];
  status: RoomStatus;
  until(met: (window: Window) => boolean): Promise<void>;
}

export async function windowOn(port: Launched['port']): Promise<Window> {
  const client = bridgeClient(roomContract, port);
  const entries: Entry[] = [];
  client.on('journal', ({ lines }) => {
    for (const line of lines) {
      const entry = sure(readEntry(line));
      if (entry.seq > entries.length) entries.push(entry);
    }
  });
  const window: Window = {
    client,
    entries,
    status: sure(await client.ask('status', {})),
    async until(met) {
      while (!met(window)) await pause(5);
    },
  };
  client.on('status', (status) => {
    window.status = status;
  });
  sure(await client.ask('follow', { from: 1 }));
  return window;
}

export async function open(window: Window): Promise<void> {
  sure(await window.client.ask('enterSlip', { code: house.slips.get('S1')! }));
  sure(await window.client.ask('open', { demonstration: true }));
}

export async function roomHere(): Promise<Window> {
  const room = await inside(house.file('room'), machine());
  closing.push(room.close);
  return windowOn(room.window());
}

export async function controller(
  id: string,
  kind: DeviceKind,
  sendings: Sending[] = [],
  port = house.port,
  memory = `${id}.memory`,
): Promise<Controller> {
  const one = await openController({
    crypto,
    random,
    device: { id, kind },
    secretKey: seedOf(id),
    room: {
      format: 'sealroom-device-room/1',
      address: `https://127.0.0.1:${port}`,
      fingerprint,
      key: hostKey,
    },
    memory: join(folder, memory),
    now,
    onSending: (sending) => void sendings.push(sending),
  });
  closing.push(one.close);
  return one;
}

/** What devices reported, as it stands in the journal. */
export const reported = ({ entries }: Window): string[] =>
  entries.flatMap(({ act }) =>
    act.type === 'device' ? [`${act.body.device} ${act.body.event} ${act.body.signed?.counter}`] : [],
  );
