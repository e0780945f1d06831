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

/** The session that still waits for this holder's share of the moved member's key; null: none does, or he has given it back. */
export function waitsForShare(state: RoomState, member: string, holder: string): string | null {
  const session = movedSinceDealing(state, member);
  const deals = session === null ? [] : [...currentRound(state)!.deals.values()];
  return deals.some(({ dealer, returned }) => dealer === member && returned.get(holder) === session)
    ? null
    : session;
}
