/**
 * The evaluation of a signed package at real stations: one room, a seat for each member and one to move to, a centre, each a process of its own; and what
 * goes wrong on a real day: a cable is pulled, a seat dies, an expert moves, the host restarts.
 */
import { join } from 'node:path';
import { currentRound } from '../../shared/evaluation/committee.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { packageName } from '../../shared/package/packageName.ts';
import type { ProjectData } from '../../shared/project/model.ts';
import { fileSource } from '../archive/content.ts';
import { nativeCrypto as crypto } from '../crypto/nativeCrypto.ts';
import { readProjectFolder } from '../folder/index.ts';
import { openPackage } from '../package/openPackage.ts';
import { collect, type Evaluated } from './collect.ts';
import type { Minds } from './day.ts';
import { folderMinds } from './folderMinds.ts';
import { type House, seatOf, setUp, slipsIn } from './house.ts';
import { expertAt, supervisorAt } from './persons.ts';
import { windowDay } from './windowDay.ts';

const SPARE = 1;

const scored = (state: RoomState | null, who: string): number =>
  (state && currentRound(state)?.cells.get(who)?.size) ?? 0;

/** The day at the stations, to the centre's receipt; nobody looks at a screen. */
async function day(options: {
  readonly house: House;
  readonly members: readonly string[];
  readonly supervisor: string;
  readonly slips: ReadonlyMap<string, string>;
  readonly minds: Minds;
  readonly say: (text: string) => void;
}): Promise<void> {
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
}

/**
 * @param out where the package, its slips and the centre's keys stand and the results go
 * @param project the clerk's folder: what the people decide
 */
export async function evaluateDemonstration(options: {
  out: string;
  project: string;
  say: (text: string) => void;
  /** Through real windows: where pictures of their screens go, and whether every seat is recorded. Null: at the stations alone. */
  windows: { screens: string; recorded: boolean } | null;
}): Promise<Evaluated> {
  const { out, say, windows } = options;
  const folder = await readProjectFolder(options.project);
  if (!folder.ok) throw new Error(folder.refusals[0]!.en);
  const { data, decisions } = folder.value;
  const name = packageName(data.project);
  const members = membersOf(data);
  const slips = slipsIn(join(out, 'slips'));
  say('the stations are set up: a room, its seats, the centre');
  const file = join(out, `${name}.sealroom`);
  const house = await setUp(out, file, members.length + SPARE, seatOf(2), {
    recording: windows?.recorded === true,
  });
  const supervisor = supervisorOf(data, slips);
  const minds = folderMinds(data, decisions);
  try {
    if (windows === null) await day({ house, members, supervisor, slips, minds, say });
    else
      await windowDay({
        house,
        data,
        members,
        supervisor,
        project: options.project,
        slips,
        minds,
        say,
        screens: windows.screens,
        actors: windows.recorded ? join(out, 'actors') : null,
      });
    const source = await fileSource(file);
    const opened = await openPackage(source, crypto, null);
    await source.close();
    if (!opened.ok) throw new Error(opened.refusals[0]!.en);
    return await collect(out, name, opened.value.room);
  } finally {
    await house.close();
  }
}

const membersOf = (data: ProjectData): string[] =>
  data.committee.map((m) => m.expert).filter((m) => !data.project.reserves.includes(m));

/** Whoever has a slip and is no member or reserve. */
const supervisorOf = (data: ProjectData, slips: ReadonlyMap<string, string>): string =>
  [...slips.keys()].sort().find((who) => !data.committee.some((m) => m.expert === who))!;
