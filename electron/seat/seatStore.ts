/**
 * A seat's own store: its sessions, their acts, their secrets (sealed under the slip's key), and the host's signed heads. What a call has
 * answered is durable. The room's station keeps the supervisor's session in one as well.
 */
import { existsSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { Act } from '../../shared/journal/acts.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { actHash, GENESIS } from '../../shared/journal/entry.ts';
import type { CryptoPort, RandomPort } from '../../shared/ports/crypto.ts';
import { accept, type Refusal, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { isBusy, isCorruption, isFull, writeFailure } from '../store/failure.ts';
import { HOST_WORD_TABLES, type HostWords, hostWords } from './hostWords.ts';
import { openSecret, type SecretKind, sealSecret } from './sealedSecrets.ts';
import { MEMORY_TABLES, type WindowMemory, windowMemory } from './windowMemory.ts';

export interface Secret {
  readonly kind: SecretKind;
  /** Which of its kind: the round of a sheet key, the deal's hash of a share. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface KeptAct {
  readonly seq: number;
  readonly act: string;
  /** Canonical. */
  readonly text: string;
}

/** A session whose secrets the slip has opened. */
export interface UnlockedSession {
  readonly session: string;
  readonly who: string;
  /** Ed25519 seed, 32 bytes. */
  readonly secretKey: Uint8Array;
  /** age identity. */
  readonly identity: string;
  /** Number and hash of its newest act. */
  last(): { readonly seq: number; readonly hash: string };
  /** Keeps an own act, and the secrets that it depends on, all or none. Refuses `DISK_FULL`, `DISK_ERROR`. */
  save(act: Act, secrets: readonly Secret[]): Result<void>;
  keep(secrets: readonly Secret[]): Result<void>;
  secretsOf(kind: SecretKind): ReadonlyMap<string, Uint8Array>;
  acts(from: number): KeptAct[];
}

export interface SeatStore extends HostWords {
  /** In the order in which they began. */
  sessions(): readonly { readonly session: string; readonly who: string; readonly room: string }[];
  /** A new session with the act that introduces it. */
  begin(made: {
    readonly session: string;
    readonly who: string;
    readonly room: string;
    readonly atRest: Uint8Array;
    readonly secretKey: Uint8Array;
    readonly identity: string;
    readonly act: Act;
  }): Result<UnlockedSession>;
  /** Refuses `SLIP_OTHER`: this slip's key does not open what is kept for the session. */
  unlock(session: string, atRest: Uint8Array): Result<UnlockedSession>;
  /** The room has said, for good, that it does not take this act. */
  refusedAct(session: string, act: string, why: Refusal): void;
  refusedActs(session: string): readonly { readonly act: string; readonly refusal: Refusal }[];
  readonly memory: WindowMemory;
  close(): void;
  /** Overwrites and deletes everything; where the disk has no room to overwrite it, or does not take it, deletes it. */
  forget(): void;
}

const APPLICATION_ID = 0x53454154; // "SEAT"
const FORMAT = 1;
const TABLES = `
  CREATE TABLE session (number INTEGER PRIMARY KEY, session TEXT NOT NULL UNIQUE, who TEXT NOT NULL, room TEXT NOT NULL) STRICT;
  CREATE TABLE act (session TEXT NOT NULL, seq INTEGER NOT NULL, hash TEXT NOT NULL, text TEXT NOT NULL, refusal TEXT, PRIMARY KEY (session, seq)) STRICT, WITHOUT ROWID;
  CREATE TABLE secret (session TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (session, kind, name)) STRICT, WITHOUT ROWID;
`;

const slipOther = refusal(
  'SLIP_OTHER',
  '该凭证打不开本席位保存的内容，请核对凭证',
  'This slip does not open what is kept at this seat; compare the code with the paper',
);

const damaged = (path: string): Refusal =>
  refusal(
    'SEAT_STORE_DAMAGED',
    '本席位的存储文件已损坏，未作任何改动；请改用其他席位，并保留此文件备查',
    'This seat’s store is damaged and was left as it is. Go on at another seat, and keep the file',
    path,
  );

const busy = refusal(
  'SEAT_STORE_BUSY',
  '本席位的存储文件正由另一进程使用；请先关闭它',
  'Another process has this seat’s store open; close that one first',
);

/** Opens a store, or makes one. Refuses `SEAT_STORE_DAMAGED`, `SEAT_STORE_BUSY`, `DISK_FULL`, `DISK_ERROR`. */
export function openSeatStore(path: string, crypto: CryptoPort, random: RandomPort): Result<SeatStore> {
  let db: Database.Database | undefined;
  try {
    db = new Database(path, { timeout: 0 });
    prepare(db);
    return accept(storeOver(db, path, crypto, random));
  } catch (error) {
    db?.close();
    if (isBusy(error)) return refuse(busy);
    if (error instanceof UnknownStore || (isCorruption(error) && !isFull(error)))
      return refuse(damaged(path));
    return refuse(writeFailure(error).refusal);
  }
}

class UnknownStore extends Error {}

function prepare(db: Database.Database): void {
  db.pragma('locking_mode = EXCLUSIVE');
  db.pragma('trusted_schema = OFF');
  // What is deleted or replaced is overwritten: old secrets do not wait in free pages.
  db.pragma('secure_delete = ON');
  const id = db.pragma('application_id', { simple: true });
  const isNew = id === 0 && db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
  if (isNew) {
    db.pragma('journal_mode = WAL');
    db.transaction(() => {
      db.exec(TABLES);
      db.pragma(`application_id = ${APPLICATION_ID}`);
      db.pragma(`user_version = ${FORMAT}`);
    }).exclusive();
  } else if (id !== APPLICATION_ID || db.pragma('user_version', { simple: true }) !== FORMAT)
    throw new UnknownStore();
  db.pragma('synchronous = FULL');
  if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new UnknownStore();
  db.exec(HOST_WORD_TABLES);
  db.exec(MEMORY_TABLES);
}

function overwrite(db: Database.Database): void {
  for (const table of ['secret', 'act', 'session', 'head', 'acknowledgement', 'memory', 'pin'])
    db.exec(`DELETE FROM ${table}`);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.exec('VACUUM');
}

function storeOver(db: Database.Database, path: string, crypto: CryptoPort, random: RandomPort): SeatStore {
  const insertAct = db.prepare('INSERT INTO act (session, seq, hash, text) VALUES (?, ?, ?, ?)');
  const insertSecret = db.prepare(
    'INSERT INTO secret (session, kind, name, sealed) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET sealed = excluded.sealed',
  );
  const newestAct = db.prepare<[string], { seq: number; hash: string }>(
    'SELECT seq, hash FROM act WHERE session = ? ORDER BY seq DESC LIMIT 1',
  );
  const actsFrom = db.prepare<[string, number], KeptAct>(
    'SELECT seq, hash AS act, text FROM act WHERE session = ? AND seq >= ? ORDER BY seq',
  );
  const secretsIn = db.prepare<[string, string], { name: string; sealed: Buffer }>(
    'SELECT name, sealed FROM secret WHERE session = ? AND kind = ?',
  );

  function durably(write: () => void): Result<void> {
    try {
      db.transaction(write).immediate();
      return accept(undefined);
    } catch (error) {
      return refuse(writeFailure(error).refusal);
    }
  }

  function opened(session: string, who: string, atRest: Uint8Array): UnlockedSession | null {
    const read = (kind: SecretKind): Map<string, Uint8Array> | null => {
      const found = new Map<string, Uint8Array>();
      for (const { name, sealed } of secretsIn.all(session, kind)) {
        const bytes = openSecret(crypto, atRest, { session, kind, name }, sealed);
        if (bytes === null) return null;
        found.set(name, bytes);
      }
      return found;
    };
    const secretKey = read('session')?.get('key');
    const identity = read('identity')?.get('key');
    if (secretKey === undefined || identity === undefined) return null;
    let last = newestAct.get(session) ?? { seq: 0, hash: GENESIS };

    function insert(secrets: readonly Secret[]): void {
      for (const { kind, name, bytes } of secrets)
        insertSecret.run(
          session,
          kind,
          name,
          sealSecret(crypto, random, atRest, { session, kind, name }, bytes),
        );
    }

    return {
      session,
      who,
      secretKey,
      identity: Buffer.from(identity).toString('utf8'),
      last: () => last,
      save(act, secrets) {
        const hash = actHash(crypto, act);
        if (act.seq !== last.seq + 1 || act.prev !== last.hash) throw new Error('an act out of its chain');
        const saved = durably(() => {
          insert(secrets);
          insertAct.run(session, act.seq, hash, canonicalJson(act));
        });
        if (saved.ok) last = { seq: act.seq, hash };
        return saved;
      },
      keep: (secrets) => durably(() => insert(secrets)),
      secretsOf: (kind) => read(kind) ?? new Map(),
      acts: (from) => actsFrom.all(session, from),
    };
  }

  return {
    sessions: () =>
      db
        .prepare<[], { session: string; who: string; room: string }>(
          'SELECT session, who, room FROM session ORDER BY number',
        )
        .all(),
    begin({ session, who, room, atRest, secretKey, identity, act }) {
      const secrets = [
        { kind: 'session' as const, name: 'key', bytes: secretKey },
        { kind: 'identity' as const, name: 'key', bytes: Buffer.from(identity) },
      ];
      const kept = durably(() => {
        db.prepare('INSERT INTO session (session, who, room) VALUES (?, ?, ?)').run(session, who, room);
        for (const { kind, name, bytes } of secrets)
          insertSecret.run(
            session,
            kind,
            name,
            sealSecret(crypto, random, atRest, { session, kind, name }, bytes),
          );
        insertAct.run(session, act.seq, actHash(crypto, act), canonicalJson(act));
      });
      return kept.ok ? accept(opened(session, who, atRest)!) : kept;
    },
    unlock(session, atRest) {
      const who = db
        .prepare<[string], string>('SELECT who FROM session WHERE session = ?')
        .pluck()
        .get(session);
      const unlocked = who === undefined ? null : opened(session, who, atRest);
      return unlocked === null ? refuse(slipOther) : accept(unlocked);
    },
    refusedAct(session, act, why) {
      durably(() => {
        db.prepare('UPDATE act SET refusal = ? WHERE session = ? AND hash = ?').run(
          JSON.stringify(why),
          session,
          act,
        );
      });
    },
    refusedActs: (session) =>
      db
        .prepare<[string], { act: string; refusal: string }>(
          'SELECT hash AS act, refusal FROM act WHERE session = ? AND refusal IS NOT NULL ORDER BY seq',
        )
        .all(session)
        .map(({ act, refusal: why }) => ({ act, refusal: JSON.parse(why) as Refusal })),
    ...hostWords(db, durably),
    memory: windowMemory(db, durably, () => performance.now()),
    close: () => void db.close(),
    forget() {
      try {
        overwrite(db);
      } catch (error) {
        // Throws what is not the disk's fault. To delete is what makes room again.
        writeFailure(error);
      }
      db.close();
      for (const suffix of ['', '-wal', '-shm']) if (existsSync(path + suffix)) rmSync(path + suffix);
    },
  };
}
