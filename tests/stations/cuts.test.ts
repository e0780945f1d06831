/** A cable is pulled, a seat dies, an expert moves: what was saved is in the record once, and the day goes on. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterEach, expect, test } from 'vitest';
import { cellKey, cellOf, currentRound } from '../../shared/evaluation/committee.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { type Evaluation, evaluation, expert, machine, sure, withoutEffect } from './house.ts';

let all: Evaluation;
afterEach(async () => {
  await all.close();
});

const scored = (state: RoomState | null | undefined, who: string): number =>
  (state && currentRound(state)?.cells.get(who)?.size) ?? 0;

async function toTheEnd(): Promise<RoomState> {
  await all.lead.until(({ status }) => status?.stage === 'sealed');
  expect(all.faults).toEqual([]);
  const state = all.lead.window.state!;
  expect(state.outcome!.kind).toBe('ranked');
  expect(state.closed!.outcome).toBe('sealed');
  expect(withoutEffect(state)).toEqual([]);
  return state;
}

test('a seat whose link is cut goes on scoring, and catches up', async () => {
  all = await evaluation();
  const person = all.people.get('E2')!;
  await person.until(({ state }) => scored(state, 'E2') >= 2);
  all.cables.get('2')!.cut();
  await person.until(({ status }) => status!.link.up === false);
  // Nine cells are due; all of them are saved at the seat while the room knows of fewer.
  await person.until(({ status }) => status!.acts.saved - status!.acts.received >= 3);
  const { status } = person.window;
  expect(status!.link.problem!.code).toBe('ROOM_UNREACHABLE');
  expect(scored(all.lead.window.state, 'E2')).toBeLessThan(9);
  all.cables.get('2')!.mend();
  await toTheEnd();
});

test('a score is corrected while the link is cut, and the room has the last value', async () => {
  all = await evaluation();
  const person = all.people.get('E2')!;
  await person.until(({ state }) => scored(state, 'E2') >= 2);
  person.rest();
  all.cables.get('2')!.cut();
  await person.until(({ status }) => status!.link.up === false);
  const { client } = person.window;
  const first = sure(await client.ask('sheet', {})).cells[0]!;
  const correct = (remark: string) => client.ask('score', { ...first, remark });
  sure(await correct('一处笔误'));
  const last = sure(await correct('核对后改正'));
  // An answer that got lost is asked for again: it is the same act, not another.
  expect(sure(await correct('核对后改正'))).toEqual(last);
  expect(sure(await client.ask('sheet', {})).cells).toContainEqual({ ...first, remark: '核对后改正' });
  all.cables.get('2')!.mend();
  await person.until(({ status }) => status!.acts.received === status!.acts.saved);
  const held = currentRound(all.lead.window.state!)!.cells.get('E2')!.get(cellKey(first.bid, first.item));
  expect(held!.hash).toBe(last.act);
  expect(all.faults).toEqual([]);
});

/** Number of the newest entry, when what people had begun as they went to rest is done. */
async function quiet(): Promise<number> {
  for (let last = -1; ; await pause(500)) {
    const { seq } = all.lead.window.status!.head;
    if (seq === last) return seq;
    last = seq;
  }
}

test('what the room had received before a kill shows as received when the room is back, though nobody does anything more', async () => {
  all = await evaluation();
  const person = all.people.get('E3')!;
  await person.until(({ state }) => scored(state, 'E3') >= 3);
  all.lead.rest();
  for (const one of all.people.values()) one.rest();
  for (const one of all.people.values())
    await one.until(({ status }) => status!.acts.received === status!.acts.saved);
  const seq = await quiet();
  await person.until(({ status }) => status!.head.seq === seq);
  all.cables.get('3')!.cut();
  await all.seats.get('3')!.close();
  // As if the machine had died between its write of the last entries and that of the host's word for them.
  const kept = new Database(join(all.house.folder, 'seat-3', 'seat.db'));
  expect(kept.prepare('DELETE FROM head').run().changes).toBe(1);
  kept.close();
  const back = expert(all.house, 'E3');
  back.rest();
  back.attach((await all.seat('3')).window());
  await back.until(({ status }) => status?.stage === 'slip');
  sure(await back.window.client.ask('enterSlip', { code: all.house.slips.get('E3')! }));
  await back.until(({ status }) => status!.acts.saved > 0);
  expect(back.window.status!.acts.received).toBe(0);
  all.cables.get('3')!.mend();
  await back.until(({ status }) => status!.acts.received === status!.acts.saved);
  expect(all.lead.window.status!.head.seq).toBe(seq);
});

test('a seat that is killed comes back where it was, after the slip is entered', async () => {
  all = await evaluation();
  const person = all.people.get('E3')!;
  await person.until(({ state }) => scored(state, 'E3') >= 3);
  all.cables.get('3')!.cut();
  await person.until(({ status }) => status!.acts.saved > status!.acts.received);
  person.rest();
  const before = await person.window.client.ask('sheet', {});
  await all.seats.get('3')!.close();
  all.cables.get('3')!.mend();
  const again = await all.seat('3');
  const back = expert(all.house, 'E3');
  back.rest();
  back.attach(again.window());
  await back.until(({ status }) => status?.stage === 'slip');
  const slip = all.house.slips.get('E3')!;
  expect((await back.window.client.ask('enterSlip', { code: slip })).ok).toBe(true);
  expect(await back.window.client.ask('sheet', {})).toEqual(before);
  all.people.set('E3', back);
  back.wake();
  await toTheEnd();
});

