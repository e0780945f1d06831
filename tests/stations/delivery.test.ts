/** What happens to the sealed result: it reaches the centre whatever dies on the way, and nothing is forgotten before the receipt. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { type Cable, cable } from '../../electron/rehearsal/cable.ts';
import { type Launched, launch } from '../../electron/rehearsal/launch.ts';
import { openRoomWork } from '../../electron/room/roomWork.ts';
import { type RoomFile, readStationFile } from '../../electron/station/stationFile.ts';
import { centreContract } from '../../shared/bridge/centre.ts';
import { bridgeClient } from '../../shared/bridge/client.ts';
import { readReceipt } from '../../shared/seal/receipt.ts';
import { delivering, type Evaluation, evaluation, type Inside, inside, machine, sure } from './house.ts';
import { installedStation } from './installed.ts';

let all: Evaluation;
const running: Launched[] = [];
const centres: Inside[] = [];
let wire: Cable | null = null;
afterEach(async () => {
  for (const one of running.splice(0)) await one.kill();
  await all.close();
  for (const one of centres.splice(0)) await one.close();
  await wire?.close();
  wire = null;
});

const roomFile = (...names: string[]): string => join(all.house.folder, 'room', ...names);

async function centre() {
  const station = await inside(all.house.file('centre'), machine(all.faults));
  centres.push(station);
  const client = bridgeClient(centreContract, station.window());
  return { client, results: async () => sure(await client.ask('status', {})).results };
}

const roomWindow = async () => ({
  file: sure(await readStationFile(all.house.file('room'))) as RoomFile,
  added: () => undefined,
  changed: () => undefined,
});

test('the centre verifies and signs, the seats forget, and the room may forget only then', async () => {
  all = await evaluation(delivering);
  await all.lead.until(({ status }) => status?.stage === 'sealed');
  await all.lead.until(({ status }) => status?.outbox.problem?.code === 'CENTRE_UNREACHABLE');
  const early = await all.lead.window.client.ask('forget', {});
  expect(early.ok || early.refusals[0]!.code).toBe('NO_RECEIPT');
  const { results, client } = await centre();
  await all.lead.until(({ status }) => status?.stage === 'delivered');
  const [held] = await results();
  expect(held).toMatchObject({ name: 'SMALL-2026-001-1', state: 'received', refusal: null });
  const verdict = JSON.parse(sure(await client.ask('verdict', { ciphertext: held!.ciphertext })).json);
  expect(verdict.result).toBe('verified');
  for (const person of all.people.values()) await person.until(({ status }) => status?.stage === 'finished');
  for (let seat = 1; seat <= 5; seat++) {
    const left = await readdir(join(all.house.folder, `seat-${seat}`));
    expect(left).toEqual(['receipt.jws']);
  }
  sure(await all.lead.window.client.ask('forget', {}));
  expect(existsSync(roomFile('journal.db'))).toBe(false);
  expect(existsSync(roomFile('sealed'))).toBe(false);
  expect(
    all.lead.window.status!.stage === 'forgotten' ||
      (await readFile(roomFile('receipt.jws'), 'utf8')).length > 0,
  ).toBe(true);
  expect(all.faults).toEqual([]);
});

test('stations that are killed while they forget go on with it when they are started again', async () => {
  all = await evaluation(delivering);
  await centre();
  const person = [...all.people.values()][0]!;
  await person.until(({ status }) => status?.stage === 'finished');
  await all.lead.until(({ status }) => status?.stage === 'delivered');
  const seat = join(all.house.folder, 'seat-1');
  await all.seats.get('1')!.close();
  await rename(join(seat, 'receipt.jws'), join(seat, 'forgetting.jws'));
  await mkdir(join(seat, 'recording'));
  await writeFile(join(seat, 'journal.db'), 'what the kill has left');
  person.attach((await all.seat('1')).window());
  await person.until(({ status }) => status?.stage === 'finished');
  expect(await readdir(seat)).toEqual(['receipt.jws']);
  await all.room.close();
  await rename(roomFile('receipt.jws'), roomFile('forgetting.jws'));
  await rm(roomFile('host.key'));
  all.room = await inside(all.house.file('room'), machine(all.faults));
  all.lead.attach(all.room.window());
  await all.lead.until(({ status }) => status?.stage === 'forgotten');
  expect(existsSync(roomFile('sealed'))).toBe(false);
  expect(all.faults).toEqual([]);
});

/** Bytes of the result on the centre's disk that it has not taken over yet. */
async function arrived(): Promise<number> {
  const uploads = join(all.house.folder, 'centre-data', 'uploads');
  const files = (await readdir(uploads).catch(() => [])).filter((name) => !name.endsWith('.json'));
  const sizes = await Promise.all(files.map((name) => stat(join(uploads, name)).catch(() => ({ size: 0 }))));
  return sizes.reduce((sum, { size }) => sum + size, 0);
}

