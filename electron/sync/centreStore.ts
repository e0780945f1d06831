/**
 * The centre's own store of sealed results: a folder for each, named by the SHA-256 of the encrypted file. A result is verified as anybody would
 * verify it; only what passes gets a receipt, and no package has two results without a word about the first.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { heldResult } from '../../shared/bridge/centre.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import * as f from '../../shared/journal/fields.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { segmentForm } from '../../shared/recording/manifest.ts';
import { accept, type Refusal, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { signReceipt } from '../../shared/seal/receipt.ts';
import { type ResultPayload, readPayload, resultPayload, sealFile } from '../../shared/seal/seal.ts';
import { exitStatus, isReceivable } from '../../shared/verdict/verdict.ts';
import { type CentreKeys, readCentreKeys } from '../package/centreKeys.ts';
import { identitiesOf, readHeld } from '../sealing/openResult.ts';
import { verifyResult } from '../sealing/verifyResult.ts';
import { syncFolder, writeDurably } from '../store/durableFile.ts';

const kept = heldResult.extend({
  /** The signed result's payload, by which two carriages of one room are compared. */
  payload: z.string(),
  outcome: resultPayload.shape.outcome,
  /** What the staff said about the first result of this package. */
  second: z.strictObject({ first: f.hash, reason: f.reason }).nullable(),
});
type Kept = z.infer<typeof kept>;
export type HeldResult = z.infer<typeof heldResult>;

