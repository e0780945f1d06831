/** The stations of one house on this machine: set up for a rehearsal, with a cable that can be pulled. */
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nativeCrypto as crypto } from '../crypto/nativeCrypto.ts';
import { provision } from '../station/provision.ts';
import { CAMERA_RATE } from './actors.ts';
import { type Cable, cable } from './cable.ts';
import { freePort } from './freePort.ts';
import { type Launched, launch } from './launch.ts';

/** Slips' codes by person, from the texts that the centre printed. */
export function slipsIn(folder: string): Map<string, string> {
  const codes = new Map<string, string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt'))) {
    const who = decodeURIComponent(file.slice(0, -'.txt'.length));
    const typed = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}[0-9A-Z*~$=]/.exec(
      readFileSync(join(folder, file), 'utf8'),
    )?.[0];
    if (typed === undefined) throw new Error(`${file} shows no code`);
    codes.set(who, typed);
  }
  return codes;
}

/** The stations of one house, running. */
export interface House {
  /** Station files, by folder: `room`, `seat-01` and so on, `centre`. */
  readonly files: ReadonlyMap<string, string>;
  readonly start: (station: string) => Launched;
  readonly wire: Cable;
  close(): Promise<void>;
}

/** What two cores manage for a whole room: so many seats' screens and cameras have a machine each, elsewhere. */
const ON_ONE_MACHINE = { recording: { rate: { screen: 1, camera: CAMERA_RATE } } };

/** Longer than any rehearsal lasts, in seconds. */
const NEVER = { after: 3600 };

/**
 * The room sees its seats live. Who sits there is drawn, and looked at as seldom as can be: that a drawing is black, still or nobody is not to be noticed.
 */
const WATCHED = {
  monitor: {},
  thresholds: {
    noticing: {
      looksEvery: 10,
      facesEvery: 60,
      black: NEVER,
      frozen: NEVER,
      covered: NEVER,
      outOfFocus: NEVER,
      nobody: NEVER,
      severalPeople: NEVER,
      silence: NEVER,
      loud: NEVER,
      linkLost: NEVER,
    },
  },
};

/**
 * Sets the stations up and lets the seat of `through` be plugged in by a cable that can be pulled.
 * @param options.recording every seat is recorded, and the room sees it live
 * @param options.program the stations' program, as `launch` takes it
 */
export async function setUp(
  out: string,
  file: string,
  seats: number,
  through: string,
  { recording = false, program }: { readonly recording?: boolean; readonly program?: string } = {},
): Promise<House> {
  const [room, centre] = [await freePort(), await freePort()];
  const made = await provision(crypto, (length) => new Uint8Array(randomBytes(length)), {
    out: join(out, 'stations'),
    package: file,
    keys: join(out, 'centre'),
    seats,
    room: { host: '127.0.0.1', port: room },
    centre: { host: '127.0.0.1', port: centre },
    gateway: null,
    devices: [],
    recording,
  });
  if (!made.ok) throw new Error(made.refusals[0]!.en);
  const { files } = made.value;
  const wire = await cable(room);
  const plugged = files.get(through)!;
  writeFileSync(plugged, readFileSync(plugged, 'utf8').replace(`:${room}`, `:${wire.port}`));
  const add = (path: string, fields: object): void =>
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...fields }));
  if (recording)
    for (const [station, path] of files)
      if (station.startsWith('seat-')) add(path, { thresholds: ON_ONE_MACHINE });
      else if (station === 'room') add(path, WATCHED);
  const running: Launched[] = [];
  return {
    files,
    wire,
    start(station) {
      const one = launch(files.get(station)!, { program });
      running.push(one);
      return one;
    },
    async close() {
      for (const one of running) await one.kill();
      await wire.close();
    },
  };
}

export const seatOf = (number: number): string => `seat-${String(number).padStart(2, '0')}`;
