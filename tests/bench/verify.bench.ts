/**
 * Verification of a long journal: canonical form, chain, times and signatures, beside nothing but the native verification of as many
 * Ed25519 signatures over the same bytes, by as many workers.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { verifyJournal } from '../../electron/journal/verifyJournal.ts';
import { signedBytes } from '../../shared/journal/domain.ts';
import { type Entry, entryLine } from '../../shared/journal/entry.ts';
import { signedChain } from '../signedChain.ts';
import { type Measured, median, perSecond } from './measure.ts';
import type { SignatureJob } from './signatureWorker.ts';

const ENTRIES = 100_000;
const SESSIONS = 15;
const WORKERS = availableParallelism();
const ROUNDS = 3;

async function ours(lines: readonly string[]): Promise<number> {
  const start = performance.now();
  const result = await verifyJournal(lines, { workers: WORKERS });
  const ms = performance.now() - start;
  if (!result.ok || result.value.seq !== ENTRIES) throw new Error('not verified');
  return ms;
}

/** Jobs are handed over before the clock starts: the peer does nothing but verify. */
async function nativeSignatures(jobs: readonly SignatureJob[]): Promise<number> {
  const workers = jobs.map((job) => {
    const worker = new Worker(new URL('./signatureWorker.ts', import.meta.url), { workerData: job });
    const heard = (): Promise<unknown> =>
      new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
    return { worker, ready: heard(), heard };
  });
  await Promise.all(workers.map(({ ready }) => ready));
  const start = performance.now();
  const done = workers.map(({ worker, heard }) => {
    worker.postMessage('go');
    return heard();
  });
  if (!(await Promise.all(done)).every((verified) => verified === true)) throw new Error('not verified');
  const ms = performance.now() - start;
  await Promise.all(workers.map(({ worker }) => worker.terminate()));
  return ms;
}

function jobOf(entries: readonly Entry[]): SignatureJob {
  const signatures = entries.map(({ act: { sig, ...unsigned } }) => ({
    key: unsigned.session,
    message: signedBytes('act', unsigned),
    signature: Buffer.from(sig, 'base64url'),
  }));
  return { signatures };
}

export async function benchVerify(): Promise<Measured> {
  const entries = signedChain(crypto, { sessions: SESSIONS }).take(ENTRIES);
  const lines = entries.map(entryLine);
  const share = Math.ceil(ENTRIES / WORKERS);
  const jobs = Array.from({ length: WORKERS }, (_, n) => jobOf(entries.slice(n * share, (n + 1) * share)));
  const times = { ours: [] as number[], peer: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    times.ours.push(await ours(lines));
    times.peer.push(await nativeSignatures(jobs));
  }
  const [mine, native] = [median(times.ours), median(times.peer)];
  return {
    name: `journal of ${ENTRIES} entries verified, against native signatures, ${WORKERS} workers`,
    ours: perSecond(ENTRIES, mine),
    peer: perSecond(ENTRIES, native),
    ratio: native / mine,
    goal: 0.8,
  };
}
