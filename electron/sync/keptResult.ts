/** What the centre keeps of a result beside its files, and whether one may stand beside the others of its package. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { heldResult } from '../../shared/bridge/centre.ts';
import { scoresOut } from '../../shared/evaluation/gate.ts';
import * as f from '../../shared/journal/fields.ts';
import { resultPayload } from '../../shared/seal/seal.ts';
import { exitStatus, isReceivable } from '../../shared/verdict/verdict.ts';
import { DamagedFile, jsonIn, textIn } from '../store/smallFile.ts';
import {
  differs,
  FIRST_VERIFYING,
  firstVerifying,
  notPassed,
  SECOND_RESULT,
  secondResult,
} from './centreRefusals.ts';
import { NAME, RESULT, SEAL, STATE } from './heldFiles.ts';
import { readSeal, type Said } from './sealText.ts';
import type { Verified } from './verifyHeld.ts';

/** What the staff said about another room of this package. */
const word = z.strictObject({ first: f.hash, reason: f.reason });

export const keptResult = heldResult.omit({ first: true }).extend({
  /** The signed result's payload, by which two carriages of one room are compared. */
  payload: z.string(),
  outcome: resultPayload.shape.outcome,
  /** Whether its scores may be known: what has passed was replayed. Nothing is known of what was kept before this was asked. */
  scoresOut: z.boolean().default(true),
  /** Whether it is a room of this package, whatever else of it failed: it could be decrypted, and its journal replayed. */
  replayed: z.boolean().default(false),
  /** One word for each room that it stands beside. Of what was kept before, there was one or none. */
  second: z.union([z.array(word), word.transform((one) => [one]), z.null().transform(() => [])]),
});
export type KeptResult = z.infer<typeof keptResult>;
export type HeldResult = z.infer<typeof heldResult>;
type Held = Iterable<KeptResult>;

/**
 * What is kept of a result; null where none has come into this folder yet, or nothing can be made of what is here (`damageIn`). A record that is
 * damaged or lost keeps neither the centre from starting nor its package open for a second result: it is made again of the seal, and the result is
 * verified anew. What the staff said of a first one is to be said again.
 * @param onFault told of a damaged one
 */
export async function keptIn(
  folder: string,
  ciphertext: string,
  onFault: (error: unknown) => void,
): Promise<KeptResult | null> {
  const path = join(folder, STATE);
  try {
    const text = await textIn(path);
    if (text === null) return await madeAgain(folder, ciphertext).catch(() => null);
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
  const name = (await textIn(join(folder, NAME))) ?? ciphertext.slice(0, 16);
  return unverified({ name, ...seal.value, ciphertext, received: mtime.toISOString() });
}

/** As it is before anything has been looked at but its seal. */
export const unverified = (
  of: Pick<KeptResult, keyof Said | 'name' | 'ciphertext' | 'received'>,
): KeptResult => ({
  ...of,
  state: 'verifying',
  refusal: null,
  scoresOut: true,
  replayed: false,
  second: [],
});

/** What has passed stays as it was verified. */
export const hasPassed = ({ state }: KeptResult): boolean => state === 'received' || state === 'second';

const others = (held: Held, result: KeptResult): KeptResult[] =>
  [...held].filter((o) => o.package === result.package && o.ciphertext !== result.ciphertext);

/** By arrival, and of one moment by digest: of two results only one ever waits for the other. */
function before(a: KeptResult, b: KeptResult): boolean {
  const [one, other] = [Date.parse(a.received), Date.parse(b.received)];
  return one === other ? a.ciphertext < b.ciphertext : one < other;
}

/** Nothing of it failed: what its seal says is signed. */
const isAuthentic = (o: KeptResult): boolean => hasPassed(o) || o.state === 'incomplete';

/**
 * A room that was aborted has left a record: its own sealed result. But where scores were out by then, whoever did not like them could have it
 * broken off: that takes the staff's word, as after any other first result.
 */
const leftRecord = (o: KeptResult): boolean => isAuthentic(o) && o.outcome === 'aborted' && !o.scoresOut;

/**
 * The rooms of its package about which the staff's word is wanting. Not only those that have their receipt: whoever carries the first result could
 * leave a part of it behind, or spoil its seal, and so have another room's taken for the only one.
 */
export function inConflict(held: Held, result: KeptResult): KeptResult[] {
  const counts = (o: KeptResult): boolean =>
    o.state === 'received' || ((isAuthentic(o) || (o.state === 'failed' && o.replayed)) && before(o, result));
  return others(held, result)
    .filter((o) => o.room !== result.room && counts(o) && !leftRecord(o))
    .filter((o) => !result.second.some(({ first }) => first === o.room))
    .sort((a, b) => (before(a, b) ? -1 : 1));
}

/** PROTOCOL: a second result for a package only with the first one's record. What came earlier and is still being verified is waited for. */
export function conflict(held: Held, result: KeptResult): KeptResult['refusal'] {
  const here = others(held, result);
  if (here.some((o) => isAuthentic(o) && o.room === result.room && o.payload !== result.payload))
    return differs;
  if (here.some((o) => o.state === 'verifying' && before(o, result))) return firstVerifying;
  const [first] = inConflict(here, result);
  return first === undefined ? null : secondResult(first.room, first.state);
}

/**
 * How a verified result stands beside the others of its package. Where a check failed nothing that its seal says can be relied on: room and package are
 * then its journal's, so that a seal which names another package hides no room.
 */
export function judged(held: Held, result: KeptResult, { said, room, verdict }: Verified): KeptResult {
  const status = exitStatus(verdict);
  const own = room?.room == null ? null : { room: room.room, package: room.pkg.digest };
  const shows = { replayed: own !== null, scoresOut: room === null || scoresOut(room) };
  const seen = { ...result, ...said, ...(status === 1 ? own : null), ...shows };
  if (!isReceivable(verdict))
    return { ...seen, state: status === 1 ? 'failed' : 'incomplete', refusal: notPassed(status) };
  const refusal = conflict(held, seen);
  return { ...seen, state: refusal === null ? 'received' : (BESIDE[refusal.code] ?? 'failed'), refusal };
}

const BESIDE: { readonly [code: string]: KeptResult['state'] | undefined } = {
  [SECOND_RESULT]: 'second',
  [FIRST_VERIFYING]: 'verifying',
};

/** Those that waited for something which is settled by now: an earlier one's verdict, a word that is not needed any more. */
export function settled(held: Held): KeptResult[] {
  const all = [...held];
  return all.filter((one) =>
    one.state === 'second'
      ? conflict(all, one) === null
      : one.refusal?.code === FIRST_VERIFYING && conflict(all, one)?.code !== FIRST_VERIFYING,
  );
}

const shown = heldResult.strip();

/** As the staff's window shows it: with the room that their word is wanted about, and how that one stands now. */
export function shownResult(held: Held, result: KeptResult): HeldResult {
  const [first] = result.state === 'second' ? inConflict(held, result) : [];
  const refusal = first === undefined ? result.refusal : secondResult(first.room, first.state);
  return shown.parse({ ...result, refusal, first: first?.ciphertext ?? null });
}
