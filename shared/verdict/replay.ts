/** Replaying a journal (9 to 12): form, chain, signatures, admissions, entry by entry through the same fold that the room ran. */
import type { Entry } from '../journal/entry.ts';
import { continues, readEntry } from '../journal/entry.ts';
import { appendable, evolve, type Signatures } from '../journal/fold.ts';
import { emptyRoom, type RoomPackage, type RoomState } from '../journal/state.ts';
import type { CryptoPort } from '../ports/crypto.ts';
import type { Refusal } from '../refusal.ts';
import type { CheckId, Findings } from './verdict.ts';

export interface Replay {
  readonly state: RoomState;
  readonly entries: readonly Entry[];
  /** The first entry that does not hold, and which check it fails. */
  readonly failure: { readonly check: CheckId; readonly refusal: Refusal } | null;
}

/** Which check a refusal of `appendable` belongs to. */
function checkOf(code: string): CheckId {
  if (code === 'SIGNATURE') return 'act-signatures';
  if (code === 'SLIP' || code.startsWith('SESSION') || code === 'NOT_ADMITTED') return 'admissions';
  if (code === 'SIGN_IN_TLS' || code === 'REPLACED') return 'admissions';
  if (code === 'OTHER_ROOM' || code === 'NOT_OPEN' || code.startsWith('OPEN_') || code === 'OFFICE')
    return 'opening';
  if (code === 'ROOM_CLOSED') return 'completeness';
  return 'journal-chain';
}

/** Replays lines up to the first that fails. */
export function replay(
  crypto: CryptoPort,
  pkg: RoomPackage,
  lines: Iterable<string>,
  signatures: Signatures = 'check',
): Replay {
  let state = emptyRoom(pkg);
  const entries: Entry[] = [];
  const stop = (check: CheckId, refusal: Refusal): Replay => {
    const where = refusal.where ?? `entry ${entries.length + 1}`;
    return { state, entries, failure: { check, refusal: { ...refusal, where } } };
  };
  for (const line of lines) {
    const entry = readEntry(line);
    if (!entry.ok) return stop('journal-form', entry.refusals[0]!);
    const broken = continues(state.head, state.at, entry.value);
    if (broken !== null) return stop('journal-chain', broken);
    const refused = appendable(crypto, state, entry.value.act, signatures);
    if (refused !== null) return stop(checkOf(refused.code), refused);
    state = evolve(crypto, state, entry.value);
    entries.push(entry.value);
  }
  return { state, entries, failure: null };
}

/** Says what a replay showed: every check before the failing one passes, later ones stay unsaid. */
export function sayReplay(found: Findings, { entries, failure }: Replay): void {
  const order: CheckId[] = ['journal-form', 'journal-chain', 'act-signatures', 'admissions'];
  if (failure !== null) found.fail(failure.check, failure.refusal);
  else for (const id of order) found.pass(id, entries.length);
}
