/** A member who went on at another seat in the middle of a round (换席): whether the others still have to give the sheet's key back. */
import type { RoomState } from '../journal/state.ts';
import { activeSession, currentRound } from './committee.ts';
import { hasScored } from './sheets.ts';

/** The session that the member moved to, where scores exist under a key that was dealt from an older one; null otherwise. */
export function movedSinceDealing(state: RoomState, member: string): string | null {
  const round = currentRound(state);
  const session = activeSession(state, member)?.key;
  if (round === undefined || session === undefined || round.submits.has(member)) return null;
  const dealt = [...round.deals.values()].filter((deal) => deal.dealer === member);
  return hasScored(round, member) && dealt.length > 0 && dealt.every((deal) => deal.session !== session)
    ? session
    : null;
}
