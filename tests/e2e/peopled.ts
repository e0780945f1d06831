/**
 * A house with people at its stations and one seat left to a window: what a test sets up that looks at one window alone. The room's supervisor
 * and the other experts work by themselves, through the bridge that a window uses.
 */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { readFolderForPackage } from '../../electron/folder/index.ts';
import { makeCentreKeys, readCentreKeys } from '../../electron/package/centreKeys.ts';
import { writePackage } from '../../electron/package/writePackage.ts';
import { type AppWindow, openApp } from '../../electron/rehearsal/appWindow.ts';
import { chanceMinds } from '../../electron/rehearsal/chanceMinds.ts';
import { expertClicks } from '../../electron/rehearsal/clicks.ts';
import type { Minds } from '../../electron/rehearsal/day.ts';
import { type House, seatOf, setUp } from '../../electron/rehearsal/house.ts';
import type { Launched } from '../../electron/rehearsal/launch.ts';
import { expertAt, type Person, supervisorAt } from '../../electron/rehearsal/persons.ts';
import { seededChance } from '../../electron/rehearsal/seededRandom.ts';
import type { RoomFile, SeatFile } from '../../electron/station/stationFile.ts';
import type { BridgePort } from '../../shared/bridge/contract.ts';
import type { roomContract } from '../../shared/bridge/room.ts';
import type { seatContract } from '../../shared/bridge/seat.ts';
import type { ProjectData } from '../../shared/project/model.ts';
import type { Result } from '../../shared/refusal.ts';
import { installedStation } from '../stations/installed.ts';

/** Chance of the operating system. */
export const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

function sure<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.refusals.map(({ code, en }) => `${code}: ${en}`).join('\n'));
  return result.value;
}

export interface Peopled {
  readonly house: House;
  readonly data: ProjectData;
  readonly members: readonly string[];
  readonly slips: ReadonlyMap<string, string>;
  readonly lead: Person<typeof roomContract>;
  /** The room's station, until its window is opened. */
  readonly room: Launched;
  /** Puts a member at a station of its own, where he works by himself. @param number of the seat, from 1 */
  sit(who: string, number: number): Person<typeof seatContract>;
  /** Ends a seat's station and leaves its folder, for a window to go on there. */
  leave(number: number): Promise<void>;
  /** Opens a seat's window. @param args further switches of Chromium's */
  openSeat(number: number, ...args: string[]): Promise<AppWindow>;
  /** Ends the room's station, and opens its window over what it has kept. */
  openRoom(...args: string[]): Promise<AppWindow>;
  close(): Promise<void>;
}

/** Seats that nobody has at first: to move to, and for one more window. */
const SPARE = 2;
/** Seat whose cable can be pulled (`house.wire`). */
export const WINDOW_SEAT = 1;
/** The first member, who sits there, and is the chair where nothing else is decided. */
export const AT_WINDOW = 'E1';

/** Adds fields to a station file. */
async function addTo(file: string, fields: object): Promise<void> {
  await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), ...fields }));
}

interface Further {
  /** Fields of the room's station file, and of every seat's. */
  readonly room?: Partial<RoomFile>;
  readonly seat?: Partial<SeatFile>;
  /** Told every message that the room's station sends to the supervisor's window. */
  readonly hear?: (message: unknown) => void;
}

const heardBy = (port: BridgePort, hear: (message: unknown) => void): BridgePort => ({
  ...port,
  onMessage: (listener) =>
    port.onMessage((message) => {
      hear(message);
      listener(message);
    }),
});

/**
 * @param write makes the project folder
 * @param decide what the simulated people do otherwise than people who pass every bid and score by chance
 */
