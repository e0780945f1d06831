/** Commits so many times, one after the other, to a journal or to a seat's store, and says `done`. */
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { openSeatStore } from '../../electron/seat/seatStore.ts';
import { sessionAuthor } from '../../electron/session/sessionAuthor.ts';
import { openJournal } from '../../electron/store/journalStore.ts';
import type { Act } from '../../shared/journal/acts.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import { BEFORE_FIRST } from '../../shared/journal/entry.ts';
import { signedChain } from '../signedChain.ts';
import { sure } from '../sure.ts';

const [, , store = '', path = '', times = ''] = process.argv;
const ROOM = 'ab'.repeat(32);
const bytes = (length: number): Uint8Array => new Uint8Array(length).fill(7);

function toJournal(commits: number): void {
  const journal = sure(openJournal(path, { crypto }));
  for (const entry of signedChain(crypto).take(commits)) sure(journal.append([entry]));
}

/** The act that introduces a session is its first commit. */
function toSeat(commits: number): void {
  const seat = sure(openSeatStore(path, crypto, bytes));
  if (commits === 0) return;
  const secretKey = bytes(32);
  const session = base64url.encode(crypto.ed25519PublicKey(secretKey));
  const clock = { now: () => '2026-05-18T09:30:00+08:00', mono: () => '1' };
  const author = sessionAuthor(crypto, session, secretKey, clock);
  const next = (): Act => author.sign(author.draft(ROOM, BEFORE_FIRST, 'read', { documents: ['tender'] }));
  const made = { session, who: 'E1', room: ROOM, atRest: bytes(32), secretKey, identity: 'AGE-SECRET-KEY-1' };
  const kept = sure(seat.begin({ ...made, act: next() }));
  for (let commit = 1; commit < commits; commit++) sure(kept.save(next(), []));
}

({ 'journal.db': toJournal, 'seat.db': toSeat })[store]!(Number(times));
// Without closing: what that syncs is no commit's.
console.log('done');
process.kill(process.pid, 'SIGKILL');
