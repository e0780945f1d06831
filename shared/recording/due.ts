/** When a session is to be recorded: from its admission until the scores are released, while the room is not paused. */
import { currentRound, isMember } from '../evaluation/committee.ts';
import { allOpened } from '../evaluation/gate.ts';
import type { Entry } from '../journal/entry.ts';
import { evolve } from '../journal/fold.ts';
import { emptyRoom, type RoomPackage, type RoomState, type Session } from '../journal/state.ts';
import type { CryptoPort } from '../ports/crypto.ts';
import { clocksBehind } from './clocks.ts';

/** Whether the scores of the round that counts are out. A committee that goes back is recorded again. */
const released = (state: RoomState): boolean => {
  const round = currentRound(state);
  return round !== undefined && allOpened(state, round);
};

/** Whether this session's seat is to be recorded now, but for a pause of the room. */
export const recordingDue = (state: RoomState, session: Session): boolean =>
  state.opening?.recording.due === true &&
  state.closed === null &&
  session.role === 'member' &&
  session.admitted !== null &&
  session.closed === null &&
  isMember(state, session.who) &&
  !released(state);

/** A stretch of time, milliseconds since 1970. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The stretches in which each session was to be recorded, by its own seat's clock. */
export function dueStretches(
  crypto: CryptoPort,
  pkg: RoomPackage,
  entries: readonly Entry[],
): Map<string, Stretch[]> {
  let state = emptyRoom(pkg);
  const open = new Map<string, number>();
  const found = new Map<string, Stretch[]>();
  for (const entry of entries) {
    state = evolve(crypto, state, entry);
    const now = Date.parse(entry.at);
    for (const session of state.sessions.values()) {
      const due = state.paused === null && recordingDue(state, session);
      const from = open.get(session.key);
      if (due && from === undefined) open.set(session.key, now);
      if (due || from === undefined) continue;
      open.delete(session.key);
      found.set(session.key, [...(found.get(session.key) ?? []), { from, to: now }]);
    }
  }
  for (const [session, from] of open)
    found.set(session, [...(found.get(session) ?? []), { from, to: Date.parse(state.at!) }]);
  const behind = clocksBehind(entries);
  return new Map(
    [...found].map(([session, stretches]) => {
      const off = behind.get(session) ?? 0;
      return [session, stretches.map(({ from, to }) => ({ from: from - off, to: to - off }))];
    }),
  );
}
