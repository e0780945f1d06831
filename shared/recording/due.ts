/** When each session was to be recorded: from its admission until the scores were released, while the room was not paused. */
import type { Entry } from '../journal/entry.ts';
import { evolve } from '../journal/fold.ts';
import { emptyRoom, type RoomPackage } from '../journal/state.ts';
import type { CryptoPort } from '../ports/crypto.ts';
import { clocksBehind } from './clocks.ts';
import { recordingDue } from './dueNow.ts';

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
