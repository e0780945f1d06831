/**
 * `forgetWriter.ts <seat|room|store> <make|open> <folder>` (store: a seat of which nothing else is left): makes a station's data folder as a kill leaves it that comes when the receipt is there and little
 * has been deleted, or opens it and says what is in it then, or the code of its refusal.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { openRoomFolder } from '../../electron/room/roomFolder.ts';
import { openSeatFolder } from '../../electron/seat/seatFolder.ts';
import { openSeatStore } from '../../electron/seat/seatStore.ts';

const [role, what, folder] = process.argv.slice(2) as [string, string, string];
const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));
const inside = (...names: string[]): string => join(folder, ...names);
const STORE = 'seat.db';
/** Of no package that has a receipt here: what is deleted was decided before the kill. */
const pkg = { digest: 'a'.repeat(64), receiptKey: 'A'.repeat(43) };

async function opened() {
  return role === 'room'
    ? openRoomFolder(crypto, random, folder, pkg)
    : openSeatFolder({ crypto, random, path: folder, centreKey: random(32) });
}

if (what === 'make') {
  const first = await opened();
  if (!first.ok) throw new Error(first.refusals[0]!.en);
  first.value.close();
  const store = openSeatStore(inside(STORE), crypto, random);
  if (!store.ok) throw new Error(store.refusals[0]!.en);
  for (let i = 0; i < 50; i++) store.value.memory.remember('E1', `note ${i}`, 'x'.repeat(2000));
  store.value.close();
  if (role !== 'store') {
    mkdirSync(inside('recording'), { recursive: true });
    writeFileSync(inside('recording', 'segment'), Buffer.alloc(1 << 20));
  }
  writeFileSync(inside('forgetting.jws'), 'the receipt');
  rmSync(inside('host.key'), { force: true });
} else {
  const done = await opened();
  if (done.ok) done.value.close();
  writeSync(1, done.ok ? readdirSync(folder).sort().join(' ') : done.refusals[0]!.code);
}
