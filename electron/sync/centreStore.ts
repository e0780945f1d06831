/**
 * The centre's own store of sealed results: a folder for each, named by the SHA-256 of the encrypted file. A result is verified as anybody would
 * verify it; only what passes gets a receipt, and no package has two results without a word about the first.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { base64url } from '../../shared/journal/encoding.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { accept, type Refusal, type Result, refuse } from '../../shared/refusal.ts';
import { signReceipt } from '../../shared/seal/receipt.ts';
import { digestOf } from '../archive/content.ts';
import { type CentreKeys, readCentreIdentities, readCentreKeys } from '../package/centreKeys.ts';
import { syncFolder, writeDurably } from '../store/durableFile.ts';
import { textIn } from '../store/smallFile.ts';
import { firstUnknown, sealMissing, unknownResult, uploadBytes } from './centreRefusals.ts';
import { DAMAGED, type DamagedResult, damagedIn } from './damage.ts';
import { EARLIER_SEALS, NAME, RECEIPT, RECORDINGS, RESULT, SEAL, STATE, VERDICT } from './heldFiles.ts';
import { heldRecordings } from './heldRecordings.ts';
import {
  type HeldResult,
  hasPassed,
  inConflict,
  judged,
  type KeptResult,
  keptIn,
  settled,
  shownResult,
  unverified,
} from './keptResult.ts';
import { moveDurably } from './receivedFile.ts';
import { readSeal } from './sealText.ts';
import { verifyHeld } from './verifyHeld.ts';

export type Answer =
  | { readonly kind: 'unknown' | 'verifying' }
  | { readonly kind: 'receipt'; readonly receipt: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export interface CentreStore {
  results(): HeldResult[];
  /** What has come and nothing can be made of: no result for that, and no silence either. */
  damaged(): DamagedResult[];
  /**
   * Keeps a seal that is to come before its result. Where the result is here and has not passed, another seal than the one that it was verified with
   * takes that one's place, and it is verified again. Refuses `SEAL_FORM`.
   */
  putSeal(ciphertext: string, name: string, seal: string): Promise<Result<void>>;
  /** Whether a seal has come for this result: nothing else of it is taken before. */
  hasSeal(ciphertext: string): boolean;
  /** Takes an encrypted result over; the file is moved. One that is here and has not passed takes its bytes and is verified again. Refuses `UPLOAD_BYTES` (not the announced digest), `SEAL_MISSING`. */
  take(ciphertext: string, file: string): Promise<Result<void>>;
  /** Takes a file of a result's recording over, before the result; after it, a result that has not passed is verified again. Refuses `SEAL_MISSING`, `RECORDING_NAME`, `UPLOAD_BYTES`. */
  takeRecording(ciphertext: string, path: string, sha256: string, file: string): Promise<Result<void>>;
  /** Whether this file of a result's recording is here, with this SHA-256. */
  hasRecording(ciphertext: string, path: string, sha256: string): Promise<boolean>;
  answer(ciphertext: string): Promise<Answer>;
  /** The verdict as `verify --json` prints it. Refuses `RESULT_UNKNOWN`. */
  verdict(ciphertext: string): Promise<Result<string>>;
  /** Refuses `RESULT_UNKNOWN`, `FIRST_UNKNOWN` (that room is not in conflict with it). */
  acceptSecond(ciphertext: string, first: string, reason: string): Promise<Result<void>>;
  /** The encrypted file of a held result. Refuses `RESULT_UNKNOWN`. */
  file(ciphertext: string): Result<string>;
  /** Text of a held result's seal. Refuses `RESULT_UNKNOWN`. */
  seal(ciphertext: string): Promise<Result<string>>;
  /** Folder of a held result's recording, as its manifest names the files; it need not be there. Refuses `RESULT_UNKNOWN`. */
  recordings(ciphertext: string): Result<string>;
  /** Resolves when nothing is being verified. */
  idle(): Promise<void>;
}

const DIGEST = /^[0-9a-f]{64}$/;
/** Milliseconds. */
const PAUSE = 5_000;

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Opens the store in a folder, and verifies again what has not passed: the centre may have been killed while it did, or after a part came that had been lacking.
 * @param options.keys the centre's key folder: trust anchor, age identity, receipt key
 * @param options.pause milliseconds before a verification that the disk broke off is tried again
 */
