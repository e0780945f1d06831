/** What the committee decides by majority besides the checks of the review. */
import { z } from 'zod';
import * as f from './fields.ts';

/** A motion (表决事项) that the committee votes on; more than half of the current members carry it. */
export const motion = z.discriminatedUnion('kind', [
  /** A member is missing: the ground of a substitution that is not the member's own recusal. */
  z.strictObject({ kind: z.literal('absence'), member: f.id, reason: f.reason }),
  /** R12 27: fewer than three bids left and competition plainly lacking. Tendering only. */
  z.strictObject({ kind: z.literal('reject-all'), reason: f.reason }),
  z.strictObject({ kind: z.literal('stop'), reason: f.reason }),
  /** What counts in place of a cell that was released unreadable, out of range or off the step. */
  z.strictObject({
    kind: z.literal('mend'),
    round: f.positive,
    member: f.id,
    bid: f.id,
    item: f.id,
    score: f.decimal,
    reason: f.reason,
  }),
  /** R12 43: a member who refuses to sign and gives no reason is taken to agree. */
  z.strictObject({ kind: z.literal('taken-to-agree'), member: f.id, reason: f.reason }),
  /** Which of the bids that share the last candidate's rank are recommended, and in what order. */
  z.strictObject({ kind: z.literal('settle-tie'), candidates: z.array(f.id).min(1), reason: f.reason }),
]);
export type Motion = z.infer<typeof motion>;
