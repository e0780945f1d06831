/**
 * A journal file is made in two transactions: SQLite's first page through a rollback journal, table and guards through the write-ahead
 * log. Killed during the first, it leaves a page that nobody committed, which cannot be read before it is taken back.
 * The format: sqlite.org/fileformat2.html, section 3.
 */
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { isNew } from './schema.ts';

/** Where a rollback journal names how many pages the file had before. */
const PAGES_BEFORE = { at: 16, bytes: 4 };
/** Bytes of a page of a new file. Of SQLite's usual 4,096 a sealed score of 2 KB would leave nearly half empty, and each would be written alone. */
export const PAGE = 8192;

/** Whether a file was killed while SQLite made it: it had no page before, has one at most, and no log; a journal's table would be the second. */
export function wasBeingMade(path: string): boolean {
  const file = statSync(path, { throwIfNoEntry: false });
  return (
    file !== undefined &&
    file.size <= PAGE &&
    !existsSync(`${path}-wal`) &&
    pagesBefore(`${path}-journal`) === 0
  );
}

/** Null where there is none, where it was not begun, or where another process has just ended it: SQLite passes over it then. */
function pagesBefore(rollbackJournal: string): number | null {
  let file: number;
  try {
    file = openSync(rollbackJournal, 'r');
  } catch {
    return null;
  }
  try {
    const pages = Buffer.alloc(PAGES_BEFORE.bytes);
    const read = readSync(file, pages, 0, pages.length, PAGES_BEFORE.at);
    return read === pages.length ? pages.readUInt32BE() : null;
  } finally {
    closeSync(file);
  }
}

/**
 * Leaves the file without a page, as it was before.
 * @throws SqliteError where the disk fails or another process is making it
 */
export function takeBack(path: string): void {
  const db = new Database(path, { timeout: 0 });
  try {
    // SQLite takes back what it finds unfinished at its first read.
    isNew(db);
  } finally {
    db.close();
  }
}