/** Waits until clearly more has arrived; answers the least that was there meanwhile. */
async function grownPast(before: number): Promise<{ least: number; now: number }> {
  for (let least = before; ; await wait(10)) {
    const now = await arrived();
    least = Math.min(least, now);
    if (now > before + 64 * 1024) return { least, now };
    if (all.lead.window.status?.stage === 'delivered') throw new Error('nothing is left to kill');
  }
}

test('the upload goes on through kills of the centre and of the room', async () => {
  all = await evaluation();
  await all.lead.until(({ status }) => status?.stage === 'sealed');
  await all.room.close();
  // A slow cable, so that there is something to kill in the middle of.
  wire = await cable(all.house.centre.port, 40);
  const file = JSON.parse(await readFile(all.house.file('room'), 'utf8'));
  file.deliver = { address: `https://127.0.0.1:${wire.port}`, fingerprint: all.house.centre.fingerprint };
  await writeFile(all.house.file('room'), JSON.stringify(file));
  const program = await installedStation();
  const start = (station: string): Launched => {
    const one = launch(all.house.file(station), { program });
    running.push(one);
    return one;
  };
  let [room, office] = [start('room'), start('centre')];
  all.lead.attach(room.port);
  let before = 0;
  for (let kill = 0; kill < 4; kill++) {
    const { least, now } = await grownPast(before);
    // What had arrived before the last kill was not sent again.
    expect(least, `after ${kill} kills`).toBeGreaterThanOrEqual(before);
    before = now;
    if (kill % 2 === 0) {
      await office.kill();
      office = start('centre');
    } else {
      await room.kill();
      room = start('room');
      all.lead.attach(room.port);
    }
  }
  await all.lead.until(({ status }) => status?.stage === 'delivered');
  expect(await readdir(join(all.house.folder, 'centre-data', 'results'))).toHaveLength(1);
  expect(await readdir(join(all.house.folder, 'centre-data', 'uploads'))).toEqual([]);
  expect(office.errors()).toBe('');
  await room.kill();
  all.room = await inside(all.house.file('room'), machine(all.faults));
});

test('a disk is carried to the centre and back with the receipt', async () => {
  all = await evaluation();
  const disk = join(all.house.folder, 'disk');
  await mkdir(disk);
  const early = await all.lead.window.client.ask('carry', { folder: disk });
  expect(early.ok || early.refusals[0]!.code).toBe('NOT_SEALED');
  await all.lead.until(({ status }) => status?.stage === 'sealed');
  await all.room.close();
  const started = sure(await openRoomWork({ ...machine(all.faults), ...(await roomWindow()) }));
  // At once, before any seat that comes back can have been heard.
  expect(started.status().stage).toBe('sealed');
  await started.close();
  all.room = await inside(all.house.file('room'), machine(all.faults));
  all.lead.attach(all.room.window());
  await all.lead.until(({ status }) => status?.stage === 'sealed');
  const { client: room } = all.lead.window;
  expect(sure(await room.ask('carry', { folder: disk })).files).toHaveLength(2);
  const none = await room.ask('takeReceipt', { folder: disk });
  expect(none.ok || none.refusals[0]!.code).toBe('CARRIER_EMPTY');
  const { client, results } = await centre();
  sure(await client.ask('take', { folder: disk }));
  expect((await results())[0]!.state).toBe('received');
  sure(await room.ask('takeReceipt', { folder: disk }));
  await all.lead.until(({ status }) => status?.outbox.receipt != null);
  const { status } = all.lead.window;
  expect(status!.stage).toBe('delivered');
  const digestOf = async (name: string) =>
    createHash('sha256')
      .update(await readFile(roomFile('sealed', name)))
      .digest('hex');
  expect(status!.outbox.receipt).toMatchObject({
    package: all.lead.window.state!.pkg.digest,
    ciphertext: await digestOf('SMALL-2026-001-1.age'),
    seal: await digestOf('SMALL-2026-001-1.seal.json'),
  });
  // What the window shows of the receipt is the same after a restart, the time included.
  await all.room.close();
  all.room = await inside(all.house.file('room'), machine(all.faults));
  all.lead.attach(all.room.window());
  await all.lead.until(({ status }) => status?.outbox.receipt != null);
  expect(all.lead.window.status!.outbox).toMatchObject({
    state: 'receipt',
    receipt: status!.outbox.receipt,
  });
});

