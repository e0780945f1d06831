/**
 * Appended acts a second: the host's whole way from an act's text to its signed acknowledgement, with 15 sessions at once, beside bare
 * commits of the same lines, one a transaction, by the same library with the same durability.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { type Intake, openIntake } from '../../electron/host/intake.ts';
import { type RoomHost, roomHost } from '../../electron/host/roomHost.ts';
import { groupCommit } from '../../electron/store/groupCommit.ts';
import { type JournalStore, openJournal } from '../../electron/store/journalStore.ts';
import type { Act } from '../../shared/journal/acts.ts';
import type { Result } from '../../shared/refusal.ts';
import { type ScoringRoom, SESSIONS, scoringRoom } from '../scoringRoom.ts';
import { type Measured, median, perSecond } from './measure.ts';

const ACTS_PER_SESSION = 150;
const ACTS = SESSIONS * ACTS_PER_SESSION;
/** Ours and the peer's in turn, so that what else the machine does meets both. */
const ROUNDS = 5;

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return result.value;
}

/** Every session sends its next act when the one before is acknowledged. */
async function allSessions(intake: Intake, host: RoomHost, acts: ScoringRoom['acts']): Promise<void> {
  const receive = groupCommit((group: readonly Act[]) => host.receiveAll(group, 'checked'));
  const session = async (texts: readonly string[]): Promise<void> => {
    for (const text of texts) value(await receive(value(await intake.read(text))));
  };
  await Promise.all(acts.map(session));
}

async function ours(room: ScoringRoom, store: JournalStore, intake: Intake): Promise<number> {
  const { pkg, hostSecret: secretKey, earlier } = room;
  value(store.append(earlier));
  const host = roomHost({
    crypto,
    pkg,
    sink: store,
    secretKey,
    now: () => new Date().toISOString(),
    earlier,
  });
  const start = performance.now();
  await allSessions(intake, host, room.acts);
  const ms = performance.now() - start;
  if (host.state().refused.length > 0) throw new Error('acts without effect');
  return ms;
}

export function bareCommits(path: string, lines: readonly string[]): number {
  const db = new Database(path);
  db.pragma('locking_mode = EXCLUSIVE');
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE entry (seq INTEGER PRIMARY KEY, line TEXT NOT NULL) STRICT');
  const insert = db.prepare('INSERT INTO entry (line) VALUES (?)');
  const start = performance.now();
  for (const line of lines) insert.run(line);
  const ms = performance.now() - start;
  db.close();
  return ms;
}

export async function benchAppend(): Promise<Measured> {
  const room = await scoringRoom(ACTS_PER_SESSION);
  const folder = mkdtempSync(join(tmpdir(), 'append-'));
  const intake = openIntake();
  try {
    const times = { ours: [] as number[], peer: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      const store = value(openJournal(join(folder, `ours-${round}.sqlite`), { crypto }));
      times.ours.push(await ours(room, store, intake));
      const lines = [...store.lines(room.earlier.length + 1)];
      store.close();
      times.peer.push(bareCommits(join(folder, `peer-${round}.sqlite`), lines));
    }
    const [mine, bare] = [median(times.ours), median(times.peer)];
    return {
      name: `acts appended, ${SESSIONS} sessions at once, against bare commits`,
      ours: perSecond(ACTS, mine),
      peer: perSecond(ACTS, bare),
      ratio: bare / mine,
      goal: 0.7,
    };
  } finally {
    await intake.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
