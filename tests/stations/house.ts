/** A house with one room on the loopback: a signed package, slips, station files; stations run in this process, or in processes of their own. */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { MessageChannel } from 'node:worker_threads';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { tlsIdentity } from '../../electron/link/tlsIdentity.ts';
import { type Cable, cable } from '../../electron/rehearsal/cable.ts';
import { freePort } from '../../electron/rehearsal/freePort.ts';
import { expertAt, supervisorAt } from '../../electron/rehearsal/persons.ts';
import { startCentre } from '../../electron/station/centre.ts';
import { stationClock } from '../../electron/station/clock.ts';
import { messagePort } from '../../electron/station/ports.ts';
import { startRoom } from '../../electron/station/room.ts';
import { startSeat } from '../../electron/station/seat.ts';
import type { Machine, Station } from '../../electron/station/station.ts';
import { type RoomFile, readStationFile } from '../../electron/station/stationFile.ts';
import type { BridgePort } from '../../shared/bridge/contract.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { sure } from '../sure.ts';
import { CENTRE, type Made, make } from './made.ts';

export { sure };

export const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

/** A wall clock that somebody may set: milliseconds that it is off. */
export interface Setting {
  off: number;
}

export const machine = (faults: unknown[] = [], clock: Setting = { off: 0 }): Machine => ({
  crypto,
  random,
  clock: stationClock(
    () => new Date(Date.now() + clock.off),
    () => performance.now(),
  ),
  onFault: (error) => void faults.push(error),
});

export interface House extends Omit<Made, 'files'> {
  readonly folder: string;
  /** The centre, which listens when its station is started. */
  readonly centre: { readonly port: number; readonly fingerprint: string };
  /** Path of a station's file. */
  file(station: string): string;
  /** Port of the room on the loopback. */
  readonly port: number;
  /** Writes a seat's station file; port and fingerprint are the room's unless others are given. */
  addSeat(label: string, other?: { port?: number; fingerprint?: string }): Promise<string>;
  remove(): Promise<void>;
}

/** Further fields of the room's station file; they may name the centre. */
export type Fields = Partial<RoomFile> | ((centre: House['centre']) => Partial<RoomFile>);

/** The room's results go to the centre by network. */
export const delivering: Fields = ({ port, fingerprint }) => ({
  deliver: { address: `https://127.0.0.1:${port}`, fingerprint },
});

let made: Promise<Made> | null = null;

/** A house around the small sample project, in which nobody has worked yet. All houses of one process have one package and the same slips. */
export async function buildHouse(room: Fields = {}): Promise<House> {
  made ??= make(random);
  const { files, ...built } = await made;
  const folder = await newFolder();
  await mkdir(join(folder, CENTRE));
  // As the centre leaves its keys: nobody else may read them.
  for (const [path, bytes] of files) await writeFile(join(folder, path), bytes, { mode: 0o600 });
  return furnished(folder, room, built);
}

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'sealroom-house-'));

