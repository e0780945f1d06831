/** A room's journal on disk: entries in order, durable before they are acknowledged, never changed. */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { BEFORE_FIRST, continues, type Entry, entryLine, type Head } from '../../shared/journal/entry.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { accept, type Refusal, type Result, refusal, refuse } from '../../shared/refusal.ts';
import type { ChainEnd } from '../journal/chunk.ts';
import { lineHash } from '../journal/entryLine.ts';
import type { FoldedLine } from '../journal/foldLines.ts';
import { isBusy, isFull, writeFailure } from './failure.ts';
import { PAGE, takeBack, wasBeingMade } from './rollbackJournal.ts';
import { createSchema, isNew, type Row, rows } from './schema.ts';
import { verifyFile } from './verifyFile.ts';

export interface JournalStore {
  /** Number of entries, which is the last one's number. */
  readonly length: number;
  head(): Head;
  /** The last entry's time; null where the journal is empty. */
  lastAt(): string | null;
  /**
   * Stores entries in one transaction, all or none, and returns when they are durable. The caller has checked forms and signatures
   * (`appendable`); that each entry continues the chain is checked here.
   * Refuses `CHAIN_NUMBER`, `CHAIN_HASH`, `CHAIN_TIME`; `DISK_FULL`, after which a later append may succeed; `DISK_ERROR`, after which
   * every append is refused until the journal is opened again. An entry refused so may turn out to be there then: the disk took it
   * and failed to say so.
   */
  append(entries: readonly Entry[]): Result<Head>;
  /** The same for lines that were checked one by one, with the entries and hashes that they gave. */
  appendLines(lines: readonly FoldedLine[]): Result<Head>;
  /** The canonical lines from an entry number (1 unless given) to the end, those appended meanwhile included. */
  lines(from?: number): Generator<string, undefined>;
  /** The canonical line of one entry; undefined where the journal does not have that number. */
  line(seq: number): string | undefined;
  close(): void;
}

/**
 * Opens a journal, or makes a new one where there is none, and verifies it from the first entry to the last: lines, chain, times,
 * signatures, guards, the file's own structure. A refused file is left as it was. An open one is locked until `close` or the process's
 * end.
 *
 * A journal that lacks its last entries as a whole is a shorter journal: a store cannot notice; the heads that the host signed do.
 *
 * Refuses `JOURNAL_DAMAGED` (`where: "entry N"`: the first entry that cannot be relied on), `JOURNAL_BUSY` (open in another
 * process), `JOURNAL_UNKNOWN` (another kind of file, or a newer version's), `FOLDER_MISSING`, `DISK_FULL` and `DISK_ERROR`.
 */
export function openJournal(path: string, { crypto }: { readonly crypto: CryptoPort }): Result<JournalStore> {
  if (!existsSync(dirname(path))) return refuse(noFolder(dirname(path)));
  let db: Database.Database | undefined;
  try {
    if (wasBeingMade(path)) takeBack(path);
    const verified = existsSync(path) ? verifyFile(path, crypto) : accept(null);
    if (!verified.ok) return verified;
    const end = verified.value ?? { head: BEFORE_FIRST, at: null };
    db = new Database(path, { timeout: 0 });
    lock(db);
    if (lastHash(db) === end.head.hash) return accept(store(db, crypto, end));
    // Another process wrote between verification and lock.
    db.close();
    return refuse(busy);
  } catch (error) {
    db?.close();
    return refuse(isBusy(error) ? busy : writeFailure(error).refusal);
  }
}

const busy = refusal(
  'JOURNAL_BUSY',
  '日志正由另一进程使用；请先关闭它',
  'Another process has the journal open; close that one first',
);

const noFolder = (folder: string): Refusal =>
  refusal('FOLDER_MISSING', '存放日志的文件夹不存在', 'The folder for the journal does not exist', folder);

function lock(db: Database.Database): void {
  db.pragma('locking_mode = EXCLUSIVE');
  db.pragma('trusted_schema = OFF');
  if (isNew(db)) {
    db.pragma(`page_size = ${PAGE}`);
    db.pragma('journal_mode = WAL');
    createSchema(db);
  }
  db.pragma('synchronous = FULL');
  beginLogAnew(db);
}

/** So that a commit broken by a power cut leaves nothing behind for `logWasAltered` to stumble over. */
function beginLogAnew(db: Database.Database): void {
  try {
    db.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    // No room to copy the log into the file: its entries are durable where they are.
    if (!isFull(error)) throw error;
  }
}

const lastHash = (db: Database.Database): string =>
  (db.prepare('SELECT hash FROM entry ORDER BY seq DESC LIMIT 1').pluck().get() as string | undefined) ??
  BEFORE_FIRST.hash;

function store(db: Database.Database, crypto: CryptoPort, opened: ChainEnd): JournalStore {
  let end = opened;
  let failed: Refusal | null = null;
  const insert = db.prepare<[number, string, string]>('INSERT INTO entry (seq, line, hash) VALUES (?, ?, ?)');
  const lineAt = db.prepare<[number], string>('SELECT line FROM entry WHERE seq = ?').pluck();
  const insertAll = db.transaction((added: readonly Row[]) => {
    for (const { seq, line, hash } of added) insert.run(seq, line, hash);
  });

  function write(added: readonly Row[], reached: ChainEnd): Result<Head> {
    try {
      insertAll.immediate(added);
    } catch (error) {
      const failure = writeFailure(error);
      if (failure.final) failed = failure.refusal;
      return refuse(failure.refusal);
    }
    end = reached;
    return accept(end.head);
  }

  function appendAll(lines: readonly { entry: Entry; line: string; hash: string }[]): Result<Head> {
    if (failed !== null) return refuse(failed);
    let reached = end;
    for (const { entry, hash } of lines) {
      const broken = continues(reached.head, reached.at, entry);
      if (broken !== null) return refuse(broken);
      reached = { head: { seq: entry.seq, hash }, at: entry.at };
    }
    return write(
      lines.map(({ entry, line, hash }) => ({ seq: entry.seq, line, hash })),
      reached,
    );
  }

  return {
    get length() {
      return end.head.seq;
    },
    head: () => end.head,
    lastAt: () => end.at,
    append: (entries) =>
      appendAll(
        entries.map((entry) => {
          const line = entryLine(entry);
          return { entry, line, hash: lineHash(crypto, line) };
        }),
      ),
    appendLines: (lines) =>
      appendAll(lines.map(({ entry, line, hashes }) => ({ entry, line, hash: hashes.entry }))),
    *lines(from = 1) {
      for (const { line } of rows(db, from)) yield line;
      return undefined;
    },
    line: (seq) => lineAt.get(seq),
    close: () => void db.close(),
  };
}
