/** What the centre keeps of a result beside its files, and whether one may stand beside the others of its package. */
import { z } from 'zod';
import { heldResult } from '../../shared/bridge/centre.ts';
import * as f from '../../shared/journal/fields.ts';
import { resultPayload } from '../../shared/seal/seal.ts';
import { differs, secondResult } from './centreRefusals.ts';

export const keptResult = heldResult.extend({
  /** The signed result's payload, by which two carriages of one room are compared. */
  payload: z.string(),
  outcome: resultPayload.shape.outcome,
  /** Whether its scores may be known: what has passed was replayed. Nothing is known of what was kept before this was asked. */
  scoresOut: z.boolean().default(true),
  /** What the staff said about the first result of this package. */
  second: z.strictObject({ first: f.hash, reason: f.reason }).nullable(),
});
export type KeptResult = z.infer<typeof keptResult>;

/** What has passed stays as it was verified. */
export const hasPassed = ({ state }: KeptResult): boolean => state === 'received' || state === 'second';

/**
 * PROTOCOL: a second result for a package only with the first one's record. A room that was aborted has left one: its own sealed result. But where
 * scores were out by then, whoever did not like them could have it broken off: that takes the staff's word, as after any other first result.
 */
export function conflict(held: Iterable<KeptResult>, result: KeptResult): KeptResult['refusal'] {
  const others = [...held].filter((o) => o.package === result.package && o.state === 'received');
  for (const other of others) {
    if (other.room === result.room && other.payload !== result.payload) return differs;
    const allowed = (other.outcome === 'aborted' && !other.scoresOut) || result.second !== null;
    if (other.room !== result.room && !allowed) return secondResult(other.room);
  }
  return null;
}
