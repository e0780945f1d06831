/**
 * The declaration that a session's recording is lost (录像缺失声明): what is not in the room by then is waited for no longer. It is made after the
 * room's close, where the journal takes no act any more; so the supervisor's session signs it by itself, over the journal's last entry, and it goes into the manifest.
 */
import { z } from 'zod';
import { activeSession } from '../evaluation/committee.ts';
import { signedBytes } from '../journal/domain.ts';
import { base64url } from '../journal/encoding.ts';
import * as f from '../journal/fields.ts';
import type { RoomState } from '../journal/state.ts';
import type { CryptoPort } from '../ports/crypto.ts';

export const recordingLoss = z.strictObject({
  /** Whose recording. */
  session: f.key32,
  reason: f.reason,
  at: f.instant,
  /** The supervisor's session. */
  by: f.key32,
  sig: f.signature,
});
export type RecordingLoss = z.infer<typeof recordingLoss>;

const bytesOf = (
  { room, head }: RoomState,
  { sig: _, ...said }: Omit<RecordingLoss, 'sig'> & { sig?: string },
) => signedBytes('recording-loss', { room, head, ...said });

export const signLoss = (
  crypto: CryptoPort,
  state: RoomState,
  said: Omit<RecordingLoss, 'sig'>,
  secretKey: Uint8Array,
): RecordingLoss => ({
  ...said,
  sig: base64url.encode(crypto.ed25519Sign(secretKey, bytesOf(state, said))),
});

/** Whether an admitted session of a supervisor declared it, of this closed room's record. */
export function lossHolds(crypto: CryptoPort, state: RoomState, loss: RecordingLoss): boolean {
  const by = state.sessions.get(loss.by);
  return (
    state.closed !== null &&
    by?.role === 'supervisor' &&
    by.admitted !== null &&
    state.sessions.has(loss.session) &&
    crypto.ed25519Verify(base64url.decode(loss.by), bytesOf(state, loss), base64url.decode(loss.sig))
  );
}

/** Reasons by session, of all whose recording nobody waits for: those that were declared, and those of members whose seats the `close` says were out of reach. */
export function lostSessions(state: RoomState, losses: readonly RecordingLoss[]): Map<string, string> {
  const excused = (state.closed?.excused ?? []).flatMap(({ who, reason }) => {
    const session = activeSession(state, who);
    return session === undefined ? [] : [[session.key, reason] as const];
  });
  return new Map([...excused, ...losses.map(({ session, reason }) => [session, reason] as const)]);
}
