/** What a receipt in a data folder does, and what it does not: an earlier room's deletes nothing, and a forgotten room's is told to who was off. */
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { bridgeClient } from '../../shared/bridge/client.ts';
import { roomContract } from '../../shared/bridge/room.ts';
import { seatContract } from '../../shared/bridge/seat.ts';
import { buildHouse, delivering, evaluation, inside, machine, sure } from './house.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

test('a room in whose folder an earlier room has left its receipt is opened, and keeps everything', async () => {
  const house = await buildHouse();
  closing.push(house.remove);
  const faults: unknown[] = [];
  await writeFile(join(house.folder, 'room', 'receipt.jws'), 'the receipt of last month');
  const started = async () => {
    const station = await inside(house.file('room'), machine(faults));
    const client = bridgeClient(roomContract, station.window());
    return { client, close: station.close, stage: async () => sure(await client.ask('status', {})).stage };
  };
  let room = await started();
  expect(await room.stage()).toBe('ready');
  sure(await room.client.ask('enterSlip', { code: house.slips.get('S1')! }));
  sure(await room.client.ask('open', { demonstration: false }));
  await room.close();
  room = await started();
  closing.push(room.close);
  expect(await room.stage()).toBe('settling');
  const forgotten = await room.client.ask('forget', {});
  expect(forgotten.ok || forgotten.refusals[0]!.code).toBe('NO_RECEIPT');
  expect(sure(await room.client.ask('status', {})).head.seq).toBeGreaterThan(0);
  expect(faults).toEqual([]);
});

test('a seat that was off when the room was forgotten forgets when it is back, and no room is opened there any more', async () => {
  const all = await evaluation(delivering);
  closing.push(all.close);
  await all.lead.until(({ status }) => status?.stage === 'sealed');
  const late = [...all.people.values()].at(-1)!;
  await late.until(({ status }) => status?.stage === 'closed');
  await all.seats.get('5')!.close();
  const centre = await inside(all.house.file('centre'), machine(all.faults));
  closing.push(centre.close);
  await all.lead.until(({ status }) => status?.stage === 'delivered');
  sure(await all.lead.window.client.ask('forget', {}));
  await all.room.close();
  all.room = await inside(all.house.file('room'), machine(all.faults));
  all.lead.attach(all.room.window());
  await all.lead.until(({ status }) => status?.stage === 'forgotten');
  const { client } = all.lead.window;
  for (const refused of [
    await client.ask('open', { demonstration: false }),
    await client.ask('rebuild', { reason: '重新开启' }),
  ])
    expect(refused.ok || refused.refusals[0]!.code).toBe('ROOM_FORGOTTEN');
  late.attach((await all.seat('5')).window());
  await late.until(({ status }) => status?.stage === 'finished');
  expect(await readdir(join(all.house.folder, 'seat-5'))).toEqual(['receipt.jws']);
  expect(all.faults).toEqual([]);
});

test('a seat that comes back without its journal is given it, and forgets as soon as it has the end', async () => {
  const all = await evaluation(delivering);
  closing.push(all.close);
  await all.lead.until(({ status }) => status?.stage === 'sealed');
  const late = [...all.people.values()].at(-1)!;
  await late.until(({ status }) => status?.stage === 'closed');
  await all.seats.get('5')!.close();
  const centre = await inside(all.house.file('centre'), machine(all.faults));
  closing.push(centre.close);
  await all.lead.until(({ status }) => status?.stage === 'delivered');
  const seat = join(all.house.folder, 'seat-5');
  for (const name of ['journal.db', 'journal.db-wal', 'journal.db-shm'])
    await rm(join(seat, name), { force: true });
  // Nobody enters a slip there, which would have the room say it once more.
  const client = bridgeClient(seatContract, (await all.seat('5')).window());
  const stage = async () => sure(await client.ask('status', {})).stage;
  await expect.poll(stage, { timeout: 60_000 }).toBe('finished');
  expect(await readdir(seat)).toEqual(['receipt.jws']);
  expect(all.faults).toEqual([]);
});
