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

/** Acts of a session by which its clock is judged: it may have been set before them. */
const LATELY = 50;

/** The same of one session as it stands now, by its newest acts; null before its first. */
export function behindLately(entries: readonly Entry[], session: string): number | null {
  const acts: Entry[] = [];
  for (let i = entries.length - 1; i >= 0 && acts.length < LATELY; i--)
    if (entries[i]!.act.session === session) acts.push(entries[i]!);
  return clocksBehind(acts).get(session) ?? null;
}
