/** Small projects, rooms played up to a phase, and acts that people should not get away with. */
import { nativeCrypto } from '../../electron/crypto/nativeCrypto.ts';
import { chanceMinds } from '../../electron/rehearsal/chanceMinds.ts';
import * as day from '../../electron/rehearsal/day.ts';
import { refusalOf, type Seat, type World } from '../../electron/rehearsal/people.ts';
import { seededChance } from '../../electron/rehearsal/seededRandom.ts';
import {
  memorySink,
  simulatedClock,
  simulatedPackage,
  simulatedWorld,
} from '../../electron/rehearsal/simulation.ts';
import { sessionAuthor } from '../../electron/session/sessionAuthor.ts';
import { currentRound } from '../../shared/evaluation/committee.ts';
import { nextPhase } from '../../shared/evaluation/course.ts';
import type { Act, ActType, Bodies, Phase, UnsignedAct } from '../../shared/journal/acts.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import type { Entry, Head } from '../../shared/journal/entry.ts';
import type { RoomState, Round } from '../../shared/journal/state.ts';
import type { Project, ProjectData, Regime } from '../../shared/project/model.ts';
import { sheetKeyCommitment } from '../../shared/sheets/shares.ts';

export const crypto = nativeCrypto;

const CODES = ['914301000000000013', '914301000000000026', '914301000000000039', '91430100000000004C'];

/** Five members, one of them the owner's delegate, and two reserves; the two cheapest bids cost the same, so that ties can be had. */
export function smallProject({
  regime = 'tendering' as Regime,
  bids = 3,
  owner = 'E4',
  change = {} as Partial<Project>,
} = {}): ProjectData {
  const people = ['E1', 'E2', 'E3', 'E4', 'E5', 'R1', 'R2'];
  return {
    project: {
      format: 'sealroom-project/1',
      code: 'P-1',
      name: '某项目',
      kind: regime === 'procurement' ? 'goods' : 'works',
      regime,
      reserves: ['R1', 'R2'],
      thresholds: {},
      ceiling: '1800',
      opened: '2026-05-18T09:30:00+08:00',
      evaluatedOn: '2026-05-18',
      candidates: 1,
      method: 'comprehensive',
      full: '100',
      rounding: { mean: 2, total: 2 },
      aggregate: { over: 'item', trim: [{ experts: 5, high: 1, low: 1 }] },
      ties: ['price'],
      review: [
        { id: 'C1', name: '签字盖章', stage: 'form' },
        { id: 'C2', name: '工期', stage: 'responsiveness' },
      ],
      groups: [
        {
          id: 'tech',
          name: '技术',
          items: [
            { id: 'T1', name: '方案', by: 'experts', max: '40', step: '0.5' },
            { id: 'T2', name: '业绩', by: 'experts', max: '30', objective: true },
          ],
        },
        { id: 'price', name: '报价', items: [{ id: 'P1', name: '报价', by: 'price', max: '30' }] },
      ],
      price: { over: 'responsive', benchmark: { kind: 'lowest' }, score: { kind: 'ratio' } },
      integrity: { applies: false },
      ...change,
    },
    committee: people.map((expert) => ({
      expert,
      name: `专家${expert}`,
      role: expert === owner ? 'owner' : 'expert',
      organisation: `单位${expert}`,
    })),
    supervisors: ['S1', 'S2'].map((supervisor) => ({ supervisor, name: supervisor, organisation: '中心' })),
    bids: Array.from({ length: bids }, (_, i) => ({
      bid: `B${i + 1}`,
      name: `投标人${i + 1}`,
      enterprise: CODES[i]!,
      price: `${1000 + Math.max(0, i - 1) * 100}`,
      sme: 'none' as const,
    })),
  };
}

export interface Play {
  readonly room: day.Room;
  readonly entries: readonly Entry[];
  readonly slips: ReadonlyMap<string, Uint8Array>;
}

/** A room in which everybody of the committee sits, and which nothing else has happened in. */
export async function arrived(
  seed: string,
  data = smallProject(),
  minds: Partial<day.Minds> = {},
  opening: NonNullable<World['opening']> = {},
): Promise<Play> {
  const chance = seededChance(crypto, seed);
  const { pkg, slips } = simulatedPackage(crypto, chance, data);
  const sink = memorySink(crypto);
  const clock = simulatedClock(chance, data.project.opened);
  const world = simulatedWorld({ crypto, chance, clock, pkg, slips, sink, opening });
  const room = await day.arrive(world, { ...chanceMinds(chance, data), ...minds }, true);
  return { room, entries: sink.entries, slips };
}

