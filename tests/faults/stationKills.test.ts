/**
 * kill -9 of the host and of seats at random moments of a whole short evaluation, the last one while it ends and seals, in processes of their own:
 * nothing that was saved is lost, nothing happens twice, and the ranking is the one that the simulator makes of the same decisions.
 */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import * as day from '../../electron/rehearsal/day.ts';
import { type Launched, launch } from '../../electron/rehearsal/launch.ts';
import { openJournal } from '../../electron/store/journalStore.ts';
import { type Entry, readEntry } from '../../shared/journal/entry.ts';
import { rounds } from '../rounds.ts';
import { buildHouse, expert, type House, supervisor, sure, withoutEffect } from '../stations/house.ts';
import { installedStation } from '../stations/installed.ts';
import { type SealedSample, sealedSample } from '../tamper/sealedRoom.ts';

const ROUNDS = rounds(2, 200);
/** So many before the room is closed, and one more after. */
const KILLS = 4;

const running: Launched[] = [];
let house: House | undefined;
/** The same project and the same decisions, without any process. */
let simulated: SealedSample;
/** A round starts a dozen stations. */
let program: string;
beforeAll(async () => {
  program = await installedStation();
  simulated = await sealedSample('kills');
}, 600_000);
afterEach(async ({ task }) => {
  const stations = running.splice(0);
  for (const one of stations) await one.kill();
  if (task.result?.state !== 'fail') return house?.remove();
  process.stderr.write(`${task.name} failed; its house stays in ${house?.folder}\n`);
  for (const one of stations) process.stderr.write(one.errors());
});

function start(path: string): Launched {
  const one = launch(path, { program });
  running.push(one);
  return one;
}

test.for(Array.from({ length: ROUNDS }, (_, n) => n + 1))('round %i', { timeout: 600_000 }, async () => {
  house = await buildHouse();
  const built = house;
  const lead = supervisor(built);
  let room = start(built.file('room'));
  lead.attach(room.port);
  const seats = new Map<string, Launched>();
  const people = new Map<string, ReturnType<typeof expert>>();
  for (const [i, who] of built.members.entries()) {
    const seat = start(await built.addSeat(`${i + 1}`));
    const person = expert(built, who);
    person.attach(seat.port);
    seats.set(who, seat);
    people.set(who, person);
  }
  /** What each person was told is saved, by session: it has to be in the record at the end. */
  const saved = new Map<string, number>();
  const note = (): void => {
    for (const { window } of people.values()) {
      const { session, acts } = window.status ?? {};
      if (session != null) saved.set(session, Math.max(saved.get(session) ?? 0, acts!.saved));
    }
  };

  async function killOne(): Promise<void> {
    note();
    if (Math.random() < 0.5) {
      await room.kill();
      room = start(built.file('room'));
      lead.attach(room.port);
    } else {
      const who = built.members[Math.floor(Math.random() * built.members.length)]!;
      await seats.get(who)!.kill();
      const seat = start(built.file(`seat-${built.members.indexOf(who) + 1}`));
      seats.set(who, seat);
      people.get(who)!.attach(seat.port);
    }
  }

  const moments = Array.from({ length: KILLS }, () => Math.random() * simulated.entries.length);
  for (const at of moments.sort((one, other) => one - other)) {
    await lead.until(({ state }) => (state?.head.seq ?? 0) >= at || state?.closed != null);
    await wait(Math.random() * 20);
    await killOne();
  }
  await lead.until(({ state }) => state?.closed != null);
  await wait(Math.random() * 1500);
  await killOne();
  await lead.until(({ status, state }) => status?.stage === 'sealed' && state?.closed != null);
  note();
  const state = lead.window.state!;
  expect(withoutEffect(state)).toEqual([]);
  expect(state.outcome!.ranking).toBe(day.state(simulated.room).outcome!.ranking);
  for (const one of running) await one.kill();
  const acts = recordIn(join(built.folder, 'room')).map(({ act }) => act);
  expect(lost(acts, saved)).toEqual([]);
  expect(twice(acts.map(({ session, seq }) => `${session} ${seq}`))).toEqual([]);
  expect(twice(acts.flatMap((act) => judged(act) ?? []))).toEqual([]);
});

/** The journal as it lies on the room's disk after the last kill, verified. */
function recordIn(folder: string): Entry[] {
  const journal = sure(openJournal(join(folder, 'journal.db'), { crypto }));
  const entries = [...journal.lines()].map((line) => sure(readEntry(line)));
  journal.close();
  return entries;
}

/** Acts that somebody was told are saved and that are not in the record. */
const lost = (acts: readonly Entry['act'][], saved: ReadonlyMap<string, number>): string[] => {
  const recorded = new Set(acts.map(({ session, seq }) => `${session} ${seq}`));
  return [...saved]
    .flatMap(([session, last]) => Array.from({ length: last }, (_, i) => `${session} ${i + 1}`))
    .filter((act) => !recorded.has(act));
};

const twice = (names: readonly string[]): string[] => names.filter((name, i) => names.indexOf(name) !== i);

/** Of whom and what a judgement is; everybody here gives each of his once. */
function judged({ type, session, body }: Entry['act']): string | null {
  if (type === 'score') return `${session} scores ${body.bid} ${body.item}`;
  return type === 'review' ? `${session} reviews ${body.bid} ${body.check}` : null;
}
