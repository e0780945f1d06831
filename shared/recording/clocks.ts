/** The seats' clocks and the room's: a recording carries the seat's time, the journal's entries the room's. */
import type { Entry } from '../journal/entry.ts';

/**
 * By how many milliseconds each session's clock is behind the room's. An act reaches the journal some time after it was made: the shortest of these
 * times is taken for the difference of the two clocks.
 */
export function clocksBehind(entries: readonly Entry[]): Map<string, number> {
  const behind = new Map<string, number>();
  for (const { at, act } of entries) {
    const now = Date.parse(at) - Date.parse(act.at);
    behind.set(act.session, Math.min(now, behind.get(act.session) ?? now));
  }
  return behind;
}
