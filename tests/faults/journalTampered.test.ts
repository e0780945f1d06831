/** A journal file that was altered behind the store's back: refused with the number of the entry, and left as it is. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { openJournal } from '../../electron/store/journalStore.ts';
import { entryHash, entryLine } from '../../shared/journal/entry.ts';
import { rounds } from '../rounds.ts';
import { signedChain } from '../signedChain.ts';

const LENGTH = 30;
const entries = signedChain(crypto).take(LENGTH);
const lines = entries.map(entryLine);
const hashes = entries.map((entry) => entryHash(crypto, entry));

let folder: string;
/** A journal that was closed; and one whose process was killed, so that all is still in the log: each commit two entries. */
let closed: string;
let killed: string;
let path: string;

const bytesOf = (file: string): Buffer => readFileSync(file);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tampered-'));
  closed = join(folder, 'closed.sqlite');
  killed = join(folder, 'killed.sqlite');
  path = join(folder, 'journal.sqlite');
  const opened = openJournal(closed, { crypto });
  if (!opened.ok) throw new Error(opened.refusals[0]!.en);
  for (let from = 0; from < LENGTH; from += 2) opened.value.append(entries.slice(from, from + 2));
  for (const suffix of ['', '-wal']) cpSync(`${closed}${suffix}`, `${killed}${suffix}`);
  opened.value.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function use(journal: string): void {
  for (const suffix of ['', '-wal', '-shm']) {
    rmSync(`${path}${suffix}`, { force: true });
    if (suffix !== '-shm' && (suffix === '' || journal === killed))
      cpSync(`${journal}${suffix}`, `${path}${suffix}`);
  }
}

/** What opening answers: the lines, or the refusal. */
function reopened(): string[] | string {
  const result = openJournal(path, { crypto });
  if (!result.ok) return `${result.refusals[0]!.code} ${result.refusals[0]!.where}`;
  const read = [...result.value.lines()];
  result.value.close();
  return read;
}