export async function peopledHouse(
  write: (folder: string) => Promise<void>,
  decide: (minds: Minds) => Minds = (minds) => minds,
  further: Further = {},
): Promise<Peopled> {
  const program = await installedStation();
  const out = await mkdtemp(join(tmpdir(), 'sealroom-peopled-'));
  const project = join(out, 'project');
  await write(project);
  sure(await makeCentreKeys(join(out, 'centre'), crypto, random));
  const { file, slips: made } = sure(
    await writePackage(crypto, random, {
      folder: project,
      out,
      centre: sure(await readCentreKeys(join(out, 'centre'), crypto)),
      regulations: await readFile(new URL('../../build/regulations.yaml', import.meta.url)),
      made: new Date().toISOString(),
    }),
  );
  const { data } = sure(await readFolderForPackage(project));
  const members = data.committee.map((m) => m.expert).filter((m) => !data.project.reserves.includes(m));
  const slips = new Map(made.map(({ id, code }) => [id, code]));
  const house = await setUp(out, join(out, file), members.length + SPARE, seatOf(WINDOW_SEAT), { program });
  await addTo(house.files.get('room')!, further.room ?? {});
  for (const [station, path] of house.files)
    if (station.startsWith('seat-')) await addTo(path, further.seat ?? {});
  const minds = decide({
    ...chanceMinds(seededChance(crypto, 'windows'), data),
    passes: () => ({ pass: true, reason: '' }),
    chair: AT_WINDOW,
  });
  const seats = new Map<number, ReturnType<House['start']>>();
  const windows: AppWindow[] = [];
  const people: Person<typeof seatContract>[] = [];
  const lead = supervisorAt(crypto, slips.get(data.supervisors[0]!.supervisor)!);
  const room = house.start('room');
  lead.attach(further.hear === undefined ? room.port : heardBy(room.port, further.hear));
  const openAt = async (station: string, args: readonly string[]): Promise<AppWindow> => {
    const window = await openApp(['--station', house.files.get(station)!, ...args]);
    windows.push(window);
    return window;
  };
  return {
    house,
    data,
    members,
    slips,
    lead,
    room,
    sit(who, number) {
      const station = house.start(seatOf(number));
      seats.set(number, station);
      const person = expertAt(crypto, who, slips.get(who)!, minds);
      person.attach(station.port);
      people.push(person);
      return person;
    },
    leave: async (number) => seats.get(number)?.kill(),
    openSeat: (number, ...args) => openAt(seatOf(number), args),
    async openRoom(...args) {
      await room.kill();
      return openAt('room', args);
    },
    async close() {
      for (const person of [lead, ...people]) person.rest();
      await Promise.all(windows.map((window) => window.close()));
      await house.close();
      await rm(out, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Nobody scores: the sheet is to be the window's alone. */
const scoreNothing = (minds: Minds): Minds => ({
  ...minds,
  scores() {
    throw new Error('nobody scores here');
  },
});

export interface OpenSheet extends Peopled {
  readonly window: AppWindow;
}

/** A house in which everything up to the detailed review is done, and the window of the first member before the empty sheet. @param switches of Chromium's, for that window */
export async function houseAtSheet(
  write: (folder: string) => Promise<void>,
  further: Further = {},
  ...switches: string[]
): Promise<OpenSheet> {
  const peopled = await peopledHouse(write, scoreNothing, further);
  try {
    const people = peopled.members.map((who, i) => peopled.sit(who, WINDOW_SEAT + i));
    for (const person of people)
      await person.until(({ state, status }) => state?.phase === 'scoring' && status?.sheetKey === true);
    for (const person of people) person.rest();
    await peopled.leave(WINDOW_SEAT);
    const window = await peopled.openSeat(WINDOW_SEAT, ...switches);
    return { ...peopled, window };
  } catch (error) {
    await peopled.close();
    throw error;
  }
}

/** Milliseconds that a busy machine may take to open the sheet. */
const PATIENCE = 60_000;

/** Who sits at the window enters his slip and sets a PIN; the cursor stands in the first open cell. */
export async function startScoring({ window: { page }, slips }: OpenSheet): Promise<void> {
  await expertClicks(page).signIn(slips.get(AT_WINDOW)!);
  await expertClicks(page).setPin();
  await page.locator('[data-cell]:focus').waitFor({ timeout: PATIENCE });
}

/** After a crash of his seat: he has his PIN, and the cursor stands where it was. */
export async function goOnScoring({ window: { page }, slips }: OpenSheet): Promise<void> {
  await expertClicks(page).signIn(slips.get(AT_WINDOW)!);
  await page.locator('[data-cell]:focus').waitFor({ timeout: PATIENCE });
}
