/** Only one of a machine's files is put back from an older copy: what the room holds of a session is no longer what its machine keeps. */
import { cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { activeSession, currentRound } from '../../shared/evaluation/committee.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { type Evaluation, evaluation, inside, machine, sure } from './house.ts';

/** A machine's own acts, at a seat as at the room. */
const STORE = 'seat.db';

let all: Evaluation;
afterEach(() => all.close());

const scores = (state: RoomState | null, who: string): number =>
  state === null ? 0 : (currentRound(state)?.cells.get(who)?.size ?? 0);

/** Copies the store of a seat, or of the room's supervisors, with all that SQLite keeps beside it. */
async function copyStore(from: string, to: string, name: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const file of (await readdir(from)).filter((one) => one.startsWith(name)))
    await cp(join(from, file), join(to, file));
}

test('a seat whose own acts are older than the journal begins a new session, and the evaluation comes to its end', async () => {
  all = await evaluation();
  const person = all.people.get('E2')!;
  const [seat, old] = [join(all.house.folder, 'seat-2'), join(all.house.folder, 'old-store')];
  /** The seat's machine goes off, something is done to its disk, and it comes back. */
  const off = async (meanwhile: () => Promise<void>): Promise<void> => {
    person.rest();
    await all.seats.get('2')!.close();
    await meanwhile();
    const back = await inside(all.house.file('seat-2'), machine(all.faults));
    all.seats.set('2', back);
    person.attach(back.window());
    person.wake();
  };
  await person.until(({ state }) => scores(state, 'E2') >= 1);
  await off(() => copyStore(seat, old, STORE));
  const then = scores(all.lead.window.state, 'E2');
  await person.until(({ state }) => scores(state, 'E2') >= then + 2);
  const before = activeSession(all.lead.window.state!, 'E2')!.key;
  await off(() => copyStore(old, seat, STORE));
  await all.lead.until(({ status }) => status?.stage === 'sealed');
  const state = all.lead.window.state!;
  expect(state.sessions.get(before)!.closed).not.toBeNull();
  expect(activeSession(state, 'E2')!.key).not.toBe(before);
  expect(state.outcome!.kind).toBe('ranked');
  expect(all.faults).toEqual([]);
});

test('a supervisor whose own acts are older than the journal enters the slip, and goes on with a new session', async () => {
  all = await evaluation();
  const [room, old] = [join(all.house.folder, 'room'), join(all.house.folder, 'old-store')];
  const off = async (meanwhile: () => Promise<void>): Promise<void> => {
    all.lead.rest();
    await all.room.close();
    await meanwhile();
    all.room = await inside(all.house.file('room'), machine(all.faults));
    all.lead.attach(all.room.window());
    all.lead.wake();
  };
  await all.lead.until(({ state }) => state?.phase === 'reading');
  await off(() => copyStore(room, old, STORE));
  await all.lead.until(({ status }) => status?.person != null);
  const act = { type: 'intervene', body: { about: '设备', reason: '检查网线' } } as const;
  sure(await all.lead.window.client.ask('act', { act }));
  const before = all.lead.window.status!.session!;
  await off(() => copyStore(old, room, STORE));
  await all.lead.until(({ status }) => status?.stage === 'sealed');
  const state = all.lead.window.state!;
  expect(state.sessions.get(before)!.closed).not.toBeNull();
  expect(activeSession(state, 'S1')!.key).not.toBe(before);
  expect(state.outcome!.kind).toBe('ranked');
  expect(all.faults).toEqual([]);
});
