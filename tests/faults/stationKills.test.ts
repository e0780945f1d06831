/**
 * kill -9 of the host and of seats at random moments of a whole short evaluation, in processes of their own: nothing that was saved is lost, nothing
 * happens twice, and the ranking is the one that the same decisions give without any room.
 */
import { afterEach, expect, test } from 'vitest';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { readProjectFolder } from '../../electron/folder/index.ts';
import { type Launched, launch } from '../../electron/rehearsal/launch.ts';
import { digestOf } from '../../shared/journal/domain.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { evaluate } from '../../shared/scoring/index.ts';
import { rounds } from '../rounds.ts';
import { buildHouse, expert, type House, supervisor, sure, withoutEffect } from '../stations/house.ts';

const ROUNDS = rounds(2, 200);
const KILLS = 4;

const running: Launched[] = [];
let house: House | undefined;
afterEach(async () => {
  for (const one of running.splice(0)) await one.kill();
  await house?.remove();
});

function start(path: string): Launched {
  const one = launch(path);
  running.push(one);
  return one;
}

test.for(Array.from({ length: ROUNDS }, (_, n) => n + 1))('round %i', { timeout: 180_000 }, async () => {
  house = await buildHouse();
  const lead = supervisor(house);
  let room = start(house.file('room'));
  lead.attach(room.port);
  const seats = new Map<string, Launched>();
  const people = new Map<string, ReturnType<typeof expert>>();
  for (const [i, who] of house.members.entries()) {
    const seat = start(await house.addSeat(`${i + 1}`));
    const person = expert(house, who);
    person.attach(seat.port);
    seats.set(who, seat);
    people.set(who, person);
  }
  const length = (): number => lead.window.state?.head.seq ?? 0;
  /** What each person was told is saved, by session: it has to be in the record at the end. */
  const saved = new Map<string, number>();
  const note = (): void => {
    for (const { window } of people.values()) {
      const { session, acts } = window.status ?? {};
      if (session != null) saved.set(session, Math.max(saved.get(session) ?? 0, acts!.saved));
    }
  };
  for (let killed = 0; killed < KILLS; killed++) {
    const at = length() + Math.floor(Math.random() * 45);
    await lead.until(({ state, status }) => (state?.head.seq ?? 0) >= at || status?.stage === 'sealed');
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
    note();
    if (lead.window.status?.stage === 'sealed') break;
    if (Math.random() < 0.5) {
      await room.kill();
      room = start(house.file('room'));
      lead.attach(room.port);
    } else {
      const who = house.members[Math.floor(Math.random() * house.members.length)]!;
      await seats.get(who)!.kill();
      const seat = start(house.file(`seat-${house.members.indexOf(who) + 1}`));
      seats.set(who, seat);
      people.get(who)!.attach(seat.port);
    }
  }
  await lead.until(({ status }) => status?.stage === 'sealed');
  note();
  const state = lead.window.state!;
  expect(withoutEffect(state)).toEqual([]);
  expect(lost(state, saved)).toEqual([]);
  const { data, decisions } = sure(await readProjectFolder(`${house.folder}/project`));
  const { answer } = evaluate(data, decisions);
  expect(state.outcome!.ranking).toBe(digestOf(crypto, 'ranking', answer));
  for (const one of running.splice(0)) await one.kill();
  await house.remove();
});

/** Sessions whose saved acts did not all come into the record. That none came twice the chain of each session says, which every copy has checked. */
const lost = (state: RoomState, saved: ReadonlyMap<string, number>): string[] =>
  [...saved]
    .filter(([session, seq]) => (state.sessions.get(session)?.last.seq ?? 0) < seq)
    .map(([session]) => session);
