/** What one session records at a seat: the segments that are open, and what is on the disk from before the station was started. */
import type { SeatRecording } from '../../shared/bridge/seat.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import type { Segment } from '../../shared/recording/manifest.ts';
import { type SegmentId, segmentName, TRACKS, type Track } from '../../shared/recording/track.ts';
import type { Refusal } from '../../shared/refusal.ts';
import type { Desk } from '../session/desk.ts';
import { recipientPoint, screenSecret } from './ageKeys.ts';
import { x25519Public } from './cipher.ts';
import { type CoverageKept, coverageKept } from './coverageKept.ts';
import { closedIn, segmentsIn } from './recordingFolder.ts';
import { KeyNotKept } from './refusals.ts';
import type { SegmentWriter } from './segmentWriter.ts';

/** A segment that takes pieces. */
export interface Live {
  readonly id: SegmentId;
  readonly path: string;
  readonly writer: SegmentWriter;
  /** How many of its pieces the journal has bound. */
  bound: number;
  /** What is under way for it. */
  work: Promise<unknown>;
  ended: boolean;
}

export interface Sitting {
  readonly desk: Desk;
  readonly live: Live[];
  readonly coverage: CoverageKept;
  /** When the newest piece of a track was made. */
  readonly last: Map<Track, string>;
  /** The number of a track's next segment. */
  readonly next: Map<Track, number>;
  /** What a kill left open has been made whole. */
  readonly ready: Promise<void>;
  whole: boolean;
  /** Until when this session was recorded before the station was started, or was admitted; null: neither. */
  since: number | null;
}

/** Milliseconds after which a piece is bound although the room does not hold its bytes yet. */
const BIND_ANYWAY = 15_000;

/**
 * How many of a segment's pieces are to be bound now: those that the room holds, so that a seat that is lost leaves no head behind without its pieces.
 * @param held bytes that the room holds; null: nothing is waited for
 */
export function bindable({ writer, bound }: Live, held: number | null, now: number): number {
  const pieces = writer.pieces();
  if (held === null) return pieces.length;
  const ready = pieces.findLastIndex(({ end, at }) => end <= held || at < now - BIND_ANYWAY);
  return Math.max(bound, ready + 1);
}

/** @param makeWhole what is left of this session on the disk; called soon, and once */
export const sittingOf = (desk: Desk, makeWhole: () => Promise<void>): Sitting => ({
  desk,
  live: [],
  coverage: coverageKept(),
  last: new Map(),
  next: new Map(),
  ready: Promise.resolve().then(makeWhole),
  whole: false,
  since: null,
});

/** Each track as its window is to see it. */
export const tracksOf = (
  sitting: Sitting | null,
  problems: ReadonlyMap<Track, Refusal>,
): SeatRecording['tracks'] =>
  TRACKS.map((track) => {
    const live = sitting?.live.findLast((one) => one.id.track === track);
    return {
      track,
      segment: live?.id.segment ?? null,
      pieces: live?.writer.pieces().length ?? 0,
      last: sitting?.last.get(track) ?? null,
      problem: (problems.get(track) ?? null) as SeatRecording['tracks'][number]['problem'],
    };
  });

/**
 * The recipient of a track, 32 bytes; a screen's key is on the disk before anything is encrypted under it: else nobody could ever open it.
 * @throws where the disk does not take the key
 */
export function pointOf(crypto: CryptoPort, desk: Desk, state: RoomState, track: Track): Uint8Array {
  if (track === 'camera') return recipientPoint(state.opening!.recording.recipient!)!;
  const key = desk.keeper.screenKey(state);
  const kept = desk.keep();
  if (!kept.ok) throw new KeyNotKept(kept.refusals[0]!);
  return x25519Public(screenSecret(crypto, key));
}

/** What the window notices, by the alarm's kind in the journal. */
export const ALARMS: Readonly<Record<string, string>> = {
  'camera-lost': 'camera',
  'microphone-lost': 'microphone',
  'screen-lost': 'screen',
};

/**
 * Has age files made of what is open, with the keys that the slip has opened; says what is covered. Answers the closed segments whose last pieces the
 * journal does not bind. What does not become an age file keeps nothing else from being recorded and copied.
 * @param options.started when the station was started, milliseconds since 1970
 * @param options.close resolves when the segment is closed, or stays open for now
 */
export async function recover(options: {
  readonly folder: string;
  readonly state: RoomState | null;
  readonly one: Sitting;
  readonly close: (path: string, fileKey: Uint8Array) => Promise<void>;
  readonly admittedAt: (entry: number) => string | null;
  readonly started: number;
}): Promise<Segment[]> {
  const { folder, state, one, started } = options;
  const { session } = one.desk;
  const follow = (track: Track, segment: number): void =>
    void one.next.set(track, Math.max(one.next.get(track) ?? 1, segment + 1));
  const keys = one.desk.fileKeys();
  // Also of a segment that was begun and never had a piece: the room may hold its beginning, and what came after it would be of another key.
  for (const name of keys.keys()) {
    const [track, segment] = name.split('/');
    follow(track as Track, Number(segment));
  }
  for (const { forms, base, track, segment } of await segmentsIn(folder, session)) {
    follow(track, segment);
    const key = keys.get(`${track}/${segment}`);
    if (forms.has('open') && key !== undefined) await options.close(`${base}.open`, key);
  }
  for (const bound of state?.segments.values() ?? [])
    if (bound.session === session) follow(bound.track, bound.segment);
  const closed = await closedIn(folder, session);
  for (const segment of closed) cover(one, segment);
  const admitted = state?.sessions.get(session)?.admitted ?? null;
  const at = admitted === null ? null : options.admittedAt(admitted);
  const since = Math.max(
    ...TRACKS.map((track) => one.coverage.end(track) ?? 0),
    at === null ? 0 : Date.parse(at),
  );
  if (since > 0 && since < started) {
    one.since = since;
    one.coverage.happened(null, started, '席位程序曾中断 (the seat’s program was not running)');
  }
  return closed.filter(
    (segment) => (state?.segments.get(segmentName(segment))?.pieces ?? 0) < segment.pieces.length,
  );
}

function cover(one: Sitting, { track, from, to, pieces }: Segment): void {
  let before = Date.parse(from);
  for (const [, at] of pieces) {
    one.coverage.covered(track, before, at);
    before = at;
  }
  one.last.set(track, to);
}
