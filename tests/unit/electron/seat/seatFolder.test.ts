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
import { canonicalJson } from '../../../../shared/journal/canonical.ts';
import { signedBytes } from '../../../../shared/journal/domain.ts';
import { base64url, hex } from '../../../../shared/journal/encoding.ts';
import { type Receipt, signReceipt } from '../../../../shared/seal/receipt.ts';
import type { Delivered } from '../../../../shared/verdict/mayForget.ts';
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
    ciphertext: sha256(sample.sealed.ciphertext),
    seal: sha256(new TextEncoder().encode(sealText())),
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

/** What an honest room says when its result has been delivered. */
const delivered = (text = receipt()): Delivered => ({ receipt: text, seal: sealText() });
const sealText = (): string => `${canonicalJson(sample.sealed.seal)}\n`;
const sha256 = (bytes: Uint8Array): string => hex.encode(crypto.sha256(bytes));

const evidence = (): boolean =>
  existsSync(inside('recording', 'camera-00001.age')) && existsSync(inside('journal.db'));

test('a kill at any moment after the receipt leaves nothing but the receipt, once the seat has been started again', async () => {
  for (let steps = 1; ; steps++) {
    atEnd();
    const seat = await opened();
    killed.after = steps;
    const broken = await seat.finish(delivered()).catch((error: Error) => error.message);
    killed.after = Number.POSITIVE_INFINITY;
    seat.close();
    const again = await opened();
    expect(again.ended()?.stage).toBe('finished');
    again.close();
    expect(readdirSync(folder)).toEqual(['receipt.jws']);
    expect(readFileSync(inside('receipt.jws'), 'utf8')).toBe(receipt());
    if (typeof broken !== 'string') return sure(broken);
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
  await expect(seat.finish(delivered())).rejects.toThrow('killed');
  killed.after = Number.POSITIVE_INFINITY;
  seat.close();
  const again = await opened();
  expect([again.ended(), evidence()]).toEqual([null, true]);
  sure(await again.finish(delivered()));
  again.close();
  expect(readdirSync(folder)).toEqual(['receipt.jws']);
});

test('centre and host together have nothing deleted before there is a seal that stands on this very copy', async () => {
  atEnd();
  const seat = await opened();
  const invented = receipt({ ciphertext: 'd'.repeat(64), seal: 'e'.repeat(64) });
  for (const said of [delivered(invented), { receipt: invented, seal: '' }]) {
    const answer = await seat.finish(said);
    expect(answer.ok || answer.refusals[0]).toMatchObject({ code: 'RECEIPT_UNTIED' });
  }
  expect([seat.ended(), evidence()]).toEqual([null, true]);
  seat.close();
});

test.each([
  ['of no form', () => 'the receipt of last month'],
  ['of another room', () => receipt({ room: 'f'.repeat(64) })],
  ['of this very result, without its seal', () => receipt()],
])('a receipt that lies there %s deletes nothing, and the seat goes on', async (_, lying) => {
  atEnd();
  writeFileSync(inside('receipt.jws'), lying());
  const seat = await opened();
  expect([seat.ended(), seat.copy()?.state().closed === null, evidence()]).toEqual([null, false, true]);
  sure(await seat.finish(delivered()));
  seat.close();
  expect(readFileSync(inside('receipt.jws'), 'utf8')).toBe(receipt());
});

test('what the room says of a closed room deletes nothing where the copy is open, or no package is here', async () => {
  atEnd(sample.entries.slice(0, -1));
  const open = await opened();
  const answer = await open.finish(delivered());
  expect(answer.ok || answer.refusals[0]).toMatchObject({ code: 'COPY_OPEN' });
  expect([open.ended(), evidence()]).toEqual([null, true]);
  open.close();
  rmSync(inside('package'), { recursive: true });
  const without = await opened();
  expect((await without.finish(delivered())).ok).toBe(false);
  expect([without.ended(), evidence()]).toEqual([null, true]);
  without.close();
});

test('what the room says deletes nothing where the host has signed for more than the copy holds', async () => {
  atEnd();
  const { room } = day.state(sample.room);
  const said = { room: room!, head: { seq: sample.entries.length + 1, hash: 'f'.repeat(64) } };
  const sig = crypto.ed25519Sign(sample.host.secretKey, signedBytes('head', said));
  const store = sure(openSeatStore(inside('seat.db'), crypto, random));
  sure(store.keepHead({ ...said, sig: base64url.encode(sig) }));
  store.close();
  const seat = await opened();
  const answer = await seat.finish(delivered());
  expect(answer.ok || answer.refusals[0]).toMatchObject({ code: 'COPY_OPEN' });
  expect(evidence()).toBe(true);
  seat.close();
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
