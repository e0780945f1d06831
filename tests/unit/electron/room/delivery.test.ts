/** What the supervisor's window is told of a receipt is what the centre signed, and when its file came. */
import { expect, it } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { delivery } from '../../../../electron/room/delivery.ts';
import type { RoomFolder } from '../../../../electron/room/roomFolder.ts';
import type { RoomFile } from '../../../../electron/station/stationFile.ts';
import { base64url } from '../../../../shared/journal/encoding.ts';
import type { RoomPackage } from '../../../../shared/journal/state.ts';
import { type Receipt, signReceipt } from '../../../../shared/seal/receipt.ts';

const digest = (byte: string): string => byte.repeat(32);
const SECRET = new Uint8Array(32).fill(7);
const KEY = base64url.encode(crypto.ed25519PublicKey(SECRET));
const RECEIPT: Receipt = {
  format: 'sealroom-receipt/1',
  room: digest('aa'),
  package: digest('bb'),
  ciphertext: digest('cc'),
  seal: digest('dd'),
  at: '2026-05-18T18:00:00.000+08:00',
};
const FILES = { name: 'X', ciphertext: 'X.age', seal: 'X.seal.json' };

/** The outbox of a room that finds this receipt in its folder when it is started again. */
async function outboxWith(receipt: string) {
  let told = (): void => undefined;
  const received = new Promise<void>((resolve) => (told = resolve));
  const out = delivery({
    crypto,
    pkg: { digest: RECEIPT.package, receiptKey: KEY } as RoomPackage,
    file: {} as RoomFile,
    folder: {
      receipt,
      received: async () => new Date('2026-05-18T10:00:05.250Z'),
    } as unknown as RoomFolder,
    changed: () => undefined,
    received: told,
    onFault(error) {
      throw error;
    },
  });
  expect(out.status()).toMatchObject({ state: 'shut', receipt: null });
  out.open(FILES, [], RECEIPT.room);
  await received;
  return out.status();
}

it('digests and time of the centre, and the time of this machine', async () => {
  const { state, receipt } = await outboxWith(signReceipt(crypto, RECEIPT, KEY, SECRET));
  expect(state).toBe('receipt');
  const { received, ...said } = receipt!;
  const { format: _, room: __, ...signed } = RECEIPT;
  expect(said).toEqual(signed);
  expect(Date.parse(received)).toBe(Date.parse('2026-05-18T10:00:05.250Z'));
});

it('of a receipt that the centre did not sign nothing is shown', async () => {
  const other = new Uint8Array(32).fill(8);
  expect((await outboxWith(signReceipt(crypto, RECEIPT, KEY, other))).receipt).toBeNull();
});
