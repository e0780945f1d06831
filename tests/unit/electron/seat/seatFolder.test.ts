import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import * as day from '../../../../electron/rehearsal/day.ts';
import { PATHS } from '../../../../electron/sealing/contents.ts';
import { openSeatFolder, type SeatFolder } from '../../../../electron/seat/seatFolder.ts';
import { openSeatStore } from '../../../../electron/seat/seatStore.ts';
import { openJournal } from '../../../../electron/store/journalStore.ts';
import { base64url } from '../../../../shared/journal/encoding.ts';
import { type Receipt, signReceipt } from '../../../../shared/seal/receipt.ts';
import { random, sure } from '../../../stations/house.ts';
import { type SealedSample, sealedSample } from '../../../tamper/sealedRoom.ts';

/** After how many removals and renamings the process is killed. */
const killed = vi.hoisted(() => ({ after: Number.POSITIVE_INFINITY }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const rm: typeof real.rm = async (...removed) => {
    if (killed.after-- <= 0) throw new Error('killed');
    await real.rm(...removed);
  };
  const rename: typeof real.rename = async (...renamed) => {
    if (killed.after-- <= 0) throw new Error('killed');
    await real.rename(...renamed);
  };
  return { ...real, rm, rename };
});

const receiptKey = random(32);
const pair = (secret: Uint8Array) => ({ secret, publicKey: crypto.ed25519PublicKey(secret) });
let sample: SealedSample;
let folder: string;
const inside = (...names: string[]): string => join(folder, ...names);
const opening = () => openSeatFolder({ crypto, random, path: folder, centreKey: sample.centre });
const opened = async (): Promise<SeatFolder> => sure(await opening());

beforeAll(async () => {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  const keys = { signing: pair(random(32)), receipt: pair(receiptKey), recipient };
  sample = await sealedSample('seat folder', { keys, identity });
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seat-folder-'));
});
afterEach(() => {
  killed.after = Number.POSITIVE_INFINITY;
  rmSync(folder, { recursive: true });
});

function receipt(change: Partial<Receipt> = {}, secret = receiptKey): string {
  const { room, pkg } = day.state(sample.room);
  const said: Receipt = {
    format: 'sealroom-receipt/1',
    room: room!,
    package: pkg.digest,
    ciphertext: 'd'.repeat(64),
    seal: 'e'.repeat(64),
    at: '2026-05-18T15:00:00.000Z',
    ...change,
  };
  return signReceipt(crypto, said, base64url.encode(crypto.ed25519PublicKey(secret)), secret);
}

/** A seat at the end of its day: package, copy of the journal, sessions, and its recording. */
function atEnd(entries = sample.entries): void {
  sure(openSeatStore(inside('seat.db'), crypto, random)).close();
  for (const name of ['package', 'recording']) mkdirSync(inside(name));
  writeFileSync(inside('package', `${'ab'.repeat(32)}.sealroom`), sample.payload.get(PATHS.package)!);
  writeFileSync(inside('recording', 'camera-00001.age'), 'evidence');
  const journal = sure(openJournal(inside('journal.db'), { crypto }));
  sure(journal.append(entries));
  journal.close();
}

const evidence = (): boolean =>
  existsSync(inside('recording', 'camera-00001.age')) && existsSync(inside('journal.db'));

test('a kill at any moment after the receipt leaves nothing but the receipt, once the seat has been started again', async () => {
  for (let steps = 1; ; steps++) {
    atEnd();
    const seat = await opened();
    killed.after = steps;
    const broken = await seat.finish(receipt()).catch((error: Error) => error.message);
    killed.after = Number.POSITIVE_INFINITY;
    seat.close();
    const again = await opened();
    expect(again.ended()?.stage).toBe('finished');
    again.close();
    expect(readdirSync(folder)).toEqual(['receipt.jws']);
    expect(readFileSync(inside('receipt.jws'), 'utf8')).toBe(receipt());
    if (broken === true) return;
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
  }
});

test('a kill at any moment of the start that goes on with it changes nothing', async () => {
  for (let steps = 0; ; steps++) {
    atEnd();
    writeFileSync(inside('forgetting.jws'), receipt());
    killed.after = steps;
    const broken = await opening().catch((error: Error) => error.message);
    killed.after = Number.POSITIVE_INFINITY;
    const again = await opened();
    expect(again.ended()?.stage).toBe('finished');
    again.close();
    expect(readdirSync(folder)).toEqual(['receipt.jws']);
    if (broken !== 'killed') return;
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
  }
});

test('a kill before the receipt is durable leaves the seat as it was, and the receipt may come again', async () => {
  atEnd();
  const seat = await opened();
  killed.after = 0;
  await expect(seat.finish(receipt())).rejects.toThrow('killed');
  killed.after = Number.POSITIVE_INFINITY;
  seat.close();
  const again = await opened();
  expect([again.ended(), evidence()]).toEqual([null, true]);
  expect(await again.finish(receipt())).toBe(true);
  again.close();
  expect(readdirSync(folder)).toEqual(['receipt.jws']);
});

test('a receipt that lies in the folder of the room that it is of is as if it had come', async () => {
  atEnd();
  writeFileSync(inside('receipt.jws'), receipt());
  const seat = await opened();
  expect(seat.ended()?.stage).toBe('finished');
  seat.close();
  expect(readdirSync(folder)).toEqual(['receipt.jws']);
});

test.each([
  ['of no form', () => 'the receipt of last month'],
  ['empty', () => ''],
  ['of another room', () => receipt({ room: 'f'.repeat(64) })],
  ['of another package', () => receipt({ package: 'f'.repeat(64) })],
  ['by another key', () => receipt({}, random(32))],
])('one that lies there %s deletes nothing, and the seat goes on', async (_, lying) => {
  atEnd();
  writeFileSync(inside('receipt.jws'), lying());
  const seat = await opened();
  expect([seat.ended(), seat.copy()?.state().closed === null, evidence()]).toEqual([null, false, true]);
  expect(await seat.finish(receipt())).toBe(true);
  seat.close();
  expect(readFileSync(inside('receipt.jws'), 'utf8')).toBe(receipt());
});

test('one of a room that is not closed here, or of which no package is here, deletes nothing', async () => {
  atEnd(sample.entries.slice(0, -1));
  writeFileSync(inside('receipt.jws'), receipt());
  const open = await opened();
  expect([open.ended(), evidence()]).toEqual([null, true]);
  open.close();
  rmSync(inside('package'), { recursive: true });
  const without = await opened();
  expect([without.ended(), evidence()]).toEqual([null, true]);
  without.close();
});

test('a seat that has forgotten says so at each start, and writes nothing more', async () => {
  writeFileSync(inside('receipt.jws'), receipt());
  const seat = await opened();
  expect([seat.ended()?.stage, readdirSync(folder)]).toEqual(['finished', ['receipt.jws']]);
  seat.close();
  expect(readdirSync(folder)).toEqual(['receipt.jws']);
});

test('a kept package that does not pass the check is removed with a sentence, and the seat starts as if it had never come', async () => {
  mkdirSync(inside('package'));
  writeFileSync(inside('package', `${'ab'.repeat(32)}.sealroom`), 'not a package');
  const seat = await opened();
  expect([seat.opened(), seat.copy(), seat.ended()]).toEqual([null, null, null]);
  expect(seat.spoilt()).toMatchObject({ code: 'PACKAGE_AGAIN', zh: expect.stringContaining('重新接收') });
  seat.close();
  expect(readdirSync(inside('package'))).toEqual([]);
});