export type Answer =
  | { readonly kind: 'unknown' | 'verifying' }
  | { readonly kind: 'receipt'; readonly receipt: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export interface CentreStore {
  results(): HeldResult[];
  /** Keeps a seal that is to come before its result. Refuses `SEAL_FORM`. */
  putSeal(ciphertext: string, name: string, seal: string): Promise<Result<void>>;
  /** Takes an encrypted result over; the file is moved. Refuses `UPLOAD_BYTES` (not the announced digest), `SEAL_MISSING`. */
  take(ciphertext: string, file: string): Promise<Result<void>>;
  /** Takes a file of a result's recording over, before the result. Refuses `SEAL_MISSING`, `RECORDING_NAME`, `UPLOAD_BYTES`. */
  takeRecording(ciphertext: string, path: string, sha256: string, file: string): Promise<Result<void>>;
  hasRecording(ciphertext: string, path: string): boolean;
  answer(ciphertext: string): Promise<Answer>;
  /** The verdict as `verify --json` prints it. Refuses `RESULT_UNKNOWN`. */
  verdict(ciphertext: string): Promise<Result<string>>;
  /** Refuses `RESULT_UNKNOWN`, `FIRST_UNKNOWN` (no held result of this package is of that room). */
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
const RESULT = 'result.age';
const SEAL = 'result.seal.json';
const STATE = 'state.json';
const VERDICT = 'verdict.json';
const RECEIPT = 'receipt.jws';
/** The recording's files, as the manifest names them. */
const RECORDINGS = 'recordings';

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/**
 * Opens the store in a folder, and verifies again what was being verified when the centre was last killed.
 * @param keys the centre's key folder: trust anchor, age identity, receipt key
 */
export async function openCentreStore(options: {
  readonly crypto: CryptoPort;
  readonly folder: string;
  readonly keys: string;
  readonly now: () => string;
  readonly changed: () => void;
  readonly onFault: (error: unknown) => void;
}): Promise<Result<CentreStore>> {
  const { crypto, now, changed } = options;
  const root = join(options.folder, 'results');
  await mkdir(root, { recursive: true, mode: 0o700 });
  const keys = await readCentreKeys(options.keys, crypto);
  if (!keys.ok) return keys;
  const identities = identitiesOf(await readFile(join(options.keys, 'centre.key'), 'utf8'));
  const held = new Map<string, Kept>();
  let working = Promise.resolve();

  const inside = (ciphertext: string, name: string): string => join(root, ciphertext, name);

  async function keep(result: Kept): Promise<void> {
    await writeDurably(inside(result.ciphertext, STATE), JSON.stringify(result), 0o600);
    held.set(result.ciphertext, result);
    changed();
  }

  function enqueue(ciphertext: string): void {
    working = working.then(() => verify(ciphertext)).catch(options.onFault);
  }

  async function verify(ciphertext: string): Promise<void> {
    const result = held.get(ciphertext)!;
    const file = await readHeld(inside(ciphertext, RESULT));
    const seal = await readFile(inside(ciphertext, SEAL), 'utf8');
    if (!file.ok) return keep({ ...result, state: 'failed', refusal: file.refusals[0]! as Kept['refusal'] });
    const trust = (keys as { value: CentreKeys }).value.signing.publicKey;
    const recordings = inside(ciphertext, RECORDINGS);
    const evidence = { held: file.value, seal, identities, trust, recordings };
    const verdict = await verifyResult(crypto, evidence);
    await writeDurably(inside(ciphertext, VERDICT), `${JSON.stringify(verdict, null, 2)}\n`, 0o600);
    const status = exitStatus(verdict);
    if (!isReceivable(verdict))
      return keep({ ...result, state: status === 1 ? 'failed' : 'incomplete', refusal: notPassed(status) });
    const other = conflict(result);
    if (other !== null)
      return keep({ ...result, state: other.code === 'SECOND_RESULT' ? 'second' : 'failed', refusal: other });
    await giveReceipt(result, seal);
  }

  async function giveReceipt(result: Kept, seal: string): Promise<void> {
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

  /** PROTOCOL: a second result for a package only with the first one's record. A room that was aborted has left one: its own sealed result. */
  function conflict(result: Kept): Kept['refusal'] {
    const others = [...held.values()].filter((o) => o.package === result.package && o.state === 'received');
    for (const other of others) {
      if (other.room === result.room && other.payload !== result.payload) return differs;
      const allowed = other.outcome === 'aborted' || result.second !== null;
      if (other.room !== result.room && !allowed) return secondResult(other.room);
    }
    return null;
  }

  for (const name of await readdir(root)) {
    const text = await readFile(inside(name, STATE), 'utf8').catch(() => null);
    if (text !== null) held.set(name, kept.parse(JSON.parse(text)));
  }
  for (const { ciphertext, state } of held.values()) if (state === 'verifying') enqueue(ciphertext);

  return accept({
    results: () => [...held.values()].map(({ payload: _, outcome: __, second: ___, ...shown }) => shown),
    async putSeal(ciphertext, name, seal) {
      const read = readSeal(seal);
      if (!read.ok) return read;
      // What has been verified stays as it was verified.
      if (held.has(ciphertext)) return accept(undefined);
      await mkdir(join(root, ciphertext), { recursive: true, mode: 0o700 });
      await syncFolder(root);
      await writeDurably(inside(ciphertext, SEAL), seal, 0o600);
      await writeDurably(inside(ciphertext, 'name'), name, 0o600);
      return accept(undefined);
    },
    async take(ciphertext, file) {
      const seal = await readFile(inside(ciphertext, SEAL), 'utf8').catch(() => null);
      const read = seal === null ? refuse(sealMissing) : readSeal(seal);
      if (!read.ok) return read;
      if ((await digestOf(file)) !== ciphertext) return refuse(uploadBytes);
      if (held.has(ciphertext)) return accept(undefined);
      await moveDurably(file, inside(ciphertext, RESULT));
      await keep({
        name: await readFile(inside(ciphertext, 'name'), 'utf8'),
        room: read.value.payload.room,
        package: read.value.payload.package,
        ciphertext,
        received: now(),
        state: 'verifying',
        refusal: null,
        payload: read.value.text,
        outcome: read.value.payload.outcome,
        second: null,
      });
      enqueue(ciphertext);
      return accept(undefined);
    },
    async takeRecording(ciphertext, path, digest, file) {
      if (!DIGEST.test(ciphertext) || !existsSync(inside(ciphertext, SEAL))) return refuse(sealMissing);
      if (!segmentForm.shape.file.safeParse(path).success) return refuse(recordingName);
      if ((await digestOf(file)) !== digest) return refuse(uploadBytes);
      const to = join(inside(ciphertext, RECORDINGS), path);
      if (existsSync(to)) return accept(undefined);
      await mkdir(dirname(to), { recursive: true, mode: 0o700 });
      await moveDurably(file, to);
      return accept(undefined);
    },
    hasRecording: (ciphertext, path) =>
      segmentForm.shape.file.safeParse(path).success &&
      existsSync(join(inside(ciphertext, RECORDINGS), path)),
    async answer(ciphertext) {
      const result = held.get(ciphertext);
      if (result === undefined) return { kind: 'unknown' };
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
      const others = [...held.values()].some(
        (o) => o.room === first && o.package === result.package && o.ciphertext !== ciphertext,
      );
      if (!others) return refuse(firstUnknown);
      await keep({ ...result, second: { first, reason }, state: 'verifying', refusal: null });
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
    idle: () => working,
  });
}

function readSeal(text: string): Result<{ payload: ResultPayload; text: string }> {
  try {
    const seal = sealFile.parse(JSON.parse(text));
    const payload = readPayload(seal.result.payload, resultPayload);
    return payload.ok ? accept({ payload: payload.value, text: seal.result.payload }) : payload;
  } catch {
    return refuse(refusal('SEAL_FORM', '封存凭证的格式不符', 'The seal is not of the known form'));
  }
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

async function moveDurably(from: string, to: string): Promise<void> {
  const handle = await open(from, 'r');
  await handle.sync();
  await handle.close();
  await rename(from, to);
  await syncFolder(join(to, '..'));
}

const notPassed = (status: number): NonNullable<Kept['refusal']> =>
  status === 1
    ? refusal(
        'VERDICT_FAILED',
        '核验未通过，不予出具回执；请按核验结论逐项核查',
        'The verification failed and there is no receipt; look at the verdict check by check',
      )
    : refusal(
        'VERDICT_INCOMPLETE',
        '核验不完整，不予出具回执；请补齐缺少的内容后重新核验',
        'The verification is incomplete and there is no receipt; supply what is missing',
      );

const secondResult = (first: string): NonNullable<Kept['refusal']> =>
  refusal(
    'SECOND_RESULT',
    `本项目包已有评标结果（评标室 ${first.slice(0, 16)}…），不接收第二份；确有依据的，由工作人员指明第一份并写明理由`,
    `There is a result of this package already (room ${first.slice(0, 16)}…). A second one is let in only by the staff, naming the first and the reason`,
  );

const differs: NonNullable<Kept['refusal']> = refusal(
  'RESULT_DIFFERS',
  '同一评标室已有另一份内容不同的结果，请立即联系监督部门',
  'Another result of this room is here, and it says something else. Call the authority',
);
const recordingName = refusal('RECORDING_NAME', '录像文件名不符', 'That is no name of a recording’s file');
const sealMissing = refusal('SEAL_MISSING', '未收到封存凭证', 'The seal has not been sent');
const uploadBytes = refusal(
  'UPLOAD_BYTES',
  '收到的文件与其校验码不符，请重新发送',
  'The file received is not the one announced; send it again',
);
const unknownResult = refusal('RESULT_UNKNOWN', '没有这份结果', 'There is no such result');
const firstUnknown = refusal(
  'FIRST_UNKNOWN',
  '所指的第一份结果不在本中心，或不属于本项目包',
  'The first result that is named is not here, or not of this package',
);