test('a score taken back and a remark kept first are open at the seat alone, there again after a kill, and nothing is submitted half', async () => {
  all = await evaluation();
  const person = all.people.get('E2')!;
  await person.until(({ state }) => scored(state, 'E2') >= 1);
  person.rest();
  await person.until(({ status }) => status!.acts.received === status!.acts.saved);
  const { client, state } = person.window;
  const { due } = currentRound(state!)!;
  const [back, first] = [cellOf(due[0]!), cellOf(due[8]!)];
  const scoreOf = ({ bid, item }: typeof back) => all.house.minds.scores('E2', bid, item);
  for (const cell of due.slice(0, 8).map(cellOf))
    sure(await client.ask('score', { ...cell, score: scoreOf(cell), remark: '', place: null }));
  const place = { document: '投标文件.pdf', page: 3 };
  const open = [
    { ...back, score: null, remark: '重新考虑', place: null },
    { ...first, score: null, remark: '先写意见', place },
  ];
  for (const cell of open) sure(await client.ask('score', cell));
  await person.until(({ status }) => status!.acts.received === status!.acts.saved);
  // The room has an act for each cell, and cannot tell that two of them hold no score.
  await all.lead.until((room) => scored(room.state, 'E2') === 9);
  const halfOf = async ({ window }: typeof person) => {
    const { saved } = window.status!.acts;
    const answer = await window.client.ask('submit', {});
    expect(window.status!.acts.saved).toBe(saved);
    return answer.ok ? [] : answer.refusals.map(({ code, zh }) => `${code} ${zh}`);
  };
  const half = ['SUBMIT_OPEN 还有 2 项未评分，不能提交'];
  expect(await halfOf(person)).toEqual(half);
  await all.seats.get('2')!.close();
  const again = expert(all.house, 'E2');
  again.rest();
  again.attach((await all.seat('2')).window());
  await again.until(({ status }) => status?.stage === 'slip');
  sure(await again.window.client.ask('enterSlip', { code: all.house.slips.get('E2')! }));
  all.people.set('E2', again);
  await again.until(({ status }) => status?.stage === 'seated' && status.link.up);
  const { cells } = sure(await again.window.client.ask('sheet', {}));
  for (const cell of open) expect(cells).toContainEqual(cell);
  expect(await halfOf(again)).toEqual(half);
  for (const cell of open) sure(await again.window.client.ask('score', { ...cell, score: scoreOf(cell) }));
  await again.until(({ status }) => status!.acts.received === status!.acts.saved);
  expect(currentRound(all.lead.window.state!)!.submits.has('E2')).toBe(false);
  again.wake();
  const end = await toTheEnd();
  const { values } = end.rounds[0]!.sheets.get('E2')!;
  expect(values.get(due[8]!)).toMatchObject({ remark: '先写意见', place, fault: null });
  expect([...values.values()].filter(({ score }) => score === null)).toEqual([]);
});

test('an expert goes on at another seat, where a majority’s clicks give him his sheet back', async () => {
  all = await evaluation();
  const person = all.people.get('E4')!;
  await person.until(({ state }) => scored(state, 'E4') >= 4);
  person.rest();
  await all.seats.get('4')!.close();
  const other = await all.seat('9');
  const { house } = all;
  const moved = expert(all.house, 'E4');
  moved.attach(other.window());
  const others = house.members.filter((who) => who !== 'E4').map((who) => all.people.get(who)!);
  for (const one of [moved, ...others]) one.rest();
  await moved.until(({ status }) => status?.stage === 'slip');
  sure(await moved.window.client.ask('enterSlip', { code: house.slips.get('E4')! }));
  all.people.set('E4', moved);
  await moved.until(({ status }) => status?.stage === 'seated');
  // Before he has it back he reads none of it, and so does not submit it.
  const early = await moved.window.client.ask('submit', {});
  expect(early.ok || early.refusals[0]!.code).toBe('SHEET_KEY');
  for (const one of [moved, ...others]) one.wake();
  await moved.until(({ state }) => currentRound(state!)?.submits.has('E4') === true);
  const sheet = await moved.window.client.ask('sheet', {});
  expect(sheet.ok && sheet.value.cells.length).toBe(9);
  const state = await toTheEnd();
  expect([...state.sessions.values()].filter((s) => s.who === 'E4').map((s) => s.closed === null)).toEqual([
    false,
    true,
  ]);
});

test('the window of the seat that was left says so to the expert', async () => {
  all = await evaluation();
  const left = all.people.get('E4')!;
  await left.until(({ status }) => status?.stage === 'seated');
  left.rest();
  const moved = expert(all.house, 'E4');
  moved.attach((await all.seat('9')).window());
  await left.until(({ status }) => status?.stage === 'moved');
  const answer = await left.window.client.ask('submit', {});
  expect(answer.ok || answer.refusals[0]!.code).toBe('SESSION_CLOSED');
  all.people.set('E4', moved);
  await toTheEnd();
});

test('the gate opens a dead seat’s sheet by the others’ shares', async () => {
  all = await evaluation();
  const person = all.people.get('E5')!;
  const last = all.people.get('E1')!;
  await last.until(({ state }) => scored(state, 'E1') >= 1);
  last.rest();
  await person.until(({ state }) => currentRound(state!)!.submits.has('E5'));
  person.rest();
  await all.seats.get('5')!.close();
  last.wake();
  const opened = ({ state }: typeof all.lead.window): boolean =>
    state !== null && currentRound(state)?.sheets.get('E5')?.by === 'shares';
  await all.lead.until(opened);
  // The seat comes back to sign.
  const back = expert(all.house, 'E5');
  back.attach((await all.seat('5', machine(all.faults))).window());
  all.people.set('E5', back);
  await toTheEnd();
});
