/** What the centre keeps of a result beside its files, and whether one may stand beside the others of its package. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { heldResult } from '../../shared/bridge/centre.ts';
import * as f from '../../shared/journal/fields.ts';
import { resultPayload } from '../../shared/seal/seal.ts';
import { DamagedFile, jsonIn, textIn } from '../store/smallFile.ts';
import { differs, secondResult } from './centreRefusals.ts';
import { readSeal } from './sealText.ts';

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

/** Files of a held result, in its folder. */
export const RESULT = 'result.age';
export const SEAL = 'result.seal.json';
/** The base name that it came under. */
export const NAME = 'name';
export const STATE = 'state.json';

/**
 * What is kept of a result; null where none has come into this folder yet. A record that is damaged keeps neither the centre from starting nor
 * its package open for a second result: it is made again of the seal, and the result is verified anew. What the staff said of a first one is to be
 * said again.
 * @param onFault told of a damaged one, also where nothing can be made of what is here and it is left out
 */
export async function keptIn(
  folder: string,
  ciphertext: string,
  onFault: (error: unknown) => void,
): Promise<KeptResult | null> {
  const path = join(folder, STATE);
  try {
    const text = await textIn(path);
    if (text === null) return null;
    const kept = jsonIn(path, keptResult, text);
    if (kept.ciphertext !== ciphertext) throw new DamagedFile(path);
    return kept;
  } catch (error) {
    onFault(error);
    return madeAgain(folder, ciphertext).catch(() => null);
  }
}

async function madeAgain(folder: string, ciphertext: string): Promise<KeptResult | null> {
  const { mtime } = await stat(join(folder, RESULT));
  const seal = readSeal(await readFile(join(folder, SEAL), 'utf8'));
  if (!seal.ok) return null;
  return {
    name: await readFile(join(folder, NAME), 'utf8'),
    ...seal.value,
    ciphertext,
    received: mtime.toISOString(),
    state: 'verifying',
    refusal: null,
    scoresOut: true,
    second: null,
  };
}

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
