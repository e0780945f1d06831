/** The tables of a journal file and what guards them. */
import type { Database } from 'better-sqlite3';

/** "SEAL": tells a journal from any other SQLite file (`file journal.sqlite` shows it). */
const APPLICATION_ID = 0x5345414c;
const FORMAT = 1;

/**
 * `hash` can be derived from `line`; it is kept because the last entry's hash stands in no later entry, so that a bit that flips there
 * would go unnoticed.
 */
const OBJECTS = [
  `CREATE TABLE entry (seq INTEGER PRIMARY KEY, line TEXT NOT NULL, hash TEXT NOT NULL) STRICT`,
  `CREATE TRIGGER entry_never_changed BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'append-only'); END`,
  `CREATE TRIGGER entry_never_deleted BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'append-only'); END`,
  // INSERT OR REPLACE deletes without asking the trigger above.
  `CREATE TRIGGER entry_only_next BEFORE INSERT ON entry WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM entry) BEGIN SELECT RAISE(ABORT, 'append-only'); END`,
];

const sqlOf = (db: Database): unknown[] =>
  db.prepare('SELECT sql FROM sqlite_schema ORDER BY rowid').pluck().all();

/** A file that SQLite has just made. */
export const isNew = (db: Database): boolean => sqlOf(db).length === 0 && idOf(db) === 0;

const idOf = (db: Database): unknown => db.pragma('application_id', { simple: true });

export const createSchema = (db: Database): void =>
  db
    .transaction(() => {
      for (const sql of OBJECTS) db.exec(sql);
      db.pragma(`application_id = ${APPLICATION_ID}`);
      db.pragma(`user_version = ${FORMAT}`);
    })
    .exclusive();

/** What kind of file this is, by its marks alone. */
export function kindOf(db: Database): 'journal' | 'newer journal' | 'other' {
  if (idOf(db) !== APPLICATION_ID) return 'other';
  return db.pragma('user_version', { simple: true }) === FORMAT ? 'journal' : 'newer journal';
}

/** Whether table and guards are exactly those that this version makes. */
export const isGuarded = (db: Database): boolean => sqlOf(db).join('\n') === OBJECTS.join('\n');

export interface Row {
  readonly seq: number;
  readonly line: string;
  readonly hash: string;
}

/** Rows taken at once: an open cursor would keep the connection from appending. */
const ROWS = 256;

export function* rows(db: Database, from: number): Generator<Row, undefined> {
  const some = db.prepare<[number, number], Row>(
    'SELECT seq, line, hash FROM entry WHERE seq > ? ORDER BY seq LIMIT ?',
  );
  let after = from - 1;
  for (;;) {
    const next = some.all(after, ROWS);
    yield* next;
    if (next.length < ROWS) return;
    after = next.at(-1)!.seq;
  }
}
