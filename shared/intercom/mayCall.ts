/** Whether a call would take effect if its act came now: asked before anybody rings, so that nobody waits for what the rules refuse. */
import type { CallPeer, UnsignedAct } from '../journal/acts.ts';
import { judge } from '../journal/fold.ts';
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
  const last = state.sessions.get(session)?.last;
  const act = {
    type: 'call',
    body: { with: peer, masked: true, recorded: true },
    room: state.room,
    session,
    seq: (last?.seq ?? 0) + 1,
    prev: last?.hash ?? '',
    seen: state.head,
    at: state.at ?? '',
    mono: '0',
  } as unknown as UnsignedAct;
  return judge(crypto, state, act);
}

/** The member's call that has not ended, by the hash of its act. */
export function openCall(state: RoomState, who: string): string | null {
  for (const [hash, call] of state.calls) if (call.by === who && call.end === null) return hash;
  return null;
}
