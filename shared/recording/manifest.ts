/** What is told of a recording's segments: beside each file while it lies at the seat and in the room, and of all together in the bag. */
import { z } from 'zod';
import * as f from '../journal/fields.ts';
import { recordingLoss } from './loss.ts';
import { LARGEST_PIECE } from './record.ts';
import { TRACKS } from './track.ts';

/** Bytes, milliseconds since 1970, microseconds of the window's monotonic clock. */
const piece = z.tuple([z.number().int().min(1).max(LARGEST_PIECE), f.count, f.count]);

export const segmentForm = z.strictObject({
  session: f.key32,
  track: z.enum(TRACKS),
  segment: f.positive,
  from: f.instant,
  /** When the last piece was made. */
  to: f.instant,
  mime: z.string().max(128),
  /** SHA-256 of the age header. */
  header: f.hash,
  pieces: z.array(piece),
  /** The chain's head after the last piece. */
  head: f.hash,
  /** Below the folder of recordings. `.age`: closed; `.open`: as its seat left it, when nobody could close it. */
  file: z.string().regex(/^[\w-]{43}\/(screen|camera)-\d{5,}\.(age|open)$/),
  bytes: f.count,
  sha256: f.hash,
});
export type Segment = z.infer<typeof segmentForm>;

/** `recording/manifest.json` in the bag. */
export const recordingManifest = z.strictObject({
  format: z.literal('sealroom-recording/1'),
  due: z.boolean(),
  /** By session in the order of the journal, track and number. */
  segments: z.array(segmentForm),
  /** Declared after the close, in the order in which they were; left out where there is none. */
  losses: z.array(recordingLoss).min(1).exactOptional(),
});

/** The file's path for a segment of this form. */
export const segmentFile = (
  { session, track, segment }: Pick<Segment, 'session' | 'track' | 'segment'>,
  form: 'age' | 'open',
): string => `${session}/${track}-${String(segment).padStart(5, '0')}.${form}`;
