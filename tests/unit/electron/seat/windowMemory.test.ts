import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MEMORY_TABLES, type WindowMemory, windowMemory } from '../../../../electron/seat/windowMemory.ts';
import { accept } from '../../../../shared/refusal.ts';
import { sure } from '../../../sure.ts';

let folder: string;
let db: Database.Database;
let memory: WindowMemory;
let now: number;

function open(): void {
  db = new Database(join(folder, 'seat.db'));
  db.exec(MEMORY_TABLES);
  memory = windowMemory(
    db,
    (write) => {
      write();
      return accept(undefined);
    },
    () => now,
  );
}
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'window-memory-'));
  now = 1000;
  open();
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

/** As after a kill: the clock that only grows begins anew. */
function restart(): void {
  db.close();
  now = 0;
  open();
}
const tried = async (pin: string) => sure(await memory.tryPin('E1', pin));
async function wrong(times: number): Promise<number> {
  let wait = 0;
  for (let i = 0; i < times; i++) ({ wait } = await tried('9999'));
  return wait;
}

/** As if so many wrong ones had been compared, each when it counted: comparing takes its time. */
function compared(times: number): void {
  db.prepare('UPDATE pin SET wrong = ?').run(times);
}

test('what a window remembers is there after a restart, for this person alone', () => {
  sure(memory.remember('E1', 'page:B1/x.pdf', '17'));
  sure(memory.remember('E1', 'cell', 'B1 T1'));
  sure(memory.remember('E1', 'cell', 'B2 T4'));
  sure(memory.remember('E2', 'cell', 'B3 T1'));
  restart();
  expect(memory.entries('E1')).toEqual({ 'page:B1/x.pdf': '17', cell: 'B2 T4' });
  expect(memory.entries('E2')).toEqual({ cell: 'B3 T1' });
});

test('an empty value forgets the key', () => {
  sure(memory.remember('E1', 'cell', 'B1 T1'));
  sure(memory.remember('E1', 'cell', ''));
  expect(memory.entries('E1')).toEqual({});
});

test('a window that remembers too much is refused, and what was there stays', () => {
  const value = 'x'.repeat(65_536);
  for (let i = 0; i < 15; i++) sure(memory.remember('E1', `${i}`, value));
  const more = memory.remember('E1', '15', value);
  expect(more.ok || more.refusals[0]!.code).toBe('MEMORY_FULL');
  sure(memory.remember('E1', '3', value.replaceAll('x', 'y')));
  expect(Object.keys(memory.entries('E1'))).toHaveLength(15);
});

test('without a PIN nothing that is typed opens the screen', async () => {
  expect(memory.hasPin('E1')).toBe(false);
  expect(await tried('')).toEqual({ open: false, wait: 0 });
});

test('the right PIN opens, also after a restart, and another person’s does not', async () => {
  sure(await memory.setPin('E1', '2580'));
  sure(await memory.setPin('E2', '1111'));
  restart();
  expect(memory.hasPin('E1')).toBe(true);
  expect((await tried('1111')).open).toBe(false);
  expect(await tried('2580')).toEqual({ open: true, wait: 0 });
});

test('the PIN itself is not in the file', async () => {
  sure(await memory.setPin('E1', '258025802580'));
  expect(readFileSync(join(folder, 'seat.db')).includes('258025802580')).toBe(false);
});

test('after four wrong ones each further one doubles the wait, in which no try counts', async () => {
  sure(await memory.setPin('E1', '2580'));
  expect(await wrong(4)).toBe(0);
  expect(await wrong(1)).toBe(15);
  now += 14_000;
  // Not even the right one.
  expect(await tried('2580')).toEqual({ open: false, wait: 1 });
  now += 1_000;
  expect(await wrong(1)).toBe(30);
  now += 30_000;
  expect(await tried('2580')).toEqual({ open: true, wait: 0 });
  expect(await wrong(4)).toBe(0);
});

test('the wait grows no longer than ten minutes', async () => {
  sure(await memory.setPin('E1', '2580'));
  compared(9);
  for (const wait of [480, 600, 600]) {
    now += 600_000;
    expect(await wrong(1)).toBe(wait);
  }
});

test('a kill does not end the wait: it begins anew', async () => {
  sure(await memory.setPin('E1', '2580'));
  compared(5);
  now += 15_000;
  expect(await wrong(1)).toBe(30);
  restart();
  expect(await tried('2580')).toEqual({ open: false, wait: 30 });
  now += 30_000;
  expect((await tried('2580')).open).toBe(true);
});

test('a try that is killed while it is compared has been counted', async () => {
  sure(await memory.setPin('E1', '2580'));
  compared(4);
  const trying = memory.tryPin('E1', '9999');
  await Promise.resolve();
  const counted = db.prepare('SELECT wrong FROM pin').pluck().get();
  await trying;
  expect(counted).toBe(5);
});

test('tries made at the same time count one by one', async () => {
  sure(await memory.setPin('E1', '2580'));
  const answers = await Promise.all(
    Array.from({ length: 8 }, async (_, i) => tried(i === 7 ? '2580' : `000${i}`)),
  );
  expect(answers.map(({ wait }) => wait)).toEqual([0, 0, 0, 0, 15, 15, 15, 15]);
  expect(answers.some(({ open: isOpen }) => isOpen)).toBe(false);
});

test('who has shown his slip has no PIN any more, and a new one begins anew', async () => {
  sure(await memory.setPin('E1', '2580'));
  compared(4);
  await wrong(1);
  sure(memory.forgetPin('E1'));
  expect(memory.hasPin('E1')).toBe(false);
  sure(await memory.setPin('E1', '2580'));
  expect((await tried('2580')).open).toBe(true);
  compared(4);
  await wrong(1);
  sure(await memory.setPin('E1', '1470'));
  expect((await tried('1470')).open).toBe(true);
});
