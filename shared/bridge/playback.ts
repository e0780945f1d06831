/** Forms of what the staff's window asks of a held result's recording. Segments are named by whose they are; a window never names a file. */
import { z } from 'zod';
import * as f from '../journal/fields.ts';
import { TRACKS } from '../recording/track.ts';
import { refusalForm } from './parts.ts';

/** Milliseconds since 1970, by the seat's clock. */
const stretch = z.strictObject({ from: z.number(), to: z.number() });

export const segmentOf = z.strictObject({
  ciphertext: f.hash,
  session: f.key32,
  track: z.enum(TRACKS),
  segment: f.positive,
});

const trackForm = z.strictObject({
  session: f.key32,
  track: z.enum(TRACKS),
  /** Milliseconds that the seat's clock is behind the room's. */
  behind: z.number(),
  segments: z.array(z.strictObject({ segment: f.positive, covered: z.array(stretch) })),
  gaps: z.array(
    z.strictObject({
      session: f.key32,
      track: z.enum(TRACKS),
      from: f.instant,
      to: f.instant,
      reason: z.string(),
    }),
  ),
  /** When its session was to be recorded. */
  due: z.array(stretch),
});
export type PlaybackTrack = z.infer<typeof trackForm>;

export const openedRecording = z.strictObject({
  /** Whether the opening of the room says that a recording is due. */
  due: z.boolean(),
  tracks: z.array(trackForm),
});

export const segmentIndex = z.strictObject({
  /** As a player is told it, by what is in the file. */
  mime: z.string().max(128),
  /** Bytes of the WebM file, and of what stands before its first cluster. */
  bytes: f.count,
  head: f.count,
  /** The recorder's start, by the seat's clock. */
  from: f.instant,
  /** When each piece was made: milliseconds since 1970, microseconds of the window's monotonic clock. */
  pieces: z.array(z.tuple([f.count, f.count])),
  /** Clusters by byte and by milliseconds of the segment's own time; `isEntry`: a player can begin there. */
  clusters: z.array(
    z.strictObject({
      from: f.count,
      end: f.count,
      first: z.number(),
      last: z.number(),
      isEntry: z.boolean(),
    }),
  ),
});
export type SegmentIndex = z.infer<typeof segmentIndex>;

export const segmentCheck = z.strictObject({
  /** `fits`: every head that the journal binds is that of the file; `digest`: no key opens it, and only its digest and last head were compared. */
  state: z.enum(['fits', 'digest', 'fault']),
  /** Heads in the journal that were compared. */
  heads: f.count,
  refusals: z.array(refusalForm),
});
export type SegmentCheck = z.infer<typeof segmentCheck>;

export const clipForm = z.strictObject({
  ciphertext: f.hash,
  /** By the room's clock. */
  from: f.instant,
  to: f.instant,
  /** Sessions whose segments go into the clip. */
  sessions: z.array(f.key32).min(1),
  /** The folder in which the clip's own new folder is made. */
  folder: z.string().min(1),
});
