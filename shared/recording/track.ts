/** The tracks of a seat's recording (录音录像): the screen, and the camera with the seat's sound. */

export const TRACKS = ['screen', 'camera'] as const;
export type Track = (typeof TRACKS)[number];

/** One segment (分段) of a session's track: what one recorder made from its start to its stop. */
export interface SegmentId {
  /** The session's public key, base64url. */
  readonly session: string;
  readonly track: Track;
  /** From 1 in each track of a session. */
  readonly segment: number;
}

/** One name for a segment, for maps and for sentences. */
export const segmentName = ({ session, track, segment }: SegmentId): string =>
  `${session}/${track}-${String(segment).padStart(5, '0')}`;
