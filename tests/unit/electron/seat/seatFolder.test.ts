import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { openSeatFolder, type SeatFolder } from '../../../../electron/seat/seatFolder.ts';
import { openSeatStore } from '../../../../electron/seat/seatStore.ts';
import { random, sure } from '../../../stations/house.ts';

/** After how many removals the process is killed. */
const killed = vi.hoisted(() => ({ after: Number.POSITIVE_INFINITY }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const rm: typeof real.rm = async (...removed) => {
    if (killed.after-- <= 0) throw new Error('killed');
    await real.rm(...removed);
  };
  return { ...real, rm };
});

let folder: string;
const inside = (...names: string[]): string => join(folder, ...names);
const opening = () => openSeatFolder({ crypto, random, path: folder, centreKey: random(32) });
const opened = async (): Promise<SeatFolder> => sure(await opening());

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seat-folder-'));
});
afterEach(() => {
  killed.after = Number.POSITIVE_INFINITY;
  rmSync(folder, { recursive: true });
});

/** As a kill leaves it that comes when the receipt is durable, and nothing has been deleted. */
function withReceipt(): void {
  sure(openSeatStore(inside('seat.db'), crypto, random)).close();
  for (const name of ['package', 'recording']) {
    mkdirSync(inside(name));
    writeFileSync(inside(name, `${name}.sealroom`), 'what is to be forgotten');
  }
  for (const name of ['journal.db', 'journal.db-wal', 'journal.db-shm', 'receipt.jws'])
    writeFileSync(inside(name), 'what is to be forgotten');
}

test('a kill at any moment after the receipt leaves nothing but the receipt, once the seat has been started again', async () => {
  for (let removals = 0; ; removals++) {
    withReceipt();
    killed.after = removals;
    const broken = await opening().catch((error: Error) => error.message);
    killed.after = Number.POSITIVE_INFINITY;
    const again = await opened();
    expect(again.ended()?.stage).toBe('finished');
    again.close();
    expect(readdirSync(folder)).toEqual(['receipt.jws']);
    if (broken !== 'killed') return;
  }
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