/** Statements under no guard, as somebody with the file and SQLite could run them; the guards stand again afterwards. */
function alter(sql: string, ...values: (string | number)[]): void {
  const db = new Database(path);
  const guards = db.prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`).all() as {
    name: string;
    sql: string;
  }[];
  for (const { name } of guards) db.exec(`DROP TRIGGER ${name}`);
  db.prepare(sql).run(...values);
  for (const guard of guards) db.exec(guard.sql);
  db.close();
}

describe('a journal altered with SQLite', () => {
  beforeEach(() => use(closed));
  const set = (n: number, line: string, hash: string): void =>
    alter('UPDATE entry SET line = ?, hash = ? WHERE seq = ?', line, hash, n);

  it.each([1, 17, LENGTH])('is refused for a line that says something else (entry %i)', (n) => {
    set(n, lines[n - 1]!.replace('"mono":"', '"mono":"1'), hashes[n - 1]!);
    expect(reopened()).toBe(`JOURNAL_DAMAGED entry ${n}`);
  });

  it.each([1, 17, LENGTH])('is refused for another hash (entry %i)', (n) => {
    set(n, lines[n - 1]!, hashes[n === 1 ? 1 : 0]!);
    expect(reopened()).toBe(`JOURNAL_DAMAGED entry ${n}`);
  });

  it('is refused for a time of the host’s that was changed together with its hash', () => {
    const changed = { ...entries[16]!, at: entries[17]!.at };
    set(17, entryLine(changed), entryHash(crypto, changed));
    expect(reopened()).toBe('JOURNAL_DAMAGED entry 18');
  });

  it('is refused for two rows that changed places', () => {
    set(11, lines[19]!, hashes[19]!);
    set(20, lines[10]!, hashes[10]!);
    expect(reopened()).toBe('JOURNAL_DAMAGED entry 11');
  });

  it.each([1, 17])('is refused for a row taken out (entry %i)', (n) => {
    alter('DELETE FROM entry WHERE seq = ?', n);
    expect(reopened()).toBe(`JOURNAL_DAMAGED entry ${n}`);
  });

  it('is refused for a row taken out and the rest moved up', () => {
    alter('DELETE FROM entry WHERE seq = 17');
    for (let n = 18; n <= LENGTH; n++) alter('UPDATE entry SET seq = ? WHERE seq = ?', n - 1, n);
    expect(reopened()).toBe('JOURNAL_DAMAGED entry 17');
  });

  it('is refused for a row put in twice', () => {
    alter('INSERT INTO entry VALUES (?, ?, ?)', LENGTH + 1, lines[LENGTH - 1]!, hashes[LENGTH - 1]!);
    expect(reopened()).toBe(`JOURNAL_DAMAGED entry ${LENGTH + 1}`);
  });

  it('is refused for an entry of another journal', () => {
    const [, other] = signedChain(crypto, { name: 'another room' }).take(2);
    set(2, entryLine(other!), entryHash(crypto, other!));
    expect(reopened()).toBe('JOURNAL_DAMAGED entry 2');
  });

  it('is refused without its guards', () => {
    const db = new Database(path);
    db.exec('DROP TRIGGER entry_never_changed');
    db.close();
    expect(reopened()).toBe('JOURNAL_DAMAGED sqlite_schema');
  });

  it('is shorter, not damaged, where the last entries are gone as a whole: the signed heads show them missing', () => {
    alter('DELETE FROM entry WHERE seq > 20');
    expect(reopened()).toEqual(lines.slice(0, 20));
  });

  it('is left as it is when it is refused', () => {
    set(17, lines[16]!, hashes[0]!);
    const before = bytesOf(path);
    reopened();
    expect(bytesOf(path).equals(before)).toBe(true);
    use(killed);
    // In the second frame's page.
    alterByte(`${path}-wal`, 32 + 24 + bytesOf(path).readUInt16BE(16) + 24 + 100);
    const log = bytesOf(`${path}-wal`);
    expect(reopened()).toMatch('JOURNAL_DAMAGED');
    expect(bytesOf(`${path}-wal`).equals(log)).toBe(true);
  });
});

function alterByte(file: string, at: number, bits = 1): void {
  const bytes = bytesOf(file);
  bytes[at]! ^= bits;
  writeFileSync(file, bytes);
}

describe('a journal file with one byte changed', () => {
  const TRIES = rounds(300, 20_000);
  /** Every n-th byte from a beginning that moves, so that all parts of the file are met. */
  const places = (size: number): number[] =>
    Array.from({ length: TRIES }, (_, n) => (n * Math.ceil(size / TRIES) + ((n * 7) % 13)) % size);

  it('is refused, or says exactly what it said', () => {
    let refused = 0;
    for (const [n, at] of [...Array(100).keys(), ...places(bytesOf(closed).length)].entries()) {
      use(closed);
      alterByte(path, at, 1 << (n % 8));
      const seen = reopened();
      if (typeof seen === 'string') refused++;
      else expect(seen, `byte ${at}`).toEqual(lines);
    }
    // Most bytes of the file carry entries.
    expect(refused).toBeGreaterThan(TRIES / 2);
  });

  it('is refused where the file says that it keeps no log: appending would go on with another durability', () => {
    use(closed);
    alterByte(path, 18, 3);
    alterByte(path, 19, 3);
    expect(reopened()).toBe(`JOURNAL_DAMAGED entry ${LENGTH + 1}`);
  });

  it('is refused where a page says that it holds one row less: the chain alone would end one entry earlier', () => {
    const LEAF = 0x0d;
    const size = bytesOf(closed).length;
    const step = bytesOf(closed).readUInt16BE(16);
    for (let page = step; page < size; page += step) {
      use(closed);
      const bytes = bytesOf(path);
      const rows = bytes.readUInt16BE(page + 3);
      if (bytes[page] !== LEAF || rows === 0) continue;
      bytes.writeUInt16BE(rows - 1, page + 3);
      writeFileSync(path, bytes);
      expect(reopened(), `page at ${page}`).toMatch('JOURNAL_DAMAGED entry');
    }
  });

  it('in its log, is refused or whole; only the last commit can be missing, as after a power cut', () => {
    const size = bytesOf(`${killed}-wal`).length;
    for (const [n, at] of [...Array(80).keys(), ...places(size)].entries()) {
      use(killed);
      alterByte(`${path}-wal`, at, 1 << (n % 8));
      const seen = reopened();
      if (typeof seen === 'string') expect(seen, `byte ${at}`).toMatch(/^JOURNAL_DAMAGED entry \d+$/);
      else if (seen.length < LENGTH) expect(seen, `byte ${at}`).toEqual(lines.slice(0, LENGTH - 2));
      else expect(seen, `byte ${at}`).toEqual(lines);
    }
  });

  it('cut anywhere, is refused, or ends with the entry before the cut', () => {
    for (const file of ['', '-wal'])
      for (let n = 1; n < 40; n++) {
        use(file === '' ? closed : killed);
        const bytes = bytesOf(`${path}${file}`);
        const length = Math.floor((bytes.length * n) / 40);
        writeFileSync(`${path}${file}`, bytes.subarray(0, length));
        const seen = reopened();
        if (typeof seen !== 'string')
          expect(seen, `${file} cut at ${length}`).toEqual(lines.slice(0, seen.length));
        if (file === '') expect(typeof seen, `cut at ${length}`).toBe('string');
      }
  });
});