export async function openCentreStore(options: {
  readonly crypto: CryptoPort;
  readonly folder: string;
  readonly keys: string;
  readonly now: () => string;
  readonly changed: () => void;
  readonly onFault: (error: unknown) => void;
  readonly pause?: number;
}): Promise<Result<CentreStore>> {
  const { crypto, now, changed } = options;
  const root = join(options.folder, 'results');
  await mkdir(root, { recursive: true, mode: 0o700 });
  const keys = await readCentreKeys(options.keys, crypto);
  if (!keys.ok) return keys;
  const opening = await readCentreIdentities(options.keys);
  if (!opening.ok) return opening;
  const identities = opening.value;
  const held = new Map<string, KeptResult>();
  const damaged = new Map<string, DamagedResult>();
  /** Results whose verification has not begun yet. */
  const waiting = new Set<string>();
  let working = Promise.resolve();

  const inside = (ciphertext: string, name: string): string => join(root, ciphertext, name);
  const hasSeal = (ciphertext: string): boolean =>
    DIGEST.test(ciphertext) && existsSync(inside(ciphertext, SEAL));
  const recordings = heldRecordings((folder, replace) =>
    inTurn(async () => {
      if (isOpen(basename(dirname(folder)))) await replace();
    }),
  );

  async function keep(result: KeptResult): Promise<void> {
    await writeDurably(inside(result.ciphertext, STATE), JSON.stringify(result), 0o600);
    held.set(result.ciphertext, result);
    damaged.delete(result.ciphertext);
    changed();
    settle();
  }

  /** What waited for another result goes on once that one's verdict is there. */
  function settle(): void {
    for (const result of settled(held.values())) {
      held.set(result.ciphertext, { ...result, state: 'verifying', refusal: null });
      enqueue(result.ciphertext);
    }
  }

  /** While nothing is being verified. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const done = working.then(work);
    working = done.catch(() => undefined);
    return done;
  }

  function enqueue(ciphertext: string): void {
    if (waiting.has(ciphertext)) return;
    waiting.add(ciphertext);
    inTurn(() => {
      waiting.delete(ciphertext);
      return verify(ciphertext);
    }).catch((error: unknown) => {
      options.onFault(error);
      const isDisk = (error as NodeJS.ErrnoException).syscall !== undefined;
      if (isDisk) setTimeout(() => enqueue(ciphertext), options.pause ?? PAUSE).unref();
    });
  }

  /** Whether a part of it may be replaced: what is to be verified is verified as it is, and what has passed stays so. */
  function isOpen(ciphertext: string): boolean {
    const result = held.get(ciphertext);
    return result === undefined || (!hasPassed(result) && !waiting.has(ciphertext));
  }

  /** Something has come for a result that has not passed. On the disk it stays what it was: after a kill, what has not passed is verified in any case. */
  function again(ciphertext: string): void {
    const result = held.get(ciphertext);
    if (result === undefined || hasPassed(result)) return;
    held.set(ciphertext, { ...result, state: 'verifying', refusal: null });
    changed();
    enqueue(ciphertext);
  }

  async function verify(ciphertext: string): Promise<void> {
    if (held.get(ciphertext)!.state !== 'verifying') return;
    // What has come meanwhile is looked at first.
    const kept = async (result: KeptResult): Promise<void> =>
      waiting.has(ciphertext) ? undefined : keep(result);
    const trust = (keys as { value: CentreKeys }).value.signing.publicKey;
    const verified = await verifyHeld(crypto, { identities, trust }, join(root, ciphertext));
    const before = held.get(ciphertext)!;
    if (!verified.ok) {
      const refusal = verified.refusals[0]! as KeptResult['refusal'];
      return kept({ ...before, state: 'failed', refusal });
    }
    const result = judged(held.values(), before, verified.value);
    await (result.state === 'received' ? giveReceipt(result, verified.value.seal) : kept(result));
  }

  async function giveReceipt(result: KeptResult, seal: string): Promise<void> {
    const { room, package: digest, ciphertext } = result;
    const { publicKey, secret } = (keys as { value: CentreKeys }).value.receipt;
    const receipt = signReceipt(
      crypto,
      { format: 'sealroom-receipt/1', room, package: digest, ciphertext, seal: sha256(seal), at: now() },
      base64url.encode(publicKey),
      secret,
    );
    await writeDurably(inside(ciphertext, RECEIPT), receipt, 0o600);
    await keep({ ...result, state: 'received', refusal: null });
  }

  for (const name of (await readdir(root)).filter((one) => DIGEST.test(one))) {
    const result = await keptIn(join(root, name), name, options.onFault);
    if (result !== null)
      held.set(name, hasPassed(result) ? result : { ...result, state: 'verifying', refusal: null });
    const lost = result === null ? await damagedIn(join(root, name), name) : null;
    if (lost !== null) damaged.set(name, lost);
  }
  for (const ciphertext of held.keys()) enqueue(ciphertext);
  settle();

  /** The one that is here may be anybody's who has a copy of the result: any well-formed one is taken before the result is, and nothing can be said of it then. */
  async function replaceSeal(ciphertext: string, name: string, seal: string): Promise<void> {
    const before = await textIn(inside(ciphertext, SEAL));
    if (before === seal || !isOpen(ciphertext)) return;
    const earlier = inside(ciphertext, EARLIER_SEALS);
    await mkdir(earlier, { recursive: true, mode: 0o700 });
    if (before !== null) await writeDurably(join(earlier, `${sha256(before)}.json`), before, 0o600);
    await writeDurably(inside(ciphertext, SEAL), seal, 0o600);
    held.set(ciphertext, { ...held.get(ciphertext)!, name });
    again(ciphertext);
  }

  return accept({
    results: () => [...held.values()].map((one) => shownResult(held.values(), one)),
    damaged: () => [...damaged.values()],
    async putSeal(ciphertext, name, seal) {
      const read = readSeal(seal);
      if (!read.ok) return read;
      if (held.has(ciphertext)) {
        const here = await textIn(inside(ciphertext, SEAL));
        if (here !== seal) await inTurn(() => replaceSeal(ciphertext, name, seal));
        return accept(undefined);
      }
      await mkdir(join(root, ciphertext), { recursive: true, mode: 0o700 });
      await syncFolder(root);
      await writeDurably(inside(ciphertext, SEAL), seal, 0o600);
      await writeDurably(inside(ciphertext, NAME), name, 0o600);
      return accept(undefined);
    },
    hasSeal,
    async take(ciphertext, file) {
      const seal = await readFile(inside(ciphertext, SEAL), 'utf8').catch(() => null);
      const read = seal === null ? refuse(sealMissing) : readSeal(seal);
      if (!read.ok) return read;
      if ((await digestOf(file)) !== ciphertext) return refuse(uploadBytes);
      if (held.has(ciphertext)) {
        // A verdict on what was here before would be written over it.
        await inTurn(async () => {
          if (!hasPassed(held.get(ciphertext)!)) await moveDurably(file, inside(ciphertext, RESULT));
        });
        again(ciphertext);
        return accept(undefined);
      }
      await moveDurably(file, inside(ciphertext, RESULT));
      const name = await readFile(inside(ciphertext, NAME), 'utf8');
      await keep(unverified({ name, ...read.value, ciphertext, received: now() }));
      enqueue(ciphertext);
      return accept(undefined);
    },
    async takeRecording(ciphertext, path, digest, file) {
      if (!hasSeal(ciphertext)) return refuse(sealMissing);
      const taken = await recordings.take(inside(ciphertext, RECORDINGS), path, digest, file);
      if (taken.ok) again(ciphertext);
      return taken;
    },
    hasRecording: (ciphertext, path, digest) => recordings.has(inside(ciphertext, RECORDINGS), path, digest),
    async answer(ciphertext) {
      const result = held.get(ciphertext);
      // The room is to send it again.
      if (result === undefined || result.refusal?.code === DAMAGED) return { kind: 'unknown' };
      if (result.state === 'verifying') return { kind: 'verifying' };
      if (result.refusal !== null) return { kind: 'refused', refusal: result.refusal as Refusal };
      return { kind: 'receipt', receipt: await readFile(inside(ciphertext, RECEIPT), 'utf8') };
    },
    async verdict(ciphertext) {
      const text = await readFile(inside(ciphertext, VERDICT), 'utf8').catch(() => null);
      return text === null ? refuse(unknownResult) : accept(text);
    },
    async acceptSecond(ciphertext, first, reason) {
      const result = held.get(ciphertext);
      if (result === undefined || result.state !== 'second') return refuse(unknownResult);
      if (!inConflict(held.values(), result).some(({ room }) => room === first)) return refuse(firstUnknown);
      const second = [...result.second, { first, reason }];
      await keep({ ...result, second, state: 'verifying', refusal: null });
      enqueue(ciphertext);
      return accept(undefined);
    },
    file: (ciphertext) => (held.has(ciphertext) ? accept(inside(ciphertext, RESULT)) : refuse(unknownResult)),
    async seal(ciphertext) {
      const text = held.has(ciphertext) ? await readFile(inside(ciphertext, SEAL), 'utf8') : null;
      return text === null ? refuse(unknownResult) : accept(text);
    },
    recordings: (ciphertext) =>
      held.has(ciphertext) ? accept(inside(ciphertext, RECORDINGS)) : refuse(unknownResult),
    async idle() {
      let seen: Promise<void>;
      do {
        seen = working;
        await seen;
      } while (seen !== working);
    },
  });
}