test('what is altered on the way gets no receipt, and the verdict says why', async () => {
  all = await evaluation();
  await all.lead.until(({ status }) => status?.stage === 'sealed');
  const disk = join(all.house.folder, 'disk');
  await mkdir(disk);
  sure(await all.lead.window.client.ask('carry', { folder: disk }));
  const name = join(disk, 'SMALL-2026-001-1.age');
  const bytes = await readFile(name);
  bytes[bytes.length - 100]! ^= 1;
  await writeFile(name, bytes);
  const { client, results } = await centre();
  sure(await client.ask('take', { folder: disk }));
  const [held] = await results();
  expect(held!.state).toBe('failed');
  expect(held!.refusal!.code).toBe('VERDICT_FAILED');
  expect(existsSync(join(disk, 'SMALL-2026-001-1.receipt.jws'))).toBe(false);
  // The room's own receipt is of another file, and another's receipt is none.
  await copyFile(roomFile('sealed', 'SMALL-2026-001-1.age'), name);
  sure(await client.ask('take', { folder: disk }));
  const receipt = await readFile(join(disk, 'SMALL-2026-001-1.receipt.jws'), 'utf8');
  const { room } = all.lead.window.state!;
  const pkg = all.lead.window.state!.pkg;
  const expected = { room: room!, package: pkg.digest };
  expect(readReceipt(crypto, pkg.receiptKey, receipt, expected).ok).toBe(true);
  const other = readReceipt(crypto, pkg.receiptKey, receipt, { ...expected, ciphertext: 'ab'.repeat(32) });
  expect(other.ok || other.refusals[0]!.code).toBe('RECEIPT');
});

test('a second result of one package is let in only by the staff, who name the first and a reason', async () => {
  all = await evaluation(delivering);
  const office = await centre();
  await all.lead.until(({ status }) => status?.stage === 'delivered');
  const first = all.lead.window.state!.room!;
  const { house } = all;
  // The same package again, on fresh machines: another room.
  await all.stop();
  for (const folder of ['room', 'seat-1', 'seat-2', 'seat-3', 'seat-4', 'seat-5'])
    await rm(join(house.folder, folder), { recursive: true });
  all = await evaluation(delivering, {}, house);
  await all.lead.until(({ status }) => status?.outbox.state === 'refused');
  expect(all.lead.window.status!.outbox.problem!.code).toBe('SECOND_RESULT');
  const second = (await office.results()).find(({ state }) => state === 'second')!;
  expect(second.room).not.toBe(first);
  const { ciphertext } = second;
  expect((await office.results()).find((one) => one.ciphertext === second.first)!.room).toBe(first);
  const wrong = await office.client.ask('acceptSecond', {
    ciphertext,
    first: 'ab'.repeat(32),
    reason: '重新评审',
  });
  expect(wrong.ok || wrong.refusals[0]!.code).toBe('FIRST_UNKNOWN');
  sure(await office.client.ask('acceptSecond', { ciphertext, first, reason: '经监督部门同意重新评审' }));
  await all.lead.until(({ status }) => status?.stage === 'delivered');
});

test('a package whose room was broken off is evaluated in another one, once the centre holds the record of the first', async () => {
  all = await evaluation(delivering);
  const office = await centre();
  await all.lead.until(({ state }) => state?.phase === 'review');
  all.lead.rest();
  const body = { outcome: 'sealed-aborted' as const, reason: '停电，另择场所评标', excused: [] };
  sure(await all.lead.window.client.ask('act', { act: { type: 'close', body } }));
  await all.lead.until(({ status }) => status?.stage === 'delivered');
  const { house } = all;
  await all.stop();
  for (const folder of ['room', 'seat-1', 'seat-2', 'seat-3', 'seat-4', 'seat-5'])
    await rm(join(house.folder, folder), { recursive: true });
  all = await evaluation(delivering, {}, house);
  await all.lead.until(({ status }) => status?.stage === 'delivered');
  const results = await office.results();
  expect(results.map(({ state }) => state)).toEqual(['received', 'received']);
  expect(new Set(results.map(({ room }) => room)).size).toBe(2);
});
