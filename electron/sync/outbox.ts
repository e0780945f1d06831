/**
 * The room's outbox: brings the sealed result to the centre and waits for its receipt, however often either side dies on the way. It keeps nothing of
 * its own: what has arrived is asked of the centre each time.
 */
import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { type Agent, request as httpsRequest } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import { DefaultHttpStack, DetailedError, Upload } from 'tus-js-client';
import { refusalForm } from '../../shared/bridge/parts.ts';
import { type Refusal, refusal } from '../../shared/refusal.ts';
import { digestOf } from '../archive/content.ts';
import { peerKeyRefusal } from '../link/pinned.ts';
import type { SealedFiles } from '../sealing/sealedFiles.ts';
import { recordingNotKept } from './centreRefusals.ts';
import { pieces, reading, Unreadable } from './ownFile.ts';

/** A file of the recording, which goes beside the result. */
export interface RecordingFile {
  /** As the manifest names it. */
  readonly path: string;
  /** Where it lies here. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface Order {
  /** The centre's address, `https://host:port`. */
  readonly address: string;
  /** A `pinnedAgent`. */
  readonly agent: Agent;
  readonly files: SealedFiles;
  /** The recording's files, each as the manifest names it. */
  readonly recordings: readonly RecordingFile[];
  /** Whether a receipt is the one that is waited for. */
  readonly accepts: (receipt: string) => boolean;
  /** Bytes of the encrypted file that the centre has, and of how many. */
  readonly progress: (sent: number, total: number) => void;
  /** Why it does not go on at present; null: it does. A refusal of the centre's stays, and is asked after again. */
  readonly problem: (refusal: Refusal | null, refused: boolean) => void;
  readonly signal: AbortSignal;
  /** Milliseconds for which an upload is given nothing before it is broken off; `UPLOAD_SILENCE` unless given. */
  readonly silence?: number;
}

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;
/** What has not passed is supplied again at every so many-th asking: another's seal or file may have taken the place of the room's. */
const SUPPLY_EVERY = 16;
const SILENCE = 20_000;
/** The last answer to an upload comes when the centre has read it all again for its digest: 2 GB, on a slow disk. */
const UPLOAD_SILENCE = 120_000;
const CHUNK = 4 * 1024 * 1024;
/** Characters of an answer: a receipt or a refusal. */
const LONGEST_ANSWER = 1024 * 1024;

/** The centre did not take what was sent. */
class NotTaken extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.en);
    this.refusal = refusal;
  }
}

/** Resolves with the receipt, or null where it was aborted. */
export async function deliver(order: Order): Promise<string | null> {
  let sent: Sent | null = null;
  let pause = FIRST_PAUSE;
  const asked = { inVain: 0 };
  while (!order.signal.aborted) {
    try {
      sent ??= await reading(() => sentOf(order.files.ciphertext));
      const receipt = await attempt(order, sent, asked);
      if (receipt !== null) return receipt;
      pause = Math.min(pause, 4 * FIRST_PAUSE);
    } catch (error) {
      if (order.signal.aborted) break;
      if (error instanceof NotTaken) order.problem(error.refusal, true);
      else if (error instanceof Unreadable) order.problem(error.refusal, false);
      else order.problem(peerKeyRefusal(error) ?? unreachable, false);
    }
    await wait(pause * (0.5 + Math.random() / 2), undefined, { signal: order.signal }).catch(() => undefined);
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }
  return null;
}

/** The encrypted file, as the centre knows it. */
interface Sent {
  readonly digest: string;
  readonly size: number;
}

const sentOf = async (file: string): Promise<Sent> => ({
  digest: await digestOf(file),
  size: (await stat(file)).size,
});

/**
 * One round of asking: the receipt, or what is missing for it.
 * @param asked how often in a row the centre has refused the receipt
 */
async function attempt(
  order: Order,
  { digest, size }: Sent,
  asked: { inVain: number },
): Promise<string | null> {
  const found = await ask(order, 'GET', `${order.address}/results/${digest}/receipt`);
  if (found.status === 200) {
    if (order.accepts(found.body)) return found.body;
    order.problem(badReceipt, true);
    return null;
  }
  if (found.status === 409) {
    const why = refusalIn(found.body);
    order.progress(size, size);
    order.problem(why, true);
    // A second result waits for the staff. Any other may lack what did not arrive, or stand under a seal that is not the room's.
    if (why.code !== 'SECOND_RESULT' && asked.inVain++ % SUPPLY_EVERY === 0) await supply(order, digest);
    return null;
  }
  asked.inVain = 0;
  order.problem(null, false);
  if (found.status === 202) {
    order.progress(size, size);
    return null;
  }
  await supply(order, digest);
  const result = { file: order.files.ciphertext, id: digest, size, metadata: { ciphertext: digest } };
  await upload(order, result, order.progress);
  return null;
}

