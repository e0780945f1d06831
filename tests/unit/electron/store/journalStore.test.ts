import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { type JournalStore, openJournal } from '../../../../electron/store/journalStore.ts';
import { entryHash, entryLine } from '../../../../shared/journal/entry.ts';
import type { Result } from '../../../../shared/refusal.ts';
import { signedChain } from '../../../signedChain.ts';

let folder: string;
let path: string;
const opened: JournalStore[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'store-'));
  path = join(folder, 'journal.sqlite');
});
afterEach(() => {
  for (const store of opened.splice(0)) store.close();
  rmSync(folder, { recursive: true, force: true });
});

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
}
const open = (): JournalStore => {
  const store = value(openJournal(path, { crypto }));
  opened.push(store);
  return store;
};
const codes = (result: Result<unknown>): string[] => (result.ok ? [] : result.refusals.map((r) => r.code));

/** What SQLite writes first into a new file, in pages of 8,192 bytes. */
function firstPage(): Buffer {
  const made = join(folder, 'made.sqlite');
  const db = new Database(made);
  db.pragma('page_size = 8192');
  db.pragma('journal_mode = WAL');
  db.close();
  return readFileSync(made);
}

/** Of a transaction on a file that had no page (sqlite.org/fileformat2.html, section 3): a header in a sector of 512 bytes, no record. */
function rollbackJournal(): Buffer {
  const header = Buffer.alloc(512);
  Buffer.from('d9d505f920a163d7', 'hex').copy(header);
  header.writeUInt32BE(512, 20);
  header.writeUInt32BE(8192, 24);
  return header;
}

describe('a journal store', () => {
  it('begins empty', () => {
    const store = open();
    expect(store.length).toBe(0);
    expect(store.head()).toEqual({ seq: 0, hash: '0'.repeat(64) });
    expect([...store.lines()]).toEqual([]);
  });

  it('gives back every line, after closing too', () => {
    const entries = signedChain(crypto).take(600);
    let store = open();
    value(store.append(entries.slice(0, 1)));
    const head = value(store.append(entries.slice(1)));
    expect(head).toEqual({ seq: 600, hash: entryHash(crypto, entries[599]!) });
    store.close();
    store = open();
    expect([...store.lines()]).toEqual(entries.map(entryLine));
    expect([...store.lines(599)]).toEqual(entries.slice(598).map(entryLine));
    expect(store.head()).toEqual(head);
    expect(store.lastAt()).toBe(entries[599]!.at);
  });

  it('goes on where it ended', () => {
    const chain = signedChain(crypto);
    let store = open();
    value(store.append(chain.take(5)));
    store.close();
    store = open();
    value(store.append(chain.take(5)));
    expect(store.length).toBe(10);
  });

  it('may be appended to while it is read', () => {
    const chain = signedChain(crypto);
    const store = open();
    value(store.append(chain.take(300)));
    let read = 0;
    for (const _ of store.lines()) if (++read === 10) value(store.append([chain.next()]));
    expect(read).toBe(301);
  });

  it('stores nothing of a group in which one entry does not continue the chain', () => {
    const entries = signedChain(crypto).take(4);
    const store = open();
    expect(codes(store.append([entries[0]!, entries[2]!]))).toEqual(['CHAIN_NUMBER']);
    expect(codes(store.append([entries[0]!, { ...entries[1]!, prev: '0'.repeat(64) }]))).toEqual([
      'CHAIN_HASH',
    ]);
    const early = { ...entries[1]!, at: '2026-05-18T00:00:00Z' };
    expect(codes(store.append([entries[0]!, early]))).toEqual(['CHAIN_TIME']);
    expect(store.length).toBe(0);
    value(store.append(entries));
  });

  it('is written ahead of its file', () => {
    value(open().append(signedChain(crypto).take(1)));
    opened.pop()!.close();
    const db = new Database(path, { readonly: true });
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    db.close();
  });

  it('lets no statement change, delete, replace or skip an entry', () => {
    value(open().append(signedChain(crypto).take(3)));
    opened.pop()!.close();
    const db = new Database(path);
    for (const sql of [
      `UPDATE entry SET line = 'x' WHERE seq = 2`,
      `DELETE FROM entry WHERE seq = 3`,
      `INSERT OR REPLACE INTO entry VALUES (2, 'x', 'x')`,
      `INSERT INTO entry VALUES (5, 'x', 'x')`,
      `INSERT INTO entry (line, hash) VALUES ('x', 'x')`,
    ])
      expect(() => db.exec(sql), sql).toThrow('append-only');
    db.close();
    expect(open().length).toBe(3);
  });

  it('refuses another process while it is open, and lets it in afterwards', () => {
    const attempt = (): string =>
      execFileSync(process.execPath, [join(import.meta.dirname, 'openOnce.ts'), path], {
        encoding: 'utf8',
      }).trim();
    const store = open();
    expect(attempt()).toBe('JOURNAL_BUSY');
    value(store.append(signedChain(crypto).take(2)));
    expect(attempt()).toBe('JOURNAL_BUSY');
    store.close();
    expect(attempt()).toBe('length 2');
  });

  it('refuses a second opening in the same process', () => {
    open();
    expect(codes(openJournal(path, { crypto }))).toEqual(['JOURNAL_BUSY']);
  });

  it('is free again as soon as its process is dead', async () => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'openOnce.ts'), path, 'stay']);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    expect(codes(openJournal(path, { crypto }))).toEqual(['JOURNAL_BUSY']);
    const dead = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await dead;
    expect(open().length).toBe(0);
  });

  it('refuses what is not a journal, and leaves it as it is', () => {
    const other = new Database(path);
    other.exec('CREATE TABLE entry (seq INTEGER PRIMARY KEY, line TEXT, hash TEXT)');
    other.close();
    expect(codes(openJournal(path, { crypto }))).toEqual(['JOURNAL_UNKNOWN']);
    writeFileSync(path, 'no database at all, but long enough to be looked at '.repeat(200));
    expect(codes(openJournal(path, { crypto }))).toEqual(['JOURNAL_DAMAGED']);
  });

  it('makes a file again whose making was killed', () => {
    writeFileSync(path, firstPage());
    writeFileSync(`${path}-journal`, rollbackJournal());
    expect(open().length).toBe(0);
    expect(existsSync(`${path}-journal`)).toBe(false);
  });

  it('takes nothing back by a rollback journal that was put beside a whole file', () => {
    value(open().append(signedChain(crypto).take(3)));
    opened.pop()!.close();
    const whole = readFileSync(path);
    writeFileSync(`${path}-journal`, rollbackJournal());
    expect(codes(openJournal(path, { crypto }))).toEqual(['JOURNAL_DAMAGED']);
    expect(readFileSync(path)).toEqual(whole);
    rmSync(`${path}-journal`);
    expect(open().length).toBe(3);
  });

  it('refuses a journal of a newer version', () => {
    open().close();
    opened.pop();
    const db = new Database(path);
    db.pragma('user_version = 2');
    db.close();
    expect(codes(openJournal(path, { crypto }))).toEqual(['JOURNAL_UNKNOWN']);
  });

  it('refuses a folder that is not there', () => {
    expect(codes(openJournal(join(folder, 'none', 'journal.sqlite'), { crypto }))).toEqual([
      'FOLDER_MISSING',
    ]);
  });
});
