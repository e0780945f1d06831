/** What stations answer for their windows: documents in parts, the report before it is signed, memory and PIN over a restart, the own record, disk and clocks. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { openPackage } from '../../electron/package/openPackage.ts';
import type { DocumentPart } from '../../electron/sealing/reportReader.ts';
import { bridgeClient } from '../../shared/bridge/client.ts';
import { seatContract } from '../../shared/bridge/seat.ts';
import type { Result } from '../../shared/refusal.ts';
import {
  delivering,
  type Evaluation,
  evaluation,
  type Inside,
  inside,
  machine,
  type Setting,
  sure,
} from './house.ts';

let all: Evaluation;
const centres: Inside[] = [];
afterEach(async () => {
  await all.close();
  for (const one of centres.splice(0)) await one.close();
});

const person = (who: string) => all.people.get(who)!;
const codeOf = (answer: Result<unknown>): string => (answer.ok ? 'accepted' : answer.refusals[0]!.code);
const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 5)).toString() === '%PDF-';

/** A whole document, asked for in small stretches. */
async function whole(
  ask: (from: number, length: number) => Promise<Result<DocumentPart>>,
  length = 10_000,
): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let from = 0; ; from += length) {
    const { total, base64 } = sure(await ask(from, length));
    parts.push(Buffer.from(base64, 'base64'));
    if (from + length >= total) return Buffer.concat(parts);
  }
}

test('a seat hands its documents out byte for byte, in parts, and nothing else of its disk', async () => {
  all = await evaluation();
  await person('E1').until(({ status }) => status?.stage === 'seated');
  const { client } = person('E1').window;
  const folder = join(all.house.folder, 'seat-1', 'package');
  const file = readFileSync(join(folder, readdirSync(folder)[0]!));
  const opened = sure(await openPackage(file, crypto, null));
  const { tender, bids } = sure(await client.ask('documents', {}));
  expect(tender).toEqual(opened.documents.tender);
  expect(bids).toEqual(Object.fromEntries(opened.documents.bids));
  const paths = [...tender, ...Object.values(bids).flat()];
  expect(paths.length).toBeGreaterThan(3);
  for (const path of paths) {
    const bytes = await whole((from, length) => client.ask('documentPart', { path, from, length }));
    expect(bytes.equals(sure(await opened.read(path))), path).toBe(true);
  }
  const path = paths[0]!;
  const { total } = sure(await client.ask('documentPart', { path, from: 0, length: 1 }));
  expect(sure(await client.ask('documentPart', { path, from: total - 3, length: 1000 }))).toEqual({
    total,
    base64: Buffer.from(sure(await opened.read(path)).slice(-3)).toString('base64'),
  });
  expect(sure(await client.ask('documentPart', { path, from: total + 5, length: 10 })).base64).toBe('');
  for (const other of [
    'data/project.json',
    'manifest.json',
    'data/tender/../project.json',
    '../seat.db',
    join(all.house.folder, 'seat-1', 'seat.db'),
    'constructor',
  ])
    expect(codeOf(await client.ask('documentPart', { path: other, from: 0, length: 10 })), other).toBe(
      'DOCUMENT_UNKNOWN',
    );
  expect(codeOf(await client.ask('documentPart', { path, from: 0, length: 2 ** 20 + 1 }))).toBe(
    'BRIDGE_FORM',
  );
  expect(all.faults).toEqual([]);
});

test('the report reads the same at each seat and at the room, and the own record comes when he has signed', async () => {
  all = await evaluation();
  await person('E2').until(({ status }) => status?.stage === 'seated');
  const { client } = person('E2').window;
  const supervisor = all.lead.window.client;
  const asked = { from: 0, length: 10 };
  expect(codeOf(await client.ask('reportPart', asked))).toBe('NO_REPORT');
  expect(codeOf(await supervisor.ask('reportPart', asked))).toBe('NO_REPORT');
  await person('E1').until(({ state }) => state!.report !== null);
  const { digest } = person('E1').window.state!.report!;
  for (const ask of [
    (from: number, length: number) => client.ask('reportPart', { from, length }),
    (from: number, length: number) => supervisor.ask('reportPart', { from, length }),
  ]) {
    const bytes = await whole(ask, 100_000);
    expect(isPdf(bytes)).toBe(true);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(digest);
    expect(sure(await ask(0, 1))).toMatchObject({ hash: digest });
  }
  await person('E2').until(({ status }) => status?.stage === 'closed');
  const record = await whole((from, length) => client.ask('ownRecord', { from, length }), 50_000);
  expect(isPdf(record)).toBe(true);
  expect(all.faults).toEqual([]);
});

test('nobody gets the record of his part before he has signed', async () => {
  all = await evaluation();
  const asked = { from: 0, length: 10 };
  await person('E3').until(({ state }) => state?.phase === 'scoring');
  expect(codeOf(await person('E3').window.client.ask('ownRecord', asked))).toBe('RECORD_EARLY');
  const other = await all.seat('8');
  const client = bridgeClient(seatContract, other.window());
  expect(codeOf(await client.ask('ownRecord', asked))).toBe('NO_SESSION');
});

