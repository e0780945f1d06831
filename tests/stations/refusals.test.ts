/** Who does not belong, or sits at the wrong machine, is refused with a sentence; clocks that jump change nothing. */
import { afterEach, expect, test } from 'vitest';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { seatContract } from '../../shared/bridge/seat.ts';
import { watch } from '../../shared/bridge/watch.ts';
import { currentRound } from '../../shared/evaluation/committee.ts';
import { newSlipCode } from '../../shared/slip/code.ts';
import {
  type Evaluation,
  evaluation,
  expert,
  inside,
  machine,
  random,
  type Setting,
  withoutEffect,
} from './house.ts';

let all: Evaluation;
afterEach(() => all.close());

const DAY = 24 * 60 * 60 * 1000;

test('a seat with the wrong fingerprint says nothing to the host, and tells the expert why', async () => {
  all = await evaluation();
  await all.lead.until(({ state }) => state?.phase === 'reading');
  const path = await all.house.addSeat('7', { fingerprint: 'ab'.repeat(32) });
  const seat = await inside(path, machine(all.faults));
  all.seats.set('7', seat);
  const person = expert(all.house, 'E6');
  person.attach(seat.window());
  await person.until(({ status }) => status?.link.problem?.code === 'PEER_KEY');
  const { status } = person.window;
  expect(status!.stage).toBe('connecting');
  expect(status!.link.problem!.zh).toMatch(/指纹.*见证人员/);
  expect(all.lead.window.status!.seats.some((one) => one.seat === '7')).toBe(false);
});

test('a wrong slip, another office’s slip and a seat that is taken are refused with a sentence', async () => {
  all = await evaluation();
  const seat = await all.seat('8');
  const window = watch(crypto, seatContract, seat.window(), () => undefined);
  await all.lead.until(({ state }) => state?.phase === 'reading');
  const codeOf = async (code: string): Promise<string> => {
    const answer = await window.client.ask('enterSlip', { code });
    return answer.ok ? 'accepted' : `${answer.refusals[0]!.code} ${answer.refusals[0]!.zh}`;
  };
  const right = all.house.slips.get('E1')!;
  const mistyped = `${right[0] === 'A' ? 'B' : 'A'}${right.slice(1)}`;
  expect(await codeOf('12')).toMatch(/^SLIP_FORM .*四组/);
  expect(await codeOf(mistyped)).toMatch(/^SLIP_(CHECK|OTHER) /);
  expect(await codeOf(newSlipCode(random))).toMatch(/^SLIP_OTHER .*不是本项目/);
  expect(await codeOf(all.house.slips.get('S1')!)).toMatch(/^SLIP_OFFICE /);
  const taken = all.people.get('E2')!.window.client;
  const answer = await taken.ask('enterSlip', { code: right });
  expect(answer.ok || answer.refusals[0]!.code).toBe('SEAT_TAKEN');
});

test('an expert who signs in twice is refused until the supervisor says that he moves', async () => {
  all = await evaluation();
  await all.lead.until(({ state }) => state?.phase === 'reading');
  all.lead.rest();
  const twin = expert(all.house, 'E3');
  twin.attach((await all.seat('8')).window());
  await twin.until(({ status }) => status?.stage === 'admission');
  const entering = { session: twin.window.status!.session!, seat: '8', letter: false };
  const refused = await all.lead.window.client.ask('admit', { ...entering, moves: false });
  expect(refused.ok || refused.refusals[0]).toMatchObject({
    code: 'ALREADY_SEATED',
    zh: expect.stringContaining('聂怀瑾'),
  });
  expect(all.people.get('E3')!.window.status!.stage).toBe('seated');
  const moved = await all.lead.window.client.ask('admit', { ...entering, moves: true });
  expect(moved.ok).toBe(true);
  await all.people.get('E3')!.until(({ status }) => status?.stage === 'moved');
  all.people.get('E3')!.rest();
  all.people.set('E3', twin);
  all.lead.wake();
  await all.lead.until(({ status }) => status?.stage === 'sealed');
});

test('clocks that jump a day, back and forth, at a seat and at the host, lose nothing and order nothing', async () => {
  const clocks: Record<'room' | 'seat', Setting> = { room: { off: 0 }, seat: { off: 0 } };
  all = await evaluation({}, clocks);
  const reached = (count: number) =>
    all.lead.until(({ state }) => (currentRound(state!)?.cells.get('E1')?.size ?? 0) >= count);
  await all.lead.until(({ state }) => state?.phase === 'review');
  clocks.room.off = -DAY;
  clocks.seat.off = DAY;
  await reached(2);
  clocks.room.off = DAY;
  clocks.seat.off = -DAY;
  await reached(4);
  clocks.room.off = 0;
  await all.lead.until(({ status }) => status?.stage === 'sealed');
  const state = all.lead.window.state!;
  expect(withoutEffect(state)).toEqual([]);
  expect(state.outcome!.kind).toBe('ranked');
  expect(all.faults).toEqual([]);
});
