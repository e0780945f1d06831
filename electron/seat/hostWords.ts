/** The host's newest words, kept at the seat: what another story of the room is held against, also after a restart. */
import type Database from 'better-sqlite3';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import type { Acknowledgement, SignedHead } from '../../shared/journal/fork.ts';
import type { Result } from '../../shared/refusal.ts';

export interface HostWords {
  keepHead(signed: SignedHead): Result<void>;
  newestHead(room: string): SignedHead | null;
  keepAcknowledgement(ack: Acknowledgement): Result<void>;
  newestAcknowledgement(room: string): Acknowledgement | null;
}

export const HOST_WORD_TABLES = `
  CREATE TABLE IF NOT EXISTS head (room TEXT PRIMARY KEY, signed TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS acknowledgement (room TEXT PRIMARY KEY, signed TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/** @param durably writes in one transaction, on the disk when it returns */
export function hostWords(db: Database.Database, durably: (write: () => void) => Result<void>): HostWords {
  function wordsIn<T extends SignedHead>(table: 'head' | 'acknowledgement') {
    const upsert = db.prepare(
      `INSERT INTO ${table} (room, signed) VALUES (?, ?) ON CONFLICT DO UPDATE SET signed = excluded.signed`,
    );
    const of = db.prepare<[string], string>(`SELECT signed FROM ${table} WHERE room = ?`).pluck();
    return {
      keep: (word: T) => durably(() => void upsert.run(word.room, canonicalJson(word))),
      newest(room: string): T | null {
        const text = of.get(room);
        return text === undefined ? null : (JSON.parse(text) as T);
      },
    };
  }
  const heads = wordsIn<SignedHead>('head');
  const acknowledgements = wordsIn<Acknowledgement>('acknowledgement');
  return {
    keepHead: heads.keep,
    newestHead: heads.newest,
    keepAcknowledgement: acknowledgements.keep,
    newestAcknowledgement: acknowledgements.newest,
  };
}
