/** What a journal says of a room's recording: the one reading of it, for the room before it is sealed and for the verdict after. */
import type { Entry } from '../journal/entry.ts';
import type { RoomPackage, RoomState } from '../journal/state.ts';
import type { CryptoPort } from '../ports/crypto.ts';
import { closedScreens } from './closedScreens.ts';
import type { BoundHead, Told } from './coverage.ts';
import { dueStretches } from './due.ts';

/** The heads that took effect, in the journal's order. */
export function boundHeads(state: RoomState, entries: readonly Entry[]): BoundHead[] {
  const without = new Set(state.refused.map(({ seq }) => seq));
  return entries.flatMap(({ act, seq }): BoundHead[] =>
    act.type === 'recording-head' && !without.has(seq) ? [{ session: act.session, ...act.body }] : [],
  );
}

/** @param state what the entries give */
export const toldBy = (
  crypto: CryptoPort,
  pkg: RoomPackage,
  state: RoomState,
  entries: readonly Entry[],
): Required<Omit<Told, 'lost'>> => ({
  heads: boundHeads(state, entries),
  gaps: state.recordingGaps,
  due: dueStretches(crypto, pkg, entries),
  closures: closedScreens(crypto, state, entries),
});
