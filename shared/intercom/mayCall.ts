/** Whether a call would take effect if its act came now: asked before anybody rings, so that nobody waits for what the rules refuse. */
import type { CallPeer } from '../journal/acts.ts';
import { mayAct } from '../journal/mayAct.ts';
import type { RoomState } from '../journal/state.ts';
import type { CryptoPort } from '../ports/crypto.ts';
import type { Refusal } from '../refusal.ts';

/** @param session the member's who would speak @returns null where nothing speaks against it */
export function mayCall(
  crypto: CryptoPort,
  state: RoomState,
  session: string,
  peer: CallPeer,
): Refusal | null {
  return mayAct(crypto, state, session, 'call', { with: peer, masked: true, recorded: true });
}

/** The member's call that has not ended, by the hash of its act. */
export function openCall(state: RoomState, who: string): string | null {
  for (const [hash, call] of state.calls) if (call.by === who && call.end === null) return hash;
  return null;
}