const steps: { readonly [P in Phase]?: (room: day.Room) => void | Promise<void> } = {
  commitment: (room) => {
    day.tellNames(room);
    day.commit(room);
  },
  chair: day.elect,
  reading: day.read,
  review: day.review,
  scoring: async (room) => {
    await day.exchangeKeys(room);
    day.scoreAll(room);
    day.releaseAll(room);
  },
};

/** Goes on honestly until `phase` has just begun. */
export async function goTo(room: day.Room, phase: Phase): Promise<void> {
  while (day.state(room).phase !== phase) {
    await steps[day.state(room).phase]?.(room);
    if (nextPhase(day.state(room)) === null) throw new Error(`no way to ${phase}`);
    day.proceed(room);
  }
}

export async function playTo(
  phase: Phase,
  seed: string,
  data?: ProjectData,
  minds?: Partial<day.Minds>,
): Promise<Play> {
  const play = await arrived(seed, data, minds);
  await goTo(play.room, phase);
  return play;
}

/** In the scoring phase with keys dealt; `submitted` have scored and submitted. */
export async function playToScores(
  seed: string,
  submitted: readonly string[] = [],
  data?: ProjectData,
): Promise<Play> {
  const play = await playTo('scoring', seed, data);
  await day.exchangeKeys(play.room);
  for (const who of submitted) scoreAndSubmit(play.room, who);
  return play;
}

export const MEMBERS = ['E1', 'E2', 'E3', 'E4', 'E5'] as const;

export const scoreAndSubmit = (room: day.Room, who: string): void => {
  day.scoreSheet(room, seatOf(room, who));
  day.submit(room, seatOf(room, who));
};

export const seatOf = (room: day.Room, who: string): Seat =>
  who === room.supervisor.who ? room.supervisor : room.seats.get(who)!;

export const roundIn = (room: day.Room): Round => currentRound(day.state(room))!;

/** Code of what the room would say to this act now, or null where it would take effect. */
export const verdictOn = <T extends ActType>(
  room: day.Room,
  who: string,
  type: T,
  body: Bodies[T],
): string | null => refusalOf(room.world, seatOf(room, who), type, body)?.code ?? null;

/** A signed act in the seat's chain as it stands, whatever the rules say of it. */
export function signed<T extends ActType>(
  room: day.Room,
  seat: Seat,
  type: T,
  body: Bodies[T],
  change: { seen?: Head; at?: string } = {},
): Act<T> {
  const { session } = seat.author;
  const last = day.state(room).sessions.get(session)?.last;
  const author = sessionAuthor(crypto, session, seat.secretKey, room.world.clock, last);
  const draft = author.draft(day.state(room).room, day.state(room).head, type, body);
  return author.sign({ ...draft, ...change } as UnsignedAct<T>);
}

/**
 * Sends an act as an altered seat would: without asking the rules. `appended` tells whether it stands in the journal, `code` why it had no
 * effect; the seat's own chain goes on where the journal says it stands.
 */
export function send(room: day.Room, act: Act): { appended: boolean; code: string | null } {
  const { refused } = day.state(room);
  const before = refused.length;
  const { seq } = day.state(room).head;
  const received = room.world.host.receive(act);
  if (!received.ok) return { appended: false, code: received.refusals[0]!.code };
  // Known to the room: acknowledged at its old place, as after an answer that was lost.
  if (received.value.seq <= seq) return { appended: false, code: 'REPLAYED' };
  const now = day.state(room).refused;
  return { appended: true, code: now.length > before ? now.at(-1)!.refusal.code : null };
}

/** Signs and sends; the seat goes on from there. */
export function attempt<T extends ActType>(
  room: day.Room,
  who: string,
  type: T,
  body: Bodies[T],
  change: { seen?: Head } = {},
): { appended: boolean; code: string | null } {
  const seat = seatOf(room, who);
  const outcome = send(room, signed(room, seat, type, body, change) as Act);
  const last = day.state(room).sessions.get(seat.author.session)!.last;
  const author = sessionAuthor(crypto, seat.author.session, seat.secretKey, room.world.clock, last);
  Object.assign(seat, { author });
  return outcome;
}

/** The commitment to a sheet key of the current round. */
export const commitmentTo = (room: day.Room, expert: string, key: Uint8Array): string =>
  sheetKeyCommitment(crypto, {
    room: day.state(room).room!,
    round: roundIn(room).number,
    expert,
    key: base64url.encode(key),
  });

/** What a fold must agree on. */
export const copyOf = (state: RoomState): RoomState => structuredClone(state);