/** What the result is verified with: it is verified as soon as it is there, and with all of its recording. */
async function supply(order: Order, digest: string): Promise<void> {
  const { address, files } = order;
  const seal = await reading(() => readFile(files.seal));
  const named = `${address}/results/${digest}/seal?name=${encodeURIComponent(files.name)}`;
  const put = await ask(order, 'PUT', named, seal);
  if (put.status !== 204) throw new NotTaken(refusalIn(put.body));
  for (const one of order.recordings) await sendRecording(order, digest, one);
}

async function sendRecording(order: Order, digest: string, one: RecordingFile): Promise<void> {
  const url = `${order.address}/results/${digest}/recordings/${one.path}?sha256=${one.sha256}`;
  const isHeld = async (): Promise<boolean> => (await ask(order, 'HEAD', url)).status === 200;
  if (await isHeld()) return;
  const metadata = { ciphertext: digest, recording: one.path, sha256: one.sha256 };
  await upload(order, { file: one.file, id: one.sha256, size: one.bytes, metadata }, () => undefined);
  // Without it the result would be verified, and found incomplete.
  if (!(await isHeld())) throw new NotTaken(recordingNotKept(one.path));
}

/** What is uploaded, under the name that both sides know it by. */
interface Uploading {
  readonly file: string;
  readonly id: string;
  readonly size: number;
  readonly metadata: Record<string, string>;
}

function upload(
  order: Order,
  { file, id, size, metadata }: Uploading,
  onProgress: (sent: number, total: number) => void,
): Promise<void> {
  const { address, agent, signal, silence = UPLOAD_SILENCE } = order;
  return new Promise((resolve, reject) => {
    const one = new Upload(file as never, {
      fileReader: pieces(file, size),
      endpoint: `${address}/uploads`,
      uploadUrl: `${address}/uploads/${id}`,
      uploadSize: size,
      chunkSize: CHUNK,
      retryDelays: null,
      storeFingerprintForResuming: false,
      metadata,
      httpStack: new DefaultHttpStack({ agent }),
      onProgress(sent, total) {
        watch.refresh();
        onProgress(sent, total);
      },
      onSuccess: () => done(resolve),
      onError: (error) => done(() => reject(causeOf(error))),
    });
    const breakOff = (why: string): void => {
      void one.abort().catch(() => undefined);
      done(() => reject(new Error(why)));
    };
    const abort = (): void => breakOff('aborted');
    const watch = setTimeout(() => breakOff('no answer'), silence);
    const done = (settle: () => void): void => {
      clearTimeout(watch);
      signal.removeEventListener('abort', abort);
      settle();
    };
    signal.addEventListener('abort', abort);
    one.start();
  });
}

function causeOf(error: Error | DetailedError): Error {
  if (!(error instanceof DetailedError)) return error;
  const body = error.originalResponse?.getBody() ?? '';
  const refused = refusalForm.safeParse(jsonIn(body));
  return refused.success ? new NotTaken(refused.data as Refusal) : (error.causingError ?? error);
}

async function ask(
  { agent, signal }: Order,
  method: string,
  url: string,
  body?: Uint8Array,
): Promise<{ status: number; body: string }> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-length': body.length };
    const request = httpsRequest(url, { method, agent, signal, headers });
    request.setTimeout(SILENCE, () => request.destroy(new Error('no answer')));
    request.once('response', resolve).on('error', reject).end(body);
  });
  let text = '';
  for await (const part of response.setEncoding('utf8')) {
    text += part;
    if (text.length > LONGEST_ANSWER) throw new Error('too long an answer');
  }
  return { status: response.statusCode ?? 0, body: text };
}

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

function refusalIn(body: string): Refusal {
  const read = refusalForm.safeParse(jsonIn(body));
  return read.success ? (read.data as Refusal) : unreachable;
}

const unreachable = refusal(
  'CENTRE_UNREACHABLE',
  '暂时无法连接交易中心；封存结果完好保存在本机，将自动重试，也可用移动存储介质送交',
  'The centre cannot be reached at present. The sealed result is safe here and is sent as soon as it can be; a carrier disk is the other way',
);

const badReceipt = refusal(
  'RECEIPT',
  '交易中心的回执无效，不能据此删除本室数据；请联系交易中心',
  'The centre’s receipt is not valid, and the room keeps everything. Call the centre',
);