/** Puts the machines into a house whose package and centre's keys are there. */
async function furnished(folder: string, room: Fields, built: Omit<Made, 'files'>): Promise<House> {
  const port = await freePort();
  const identity = sure(await tlsIdentity(join(folder, 'room')));
  const centrePort = await freePort();
  const { fingerprint: centreKey } = sure(await tlsIdentity(join(folder, 'centre-data')));
  const file = (station: string): string => join(folder, `${station}.json`);
  await writeFile(
    file('centre'),
    JSON.stringify({
      format: 'sealroom-station/1',
      role: 'centre',
      data: 'centre-data',
      keys: 'centre',
      listen: { host: '127.0.0.1', port: centrePort },
    }),
  );
  await writeFile(
    file('room'),
    JSON.stringify({
      format: 'sealroom-station/1',
      role: 'room',
      data: 'room',
      centre: 'centre/centre.pub',
      package: built.package,
      listen: { host: '127.0.0.1', port },
      ...(typeof room === 'function' ? room({ port: centrePort, fingerprint: centreKey }) : room),
    }),
  );
  return {
    ...built,
    centre: { port: centrePort, fingerprint: centreKey },
    folder,
    file,
    port,
    async addSeat(label, other = {}) {
      const { fingerprint } = { ...identity, ...other };
      await mkdir(join(folder, `seat-${label}`), { recursive: true });
      await writeFile(
        file(`seat-${label}`),
        JSON.stringify({
          format: 'sealroom-station/1',
          role: 'seat',
          data: `seat-${label}`,
          seat: label,
          centre: 'centre/centre.pub',
          host: { address: `wss://127.0.0.1:${other.port ?? port}`, fingerprint },
        }),
      );
      return file(`seat-${label}`);
    },
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** A station in this process: as if its cable could be pulled, its clock be turned. */
export interface Inside {
  readonly station: Station;
  /** A window's end of a new bridge. */
  window(): BridgePort;
  close(): Promise<void>;
}

export async function inside(path: string, on: Machine): Promise<Inside> {
  const file = sure(await readStationFile(path));
  const station = sure(
    file.role === 'seat'
      ? await startSeat(on, file)
      : file.role === 'room'
        ? await startRoom(on, file)
        : await startCentre(on, file),
  );
  const ports: BridgePort[] = [];
  return {
    station,
    window() {
      const { port1, port2 } = new MessageChannel();
      station.serve(messagePort(port1));
      const port = messagePort(port2);
      ports.push(port);
      return port;
    },
    async close() {
      await station.close();
      for (const port of ports) port.close();
    },
  };
}

export const expert = (house: House, who: string) =>
  expertAt(crypto, who, house.slips.get(who)!, house.minds);

export const supervisor = (house: House, who = 'S1') => supervisorAt(crypto, house.slips.get(who)!, true);

/** Everybody at work in one house: the room with its supervisor, a seat for each member. */
export interface Evaluation {
  readonly house: House;
  room: Inside;
  readonly lead: ReturnType<typeof supervisor>;
  readonly people: Map<string, ReturnType<typeof expert>>;
  readonly seats: Map<string, Inside>;
  readonly cables: Map<string, Cable>;
  readonly faults: unknown[];
  /** Another seat, for whoever moves. */
  seat(label: string, on?: Machine): Promise<Inside>;
  /** Every machine off; the house stays. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts everything; the people work by themselves from here on.
 * @param clocks of the room, of the first seat, and of all seats else
 */
export async function evaluation(
  room: Fields = {},
  clocks: { readonly room?: Setting; readonly seat?: Setting; readonly seats?: Setting } = {},
  built?: House,
): Promise<Evaluation> {
  const house = built ?? (await buildHouse(room));
  const { fingerprint } = sure(await tlsIdentity(join(house.folder, 'room')));
  const faults: unknown[] = [];
  const lead = supervisor(house);
  const all: Evaluation = {
    house,
    faults,
    lead,
    room: await inside(house.file('room'), machine(faults, clocks.room)),
    people: new Map(),
    seats: new Map(),
    cables: new Map(),
    async seat(label, on = machine(faults, clocks.seats)) {
      const known = all.cables.get(label);
      const wire = known ?? (await cable(house.port));
      all.cables.set(label, wire);
      const path =
        known === undefined
          ? await house.addSeat(label, { port: wire.port, fingerprint })
          : house.file(`seat-${label}`);
      const seat = await inside(path, on);
      all.seats.set(label, seat);
      return seat;
    },
    async close() {
      await all.stop();
      await house.remove();
    },
    async stop() {
      lead.rest();
      for (const person of all.people.values()) person.rest();
      for (const seat of all.seats.values()) await seat.close();
      await all.room.close();
      for (const wire of all.cables.values()) await wire.close();
    },
  };
  lead.attach(all.room.window());
  for (const [i, who] of house.members.entries()) {
    const seat = await all.seat(
      `${i + 1}`,
      i === 0 ? machine(faults, clocks.seat ?? clocks.seats) : undefined,
    );
    const person = expert(house, who);
    person.attach(seat.window());
    all.people.set(who, person);
  }
  return all;
}

/** Codes of acts that had no effect, but for what honest people cannot help: ballots that crossed with the deciding one. */
export const withoutEffect = (state: RoomState): string[] =>
  state.refused.map(({ refusal }) => refusal.code).filter((code) => code !== 'CHAIR_ELECTED');
