/**
 * The evaluation of a signed package at real stations: one room, a seat for each member and one to move to, a centre, each a process of its own; and what
 * goes wrong on a real day: a cable is pulled, a seat dies, an expert moves, the host restarts.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { copyFile, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { currentRound, decisionsOf, effectiveData } from '../../shared/evaluation/committee.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { packageName } from '../../shared/package/packageName.ts';
import type { ProjectData } from '../../shared/project/model.ts';
import { nativeCrypto as crypto } from '../crypto/nativeCrypto.ts';
import { readProjectFolder, writeProjectFolder } from '../folder/index.ts';
import { PATHS } from '../sealing/contents.ts';
import { bagInZip, decryptResult, identitiesOf } from '../sealing/openResult.ts';
import { provision } from '../station/provision.ts';
import { type Cable, cable } from './cable.ts';
import type { Minds } from './day.ts';
import { folderMinds } from './folderMinds.ts';
import { type Launched, launch } from './launch.ts';
import { expertAt, supervisorAt } from './persons.ts';

export interface Evaluated {
  readonly ciphertext: string;
  readonly seal: string;
  /** The room's scores as a project folder again. */
  readonly exported: string;
}

const SPARE = 1;

/** Slips' codes by person, from the texts that the centre printed. */
function slipsIn(folder: string): Map<string, string> {
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

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The stations of one house, running. */
interface House {
  readonly start: (station: string) => Launched;
  readonly wire: Cable;
  close(): Promise<void>;
}

/** Sets the stations up and lets the seat of `through` be plugged in by a cable that can be pulled. */
async function setUp(out: string, file: string, seats: number, through: string): Promise<House> {
  const [room, centre] = [await freePort(), await freePort()];
  const made = await provision(crypto, {
    out: join(out, 'stations'),
    package: file,
    keys: join(out, 'centre'),
    seats,
    room: { host: '127.0.0.1', port: room },
    centre: { host: '127.0.0.1', port: centre },
    gateway: null,
  });
  if (!made.ok) throw new Error(made.refusals[0]!.en);
  const { files } = made.value;
  const wire = await cable(room);
  const plugged = files.get(through)!;
  writeFileSync(plugged, readFileSync(plugged, 'utf8').replace(`:${room}`, `:${wire.port}`));
  const running: Launched[] = [];
  return {
    wire,
    start(station) {
      const one = launch(files.get(station)!);
      running.push(one);
      return one;
    },
    async close() {
      for (const one of running) await one.kill();
      await wire.close();
    },
  };
}

const seatOf = (number: number): string => `seat-${String(number).padStart(2, '0')}`;

const scored = (state: RoomState | null, who: string): number =>
  (state && currentRound(state)?.cells.get(who)?.size) ?? 0;

/** The day at the stations, to the centre's receipt; what the people saw of the room at its end. */
async function day(options: {
  readonly house: House;
  readonly members: readonly string[];
  readonly supervisor: string;
  readonly slips: ReadonlyMap<string, string>;
  readonly minds: Minds;
  readonly say: (text: string) => void;
}): Promise<RoomState> {
  const { house, members, slips, minds, say } = options;
  const lead = supervisorAt(crypto, slips.get(options.supervisor)!);
  let room = house.start('room');
  lead.attach(room.port);
  const office = house.start('centre');
  const seats = members.map((_, i) => house.start(seatOf(i + 1)));
  const people = members.map((who, i) => {
    const person = expertAt(crypto, who, slips.get(who)!, minds);
    person.attach(seats[i]!.port);
    return person;
  });
  const [, cut, killed, moved] = people;
  const [, cutWho, killedWho, movedWho] = members;

  async function pullCable(): Promise<void> {
    await cut!.until(({ state }) => scored(state, cutWho!) >= 3);
    house.wire.cut();
    await cut!.until(({ status }) => status!.acts.saved - status!.acts.received >= 3);
    say(`the cable of ${cutWho} is pulled: three more scores are saved at the seat, unknown to the room`);
    house.wire.mend();
    await cut!.until(({ status }) => status!.link.up);
  }

  async function killSeat(): Promise<void> {
    await killed!.until(({ state }) => scored(state, killedWho!) >= 3);
    await seats[2]!.kill();
    seats[2] = house.start(seatOf(3));
    killed!.attach(seats[2].port);
    await killed!.until(({ status }) => status?.stage === 'seated');
    say(`the seat of ${killedWho} is killed, and is back where it was after the slip`);
  }

  async function moveExpert(): Promise<void> {
    await moved!.until(({ state }) => scored(state, movedWho!) >= 3);
    await seats[3]!.kill();
    seats[3] = house.start(seatOf(members.length + SPARE));
    moved!.attach(seats[3].port);
    await moved!.until(({ status }) => status?.stage === 'seated' && status.sheetKey);
    say(`${movedWho} goes on at another seat: the others gave the sheet's key back`);
  }

  say('the room is opened; the committee signs in and is admitted, commits, elects, reads, reviews');
  await lead.until(({ state }) => state?.phase === 'scoring');
  say('sheet keys are dealt; everybody scores under seal');
  await Promise.all([pullCable(), killSeat(), moveExpert()]);
  await room.kill();
  room = house.start('room');
  lead.attach(room.port);
  await lead.until(({ status }) => status !== null && !['ready', 'settling'].includes(status.stage));
  say('the host is killed, and goes on after it has heard the seats');
  await lead.until(({ state }) => state?.outcome != null);
  say('consolidation, ranking; report, signatures, close');
  await lead.until(({ status }) => status?.stage === 'sealed' || status?.stage === 'delivered');
  say('the room is sealed; the result goes to the centre');
  await lead.until(({ status }) => status?.stage === 'delivered');
  for (const person of people) await person.until(({ status }) => status?.stage === 'finished');
  say('the centre has verified it and signed the receipt; the seats have deleted what they held');
  const errors = [room, office, ...seats].map((one) => one.errors()).join('');
  if (errors !== '') throw new Error(`a station reported a fault:\n${errors}`);
  return lead.window.state!;
}

/**
 * @param out where the package, its slips and the centre's keys stand and the results go
 * @param project the clerk's folder: what the people decide
 */
export async function evaluateDemonstration(options: {
  out: string;
  project: string;
  say: (text: string) => void;
}): Promise<Evaluated> {
  const { out, say } = options;
  const folder = await readProjectFolder(options.project);
  if (!folder.ok) throw new Error(folder.refusals[0]!.en);
  const { data, decisions } = folder.value;
  const name = packageName(data.project);
  const members = membersOf(data);
  const slips = slipsIn(join(out, 'slips'));
  say('the stations are set up: a room, its seats, the centre');
  const house = await setUp(out, join(out, `${name}.sealroom`), members.length + SPARE, seatOf(2));
  try {
    const state = await day({
      house,
      members,
      supervisor: supervisorOf(data, slips),
      slips,
      minds: folderMinds(data, decisions),
      say,
    });
    return await collect(out, name, state);
  } finally {
    await house.close();
  }
}

const membersOf = (data: ProjectData): string[] =>
  data.committee.map((m) => m.expert).filter((m) => !data.project.reserves.includes(m));

/** Whoever has a slip and is no member or reserve. */
const supervisorOf = (data: ProjectData, slips: ReadonlyMap<string, string>): string =>
  [...slips.keys()].sort().find((who) => !data.committee.some((m) => m.expert === who))!;

/** What people take from a sealed room: opened with the centre's key, as the centre would. */
async function collect(out: string, name: string, state: RoomState): Promise<Evaluated> {
  mkdirSync(join(out, 'sealed'));
  mkdirSync(join(out, 'exports'));
  const ciphertext = join(out, `sealed/${name}.age`);
  const seal = join(out, `sealed/${name}.seal.json`);
  await copyFile(join(out, `stations/room/data/sealed/${name}.age`), ciphertext);
  await copyFile(join(out, `stations/room/data/sealed/${name}.seal.json`), seal);
  const identities = identitiesOf(await readFile(join(out, 'centre/centre.key'), 'utf8'));
  const zip = await decryptResult(await readFile(ciphertext), identities);
  if (!zip.ok) throw new Error(zip.refusals[0]!.en);
  const bag = await bagInZip(zip.value);
  if (!bag.ok) throw new Error(bag.refusals[0]!.en);
  const taken = {
    [PATHS.report]: 'report.pdf',
    [PATHS.ranking]: 'ranking.json',
    [PATHS.workbook]: `exports/${name}.xlsx`,
    [PATHS.result]: `exports/${name}.json`,
  };
  for (const [path, to] of Object.entries(taken)) {
    const bytes = await bag.value.bytes(`data/${path}`);
    if (!bytes.ok) throw new Error(bytes.refusals[0]!.en);
    writeFileSync(join(out, to), bytes.value);
  }
  const exported = join(out, 'exports/folder');
  await writeProjectFolder(exported, effectiveData(state), decisionsOf(state));
  return { ciphertext, seal, exported };
}