test('memory and PIN are there after a restart, behind the slip; the count of wrong PINs too', async () => {
  all = await evaluation();
  await person('E4').until(({ status }) => status?.stage === 'seated');
  const first = person('E4').window.client;
  expect(sure(await first.ask('remembered', {})).entries).toEqual({});
  sure(await first.ask('remember', { key: 'page data/bids/B1/投标文件.pdf', value: '12' }));
  sure(await first.ask('setPin', { pin: '2580' }));
  await person('E4').until(({ status }) => status!.pin);
  for (let i = 0; i < 5; i++) sure(await first.ask('unlock', { pin: '0000' }));
  person('E4').rest();
  await all.seats.get('4')!.close();
  const again = await inside(all.house.file('seat-4'), machine(all.faults));
  all.seats.set('4', again);
  person('E4').attach(again.window());
  await person('E4').until(({ status }) => status?.stage === 'slip');
  const { client } = person('E4').window;
  expect(sure(await client.ask('remembered', {})).entries).toEqual({});
  expect(codeOf(await client.ask('remember', { key: 'cell', value: 'B1' }))).toBe('NO_SESSION');
  expect(codeOf(await client.ask('unlock', { pin: '2580' }))).toBe('NO_SESSION');
  sure(await client.ask('enterSlip', { code: all.house.slips.get('E4')! }));
  await person('E4').until(({ status }) => status?.stage === 'seated' && status.pin);
  expect(sure(await client.ask('remembered', {})).entries).toEqual({
    'page data/bids/B1/投标文件.pdf': '12',
  });
  const locked = sure(await client.ask('unlock', { pin: '2580' }));
  expect(locked.open).toBe(false);
  expect(locked.wait).toBeGreaterThan(5);
  expect(sure(await client.ask('unlock', { slip: all.house.slips.get('E1')! })).open).toBe(false);
  expect(codeOf(await client.ask('unlock', { slip: '12' }))).toBe('SLIP_FORM');
  expect(sure(await client.ask('unlock', { slip: all.house.slips.get('E4')! }))).toEqual({
    open: true,
    wait: 0,
  });
  await person('E4').until(({ status }) => status?.pin === false);
  expect(sure(await client.ask('unlock', { pin: '2580' })).open).toBe(false);
  expect(all.faults).toEqual([]);
});

test('when the centre has confirmed, nothing is kept for a window but the rest of a record that it has begun to read', async () => {
  all = await evaluation(delivering);
  await person('E1').until(({ status }) => status?.stage === 'seated');
  const { client } = person('E1').window;
  sure(await client.ask('remember', { key: 'cell', value: 'B1 T1' }));
  sure(await client.ask('setPin', { pin: '2580' }));
  const [path] = sure(await client.ask('documents', {})).tender;
  await person('E1').until(({ status }) => status?.stage === 'closed');
  const first = sure(await client.ask('ownRecord', { from: 0, length: 1000 }));
  centres.push(await inside(all.house.file('centre'), machine(all.faults)));
  await person('E1').until(({ status }) => status?.stage === 'finished');
  expect(person('E1').window.status!.pin).toBe(false);
  expect(sure(await client.ask('remembered', {})).entries).toEqual({});
  const asked = { path: path!, from: 0, length: 10 };
  expect(codeOf(await client.ask('documentPart', asked))).toBe('SEAT_ENDED');
  expect(codeOf(await client.ask('reportPart', { from: 0, length: 10 }))).toBe('NO_REPORT');
  expect(codeOf(await client.ask('ownRecord', { from: 0, length: 10 }))).toBe('NO_SESSION');
  const further = { from: 1000, length: first.total };
  const rest = sure(await client.ask('ownRecord', further));
  const bytes = Buffer.concat([first, rest].map(({ base64 }) => Buffer.from(base64, 'base64')));
  expect(isPdf(bytes)).toBe(true);
  expect(bytes).toHaveLength(first.total);
  expect(bytes.subarray(-6).toString().trim()).toBe('%%EOF');
  expect(codeOf(await client.ask('ownRecord', further))).toBe('NO_SESSION');
  expect(all.faults).toEqual([]);
});

test('the supervisor sees a clock that is wrong, and how full the disk is', async () => {
  const clocks: Record<'seat', Setting> = { seat: { off: 90_000 } };
  all = await evaluation({}, clocks);
  const clockOf = (seat: string) => all.lead.window.status?.clock.seats.find((one) => one.seat === seat);
  await all.lead.until(() => clockOf('1') !== undefined && clockOf('2') !== undefined);
  expect(clockOf('1')!.warn).toBe(true);
  expect(Math.abs(Number(clockOf('1')!.offset) - 90_000)).toBeLessThan(45_000);
  // The room pings, and the seat says again what time it has.
  clocks.seat.off = -3_600_000;
  await all.lead.until(() => Number(clockOf('1')!.offset) < -3_000_000);
  await all.seats.get('2')!.close();
  await all.lead.until(() => clockOf('2') === undefined);
  const { disk } = all.lead.window.status!;
  expect(disk.free).toBeGreaterThan(0);
  expect(disk.free).toBeLessThanOrEqual(disk.total);
});
