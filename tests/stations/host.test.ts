/** The host restarts, loses its disk, wakes up on an old one, or tells two stories. */
import { cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { nativeCrypto } from '../../electron/crypto/nativeCrypto.ts';
import { currentRound } from '../../shared/evaluation/committee.ts';
import { forkProven } from '../../shared/journal/fork.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { type Evaluation, evaluation, inside, machine, sure, withoutEffect } from './house.ts';

let all: Evaluation;
afterEach(() => all.close());

const scores = (state: RoomState | null): number =>
  [...(currentRound(state!)?.cells.values() ?? [])].reduce((sum, cells) => sum + cells.size, 0);

const disk = (): string => join(all.house.folder, 'room');
const copy = (): string => join(all.house.folder, 'old-disk');

/** The room's machine goes off, and what `while_off` does to its disk happens. */
async function restart(whileOff: () => Promise<unknown> = async () => undefined): Promise<void> {
  await all.room.close();
  await whileOff();
  all.room = await inside(all.house.file('room'), machine(all.faults));
  all.lead.attach(all.room.window());
}

/** It comes back while no seat reaches it: whatever its disk holds, it has heard nobody yet. */
async function restartUnheard(whileOff?: () => Promise<unknown>): Promise<void> {
  all.lead.rest();
  for (const wire of all.cables.values()) wire.cut();
  await restart(whileOff);
  await all.lead.until(({ status }) => status !== null);
  expect(all.lead.window.status!.stage).toBe('settling');
}

function reach(): void {
  for (const wire of all.cables.values()) wire.mend();
}

async function toTheEnd(): Promise<void> {
  await all.lead.until(({ status }) => status?.stage === 'sealed');
  expect(all.faults).toEqual([]);
  expect(withoutEffect(all.lead.window.state!)).toEqual([]);
  expect(all.lead.window.state!.outcome!.kind).toBe('ranked');
}

test('a host that restarts hears the seats first, and goes on where it was', async () => {
  all = await evaluation();
  await all.lead.until(({ state }) => state !== null && scores(state) >= 5);
  const { room } = all.lead.window.state!;
  await restartUnheard();
  const { client } = all.lead.window;
  sure(await client.ask('enterSlip', { code: all.house.slips.get('S1')! }));
  const act = { type: 'intervene', body: { about: '主机', reason: '重新启动' } } as const;
  let answered = false;
  const made = client.ask('act', { act }).finally(() => (answered = true));
  // An act of its own waits as well, for longer than one takes that nothing holds back.
  await wait(1000);
  expect(answered).toBe(false);
  reach();
  sure(await made);
  all.lead.wake();
  await toTheEnd();
  expect(all.lead.window.state!.room).toBe(room);
});

test('a host restored from an old disk takes what it lacks from the seats', async () => {
  all = await evaluation();
  await all.lead.until(({ state }) => state?.phase === 'reading');
  await restart(() => cp(disk(), copy(), { recursive: true }));
  const old = all.lead.window.state?.head.seq ?? 0;
  await all.lead.until(({ state }) => state !== null && scores(state) >= 10);
  let known: string[] = [];
  await restartUnheard(async () => {
    // What only the lost disk held was acknowledged to nobody: entries reach a seat before their acknowledgements.
    const copies = [...all.people.values()].map(({ window }) => window.state!.hashes.slice());
    known = copies.sort((one, other) => other.length - one.length)[0]!;
    await rm(disk(), { recursive: true });
    await cp(copy(), disk(), { recursive: true });
  });
  reach();
  all.lead.wake();
  await all.lead.until(
    ({ status, state }) => status?.stage === 'open' && (state?.head.seq ?? 0) >= known.length,
  );
  expect(all.lead.window.state!.hashes.slice(0, known.length)).toEqual(known);
  expect(known.length).toBeGreaterThan(old);
  await toTheEnd();
});

test('a host whose disk is lost is rebuilt from the seats, on a new key that the supervisor vouches for', async () => {
  all = await evaluation();
  await all.lead.until(({ state }) => state !== null && scores(state) >= 5);
  const before = all.lead.window.state!;
  all.lead.rest();
  await restart(() => rm(disk(), { recursive: true }));
  await all.lead.until(
    ({ status }) => status?.stage === 'lost' && status.seats.filter((s) => s.up).length === 5,
  );
  const { client } = all.lead.window;
  expect((await client.ask('enterSlip', { code: all.house.slips.get('S1')! })).ok).toBe(true);
  const second = await client.ask('open', { demonstration: true });
  expect(second.ok || second.refusals[0]!.code).toBe('ROOM_LOST');
  const rebuilt = await client.ask('rebuild', { reason: '主机磁盘损坏' });
  expect(rebuilt.ok || rebuilt.refusals).toBe(true);
  all.lead.wake();
  await toTheEnd();
  const after = all.lead.window.state!;
  expect(after.room).toBe(before.room);
  expect(after.host!.key).not.toBe(before.host!.key);
  expect([...after.sessions.values()].filter((s) => s.role === 'host')).toHaveLength(2);
});

test('a host that forks is stopped by the seats, with the proof on the screen and in a file', async () => {
  all = await evaluation();
  await all.lead.until(({ state }) => state?.phase === 'reading');
  await restart(() => cp(disk(), copy(), { recursive: true }));
  await all.lead.until(({ state }) => state !== null && scores(state) >= 3);
  for (const wire of all.cables.values()) wire.cut();
  all.lead.rest();
  await restart(async () => {
    await rm(disk(), { recursive: true });
    await cp(copy(), disk(), { recursive: true });
  });
  const { client } = all.lead.window;
  await all.lead.until(({ status }) => status?.stage === 'settling');
  await client.ask('enterSlip', { code: all.house.slips.get('S1')! }).catch(() => undefined);
  await client.ask('goOn', {});
  // What the supervisor wrote before the disk was exchanged is unknown here: another entry of the same number is signed.
  const act = { type: 'intervene', body: { about: '设备', reason: '更换硬盘' } } as const;
  const made = await client.ask('act', { act });
  expect(made.ok || made.refusals).toBe(true);
  for (const wire of all.cables.values()) wire.mend();
  const seats = [...all.people.values()];
  for (const seat of seats) await seat.until(({ status }) => status?.stage === 'stopped');
  const { stop } = seats[0]!.window.status!;
  expect(stop!.refusal.code).toBe('HOST_FORKED');
  const proof = JSON.parse(await readFile(stop!.proof!, 'utf8'));
  expect(proof.host).toBe(seats[0]!.window.state!.host!.key);
  expect(forkProven(nativeCrypto, proof)).toBe(true);
});
