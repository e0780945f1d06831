/** What the room's station and its monitor process say to each other over the child's channel; both check every message. */
import { z } from 'zod';
import { refusalForm } from '../../shared/bridge/parts.ts';
import * as f from '../../shared/journal/fields.ts';
import { sdpForm } from '../../shared/monitor/description.ts';
import { PICTURES } from '../../shared/monitor/publication.ts';
import { NOTICED } from '../../shared/noticing/kinds.ts';
import { noticingForm } from '../../shared/noticing/thresholds.ts';

export const toMonitor = z.discriminatedUnion('say', [
  /** First. `outside`: the monitoring system's WHIP endpoint, or null where nothing leaves the room; `noticing`: from when on something is noticed. */
  z.strictObject({
    say: z.literal('begin'),
    noticing: noticingForm,
    outside: z
      .strictObject({ address: z.string(), fingerprint: f.hash, token: z.string().exactOptional() })
      .nullable(),
  }),
  /** A seat offers camera and microphone; what it offered before is over. */
  z.strictObject({
    say: z.literal('publish'),
    id: f.positive,
    session: f.key32,
    seat: f.label(16),
    sdp: sdpForm,
  }),
  /** How many seconds the clock of the session's seat is ahead. */
  z.strictObject({ say: z.literal('clock'), session: f.key32, offset: z.number() }),
  /** The session is watched no longer. */
  z.strictObject({ say: z.literal('withdraw'), session: f.key32 }),
  /** A window offers to receive a session's picture, and its sound where the room has journalled that. */
  z.strictObject({
    say: z.literal('view'),
    id: f.positive,
    session: f.key32,
    sdp: sdpForm,
    sound: z.boolean(),
  }),
  z.strictObject({ say: z.literal('end-view'), id: f.positive }),
]);
export type ToMonitor = z.infer<typeof toMonitor>;

export const fromMonitor = z.discriminatedUnion('say', [
  /** To the offer of that number; null where it cannot be taken. */
  z.strictObject({ say: z.literal('answer'), id: f.positive, sdp: sdpForm.nullable() }),
  /** Nobody receives this view any more. */
  z.strictObject({ say: z.literal('view-ended'), id: f.positive }),
  /** Of every session that publishes, whenever one changes. */
  z.strictObject({
    say: z.literal('pictures'),
    seats: z.array(z.strictObject({ session: f.key32, picture: z.enum(PICTURES) })),
  }),
  z.strictObject({ say: z.literal('outside'), streams: f.count, problem: refusalForm.nullable() }),
  /** Something is noticed in a seat's picture or sound, from this moment on; and again when it has ended. */
  z.strictObject({
    say: z.literal('alarm'),
    session: f.key32,
    kind: z.enum(NOTICED),
    from: f.instant,
    to: f.instant.nullable(),
  }),
]);
export type FromMonitor = z.infer<typeof fromMonitor>;
