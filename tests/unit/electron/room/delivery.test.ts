/** The receipt decides whether a room may be deleted: what counts as one, and what becomes of it on a disk that fails. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { type Delivery, delivery } from '../../../../electron/room/delivery.ts';
import type { RoomFile } from '../../../../electron/station/stationFile.ts';
import { base64url } from '../../../../shared/journal/encoding.ts';
import type { RoomPackage } from '../../../../shared/journal/state.ts';
import { type Receipt, signReceipt } from '../../../../shared/seal/receipt.ts';
import type { Delivered } from '../../../../shared/verdict/mayForget.ts';
import { type LoopbackRoom, loopbackRoom } from '../../../loopbackRoom.ts';

const SECRET = new Uint8Array(32).fill(7);
const keyOf = (secret: Uint8Array): string => base64url.encode(crypto.ed25519PublicKey(secret));
const pkg = { digest: 'b'.repeat(64), receiptKey: keyOf(SECRET) } as RoomPackage;
const ROOM = 'c'.repeat(64);
const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const RECEIPT: Receipt = {
  format: 'sealroom-receipt/1',
  room: ROOM,
  package: pkg.digest,
  ciphertext: digest('the result'),
  seal: digest('the seal'),
  at: '2026-05-18T15:00:00.000Z',
};
const signed = (change: Partial<Receipt> = {}, secret = SECRET): string =>
  signReceipt(crypto, { ...RECEIPT, ...change }, keyOf(secret), secret);
const OWN = signed();
const TOLD: Delivered = { receipt: OWN, seal: 'the seal' };

let folder: string;
let centre: LoopbackRoom | undefined;
let outbox: Delivery | undefined;
/** What the disk does when the receipt is to be kept. */
let disk: () => Promise<void>;
let kept: string[];
let received: Delivered[];
let problems: (string | undefined)[];
let faults: unknown[];
const inside = (name: string): string => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'delivery-'));
  writeFileSync(inside('sent.age'), 'the result');
  writeFileSync(inside('sent.seal.json'), 'the seal');
  disk = async () => undefined;
  [kept, received, problems, faults] = [[], [], [], []];
});
afterEach(async () => {
  await outbox?.close();
  await centre?.close();
  [outbox, centre] = [undefined, undefined];
  rmSync(folder, { recursive: true, force: true });
});

async function opened(lying: string | null, deliver?: RoomFile['deliver']): Promise<Delivery> {
  const one: Delivery = delivery({
    crypto,
    pkg,
    file: { deliver } as RoomFile,
    folder: {
      receipt: lying,
      async keepReceipt(text) {
        await disk();
        kept.push(text);
      },
      received: async () => new Date('2026-05-18T10:00:05.250Z'),
    },
    changed: () => void problems.push(one?.status().problem?.code),
    received: (delivered) => void received.push(delivered),
    onFault: (error) => void faults.push(error),
    retry: 1,
  });
  outbox = one;
  const files = { name: 'sent', ciphertext: inside('sent.age'), seal: inside('sent.seal.json') };
  await one.open(files, [], ROOM);
  return one;
}

test('the receipt that lies in the folder counts where it is of this result', async () => {
  const one = await opened(OWN);
  expect([one.receipt(), one.status().state, received]).toEqual([OWN, 'receipt', [TOLD]]);
});

test('the supervisor’s window is told what the centre signed, and when its file came', async () => {
  const { state, receipt } = (await opened(OWN)).status();
  const { received: came, ...said } = receipt!;
  const { format: _, room: __, ...meant } = RECEIPT;
  expect([state, said]).toEqual(['receipt', meant]);
  expect(Date.parse(came)).toBe(Date.parse('2026-05-18T10:00:05.250Z'));
});

test.each([
  ['of no form', 'the receipt of last month'],
  ['empty', ''],
  ['of another room', signed({ room: 'd'.repeat(64) })],
  ['of another package', signed({ package: 'd'.repeat(64) })],
  ['of another encrypted file', signed({ ciphertext: digest('another result') })],
  ['of another seal', signed({ seal: digest('another seal') })],
  ['by another key', signed({}, new Uint8Array(32).fill(8))],
])('one that lies there %s is none', async (_, lying) => {
  const one = await opened(lying);
  expect([one.receipt(), one.status(), received]).toMatchObject([null, { state: 'off', receipt: null }, []]);
});

const full = (): Promise<void> => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' }));

test('a receipt that the disk does not take is told as the disk’s, and kept when the disk takes it', async () => {
  centre = await loopbackRoom((_, response) => void response.writeHead(200).end(OWN));
  let tries = 0;
  const taken = Promise.withResolvers<void>();
  disk = async () => {
    if (++tries < 3) await full();
    taken.resolve();
  };
  const one = await opened(null, { address: centre.url, fingerprint: centre.fingerprint });
  await taken.promise;
  await one.close();
  expect([one.receipt(), kept, received, faults]).toEqual([OWN, [OWN], [TOLD], []]);
  expect(one.status()).toMatchObject({ state: 'receipt', problem: null });
  expect(problems.filter((code) => code === 'DISK_FULL')).toHaveLength(2);
});

test('a receipt from a carrier disk that the room’s disk does not take is refused with the disk’s sentence', async () => {
  writeFileSync(inside('sent.receipt.jws'), OWN);
  disk = full;
  const one = await opened(null);
  const refused = await one.takeReceipt(folder);
  expect(refused.ok || refused.refusals[0]!.code).toBe('DISK_FULL');
  expect([one.receipt(), received]).toEqual([null, []]);
  disk = async () => undefined;
  expect((await one.takeReceipt(folder)).ok).toBe(true);
  expect(one.receipt()).toBe(OWN);
});
