/**
 * What a person's window wants to find again at this seat (page, cell, view, what is typed and not yet done), and the PIN (解锁口令) that unlocks its
 * screen after a break. Kept by person, so that nobody who sits here later comes upon another's. No score is ever in it.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type Database from 'better-sqlite3';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';

/** An answer to a PIN; `wait`: seconds until the next try counts. */
export interface Unlocking {
  readonly open: boolean;
  readonly wait: number;
}

export interface WindowMemory {
  entries(who: string): Readonly<Record<string, string>>;
  /** An empty value forgets the key. Refuses `MEMORY_FULL`, and what the disk refuses. */
  remember(who: string, key: string, value: string): Result<void>;
  hasPin(who: string): boolean;
  setPin(who: string, pin: string): Promise<Result<void>>;
  /**
   * Compares a PIN; where there is none, none opens. After `FREE` wrong ones in a row each further one doubles the wait; each try is counted on the disk before it is compared, and
   * a wait begins anew when the station starts again: neither a kill nor a clock that is turned gains a try.
   */
  tryPin(who: string, pin: string): Promise<Result<Unlocking>>;
  /** The slip was shown instead: who has forgotten his PIN has none, and sets another. */
  forgetPin(who: string): Result<void>;
}

export const MEMORY_TABLES = `
  CREATE TABLE IF NOT EXISTS memory (who TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (who, key)) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS pin (who TEXT PRIMARY KEY, salt BLOB NOT NULL, hash BLOB NOT NULL, wrong INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;

/** Wrong ones that cost nothing: fingers slip. */
const FREE = 4;
/** Seconds. */
const FIRST_WAIT = 15;
const LONGEST_WAIT = 600;
/** Characters of all keys and values of a person together. */
const ROOM = 1 << 20;

const waitAfter = (wrong: number): number =>
  wrong <= FREE ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (wrong - FREE - 1));

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(
  scrypt,
);
const hashOf = (pin: string, salt: Buffer): Promise<Buffer> =>
  derive(pin, salt, 32, { N: 1 << 15, r: 8, p: 1, maxmem: 1 << 26 });

const full = refusal(
  'MEMORY_FULL',
  '窗口保存的浏览位置过多，未再保存；评审内容不受影响',
  'The window keeps too many places already, and this one was not kept; nothing of the evaluation is affected',
);

/**
 * @param db the seat's store, with `MEMORY_TABLES`
 * @param durably runs a write; answers when it is on the disk
 * @param mono milliseconds that only ever grow
 */
export function windowMemory(
  db: Database.Database,
  durably: (write: () => void) => Result<void>,
  mono: () => number,
): WindowMemory {
  const entriesOf = db.prepare<[string], { key: string; value: string }>(
    'SELECT key, value FROM memory WHERE who = ? ORDER BY key',
  );
  const upsert = db.prepare(
    'INSERT INTO memory (who, key, value) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  const drop = db.prepare('DELETE FROM memory WHERE who = ? AND key = ?');
  const pinOf = db.prepare<[string], { salt: Buffer; hash: Buffer; wrong: number }>(
    'SELECT salt, hash, wrong FROM pin WHERE who = ?',
  );
  const putPin = db.prepare(
    'INSERT INTO pin (who, salt, hash, wrong) VALUES (?, ?, ?, 0) ON CONFLICT DO UPDATE SET salt = excluded.salt, hash = excluded.hash, wrong = 0',
  );
  const dropPin = db.prepare('DELETE FROM pin WHERE who = ?');
  const putWrong = db.prepare('UPDATE pin SET wrong = ? WHERE who = ?');
  const started = mono();
  /** When a person's newest wrong one was compared. */
  const since = new Map<string, number>();
  /** One after the other: tries that are made at the same time count as if they had not been. */
  let trying: Promise<unknown> = Promise.resolve();

  function waitLeft(who: string, wrong: number): number {
    const passed = (mono() - (since.get(who) ?? started)) / 1000;
    return Math.max(0, Math.ceil(waitAfter(wrong) - passed));
  }

  async function tryOnce(who: string, pin: string): Promise<Result<Unlocking>> {
    const set = db.open ? pinOf.get(who) : undefined;
    if (set === undefined) return accept({ open: false, wait: 0 });
    const left = waitLeft(who, set.wrong);
    if (left > 0) return accept({ open: false, wait: left });
    const counted = durably(() => void putWrong.run(set.wrong + 1, who));
    if (!counted.ok) return counted;
    const open = timingSafeEqual(await hashOf(pin, set.salt), set.hash);
    since.set(who, mono());
    if (!open) return accept({ open, wait: waitAfter(set.wrong + 1) });
    const cleared = durably(() => void putWrong.run(0, who));
    return cleared.ok ? accept({ open, wait: 0 }) : cleared;
  }

  return {
    entries: (who) => Object.fromEntries(entriesOf.all(who).map(({ key, value }) => [key, value])),
    remember(who, key, value) {
      if (value === '') return durably(() => void drop.run(who, key));
      const others = entriesOf.all(who).filter((one) => one.key !== key);
      const size = [...others, { key, value }].reduce(
        (sum, one) => sum + one.key.length + one.value.length,
        0,
      );
      return size > ROOM ? refuse(full) : durably(() => void upsert.run(who, key, value));
    },
    hasPin: (who) => db.open && pinOf.get(who) !== undefined,
    async setPin(who, pin) {
      const salt = randomBytes(16);
      const hash = await hashOf(pin, salt);
      return durably(() => void putPin.run(who, salt, hash));
    },
    tryPin(who, pin) {
      const answer = trying.then(() => tryOnce(who, pin));
      trying = answer.catch(() => undefined);
      return answer;
    },
    forgetPin: (who) => durably(() => void dropPin.run(who)),
  };
}
