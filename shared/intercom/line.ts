/**
 * A line of the masked intercom (变声电话) between a seat and the room's window: from the ring to the end. The journal holds the call itself; what is
 * here is only who rings whom, and is forgotten with the room's station.
 */
import { z } from 'zod';
import { refusalForm } from '../bridge/parts.ts';
import { callPeer } from '../journal/acts.ts';
import * as f from '../journal/fields.ts';

/**
 * `ringing`: until the other side answers; `accepted`: it has, and the call is connected or under way; the others are ends: `refused` by the rules
 * (`problem` says why), `declined` by the other side, `withdrawn` by the one that rang, `unanswered`, `failed` before it was a call (`problem`), `over` after one.
 */
const STATES = [
  'ringing',
  'accepted',
  'refused',
  'declined',
  'withdrawn',
  'unanswered',
  'failed',
  'over',
] as const;
type LineState = (typeof STATES)[number];

export const SIDES = ['seat', 'room'] as const;
export type Side = (typeof SIDES)[number];

export const lineForm = z.strictObject({
  /** Counts the room's lines: another number is another ring. */
  number: f.positive,
  /** The member's at the seat. */
  session: f.key32,
  /** Which side rang. */
  by: z.enum(SIDES),
  /** Who is at the room's end. */
  with: callPeer,
  since: f.instant,
  state: z.enum(STATES),
  /** The act of the call, once it stands in the journal. */
  call: f.hash.nullable(),
  problem: refusalForm.nullable(),
});
export type Line = z.infer<typeof lineForm>;

/** Why a side ends a line: a person does, or its microphone, mask or recording does not work. */
export const ENDS = ['person', 'failed'] as const;
export type EndOf = (typeof ENDS)[number];

export const isOpen = ({ state }: Pick<Line, 'state'>): boolean =>
  state === 'ringing' || state === 'accepted';

/** What becomes of a line that one side ends. A call that stands in the journal is ended there, by an act. */
export function endedBy(line: Line, side: Side, why: EndOf): LineState {
  if (!isOpen(line)) return line.state;
  if (why === 'failed') return 'failed';
  if (line.state === 'ringing') return side === line.by ? 'withdrawn' : 'declined';
  return 'withdrawn';
}
