/** What the staff's window may ask of the trading centre's station, and what it tells. */
import { z } from 'zod';
import * as f from '../journal/fields.ts';
import type { Contract } from './contract.ts';
import { folder, nothing, refusalForm } from './parts.ts';

export const heldResult = z.strictObject({
  /** The file's base name. */
  name: z.string(),
  room: f.hash,
  package: f.hash,
  /** SHA-256 of the encrypted result. */
  ciphertext: f.hash,
  received: f.instant,
  /** `verifying`; `received`: passed, the receipt is signed; `failed`: a check failed; `incomplete`; `second`: waits for the first one's record. */
  state: z.enum(['verifying', 'received', 'failed', 'incomplete', 'second']),
  refusal: refusalForm.nullable(),
});

export const centreStatus = z.strictObject({
  address: z.string(),
  tls: f.hash,
  results: z.array(heldResult),
});
export type CentreStatus = z.infer<typeof centreStatus>;

export const centreContract = {
  commands: {
    status: { params: nothing, answer: centreStatus },
    /** The verdict's numbered checks of a held result, as `verify --json` prints them. */
    verdict: { params: z.strictObject({ ciphertext: f.hash }), answer: z.strictObject({ json: z.string() }) },
    /** Takes a sealed result from a carrier disk, and leaves the receipt there. */
    take: { params: folder, answer: z.strictObject({ ciphertext: f.hash }) },
    /** Lets a second result of a package in, beside the first one, whose room is named, and for what reason. */
    acceptSecond: {
      params: z.strictObject({ ciphertext: f.hash, first: f.hash, reason: f.reason }),
      answer: nothing,
    },
  },
  events: { status: centreStatus },
} as const satisfies Contract;
