/**
 * The declaration that parts of a session's recording are lost (录像缺失声明): what is not in the room by then is waited for no longer. It is made after the
 * room's close, where the journal takes no act any more; so the supervisor's session signs it by itself, over the journal's last entry, and it goes into the
 * manifest. It names the time that is lost: of what lies outside, nothing can be left out under its name.
 */
import { z } from 'zod';
import { activeSession } from '../evaluation/committee.ts';
import { signedBytes } from '../journal/domain.ts';
import { base64url } from '../journal/encoding.ts';
import * as f from '../journal/fields.ts';
import type { RoomState } from '../journal/state.ts';
import type { CryptoPort } from '../ports/crypto.ts';
import type { Stretch } from './due.ts';
import type { RecordingFault } from './fault.ts';
import { joined, uncovered } from './stretches.ts';
import { TRACKS } from './track.ts';

/** Time of one track, by the seat's clock. */
export const recordingPart = z.strictObject({ track: z.enum(TRACKS), from: f.instant, to: f.instant });
export type RecordingPart = z.infer<typeof recordingPart>;

export const recordingLoss = z.strictObject({
  /** Whose recording. */
  session: f.key32,
  /** What of it. */
  parts: z.array(recordingPart).min(1),
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

/** Why something of a session's recording is waited for no longer. */
export interface Lost {
  readonly reason: string;
  /** Null: the `close` names its member as out of reach, and nothing of the session is waited for. */
  readonly declared: {
    readonly by: string;
    readonly at: string;
    readonly parts: readonly RecordingPart[];
  } | null;
}

/** By session: what was declared, and the sessions of members whose seats the `close` says were out of reach. */
export function lostSessions(
  state: RoomState,
  losses: readonly RecordingLoss[],
): ReadonlyMap<string, readonly Lost[]> {
  const lost = new Map<string, Lost[]>();
  const add = (session: string, one: Lost): void =>
    void lost.set(session, [...(lost.get(session) ?? []), one]);
  for (const { who, reason } of state.closed?.excused ?? []) {
    const session = activeSession(state, who);
    if (session !== undefined) add(session.key, { reason, declared: null });
  }
  for (const { session, reason, by, at, parts } of losses)
    add(session, { reason, declared: { by, at, parts } });
  return lost;
}

/** Whether a part lies wholly in what is lost. */
export function isLost(lost: readonly Lost[], { track, from, to }: RecordingPart): boolean {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const parts: Stretch[] = [];
  for (const { declared } of lost) {
    if (declared === null) return true;
    for (const part of declared.parts)
      if (part.track === track) parts.push({ from: Date.parse(part.from), to: Date.parse(part.to) });
  }
  // A clock that was set back has times that run the wrong way: such a part is declared as it stands, or not at all.
  if (start >= end) return parts.some((part) => part.from <= start && end <= part.to);
  return uncovered([{ from: start, to: end }], parts, 0).length === 0;
}

/** What is to be declared for faults of one session to be losses, in the order of the tracks. */
export function partsOf(faults: readonly RecordingFault[]): RecordingPart[] {
  const iso = (ms: number): string => new Date(ms).toISOString();
  return TRACKS.flatMap((track) => {
    const own = faults.filter((one) => one.track === track);
    const stretches = own.map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }));
    const backwards = stretches.filter(({ from, to }) => from >= to);
    return [...joined(stretches), ...backwards].map(({ from, to }) => ({
      track,
      from: iso(from),
      to: iso(to),
    }));
  });
}
