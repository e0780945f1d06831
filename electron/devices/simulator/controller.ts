/**
 * A door controller or a phone locker, as one is expected to behave: it numbers an event and makes it durable before it tells anybody, sends one after
 * the other, and drops an event only when the room has it or never will.
 */
import { readFile } from 'node:fs/promises';
import { request as httpsRequest } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { type KnownDevice, signEvent } from '../../../shared/devices/event.ts';
import type { DeviceEventName } from '../../../shared/devices/kinds.ts';
import { base64url } from '../../../shared/journal/encoding.ts';
import * as f from '../../../shared/journal/fields.ts';
import type { CryptoPort, RandomPort } from '../../../shared/ports/crypto.ts';
import { pinnedAgent } from '../../link/pinned.ts';
import { writeDurably } from '../../store/durableFile.ts';
import type { DeviceRoom } from '../deviceFile.ts';
import { EVENTS_PATH } from '../eventDoor.ts';

const waitingEvent = z.strictObject({
  event: z.string(),
  at: f.instant,
  counter: f.positive,
  nonce: z.string(),
});
const memoryForm = z.strictObject({
  format: z.literal('sealroom-device-memory/1'),
  counter: f.count,
  waiting: z.array(waitingEvent),
});
type Memory = z.infer<typeof memoryForm>;

/** How one sending ended. */
export interface Sending {
  readonly counter: number;
  readonly event: string;
  /** HTTP status; 0 where nobody answered. */
  readonly status: number;
  /** The entry that it stands in, or the code of the refusal. */
  readonly entry: number | null;
  readonly code: string | null;
}

export interface Controller {
  /** Resolves when the event is durable in the device; it is sent from then on. */
  report(event: DeviceEventName): Promise<void>;
  /** Resolves when nothing waits any more. */
  sent(): Promise<void>;
  close(): Promise<void>;
}

const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 5_000;
const SILENCE = 10_000;
/** The room has said that it will never take the event. */
export const NEVER: readonly number[] = [400, 410, 422];
const answerForm = z.object({
  entry: f.positive.optional(),
  code: z.string().optional(),
  newest: f.count.optional(),
});

/**
 * @param options.memory the device's file of counter and waiting events
 * @param options.now the device's clock, RFC 3339
 * @param options.onSending after each sending
 */
export async function openController(options: {
  readonly crypto: CryptoPort;
  readonly random: RandomPort;
  readonly device: Pick<KnownDevice, 'id' | 'kind'>;
  readonly secretKey: Uint8Array;
  readonly room: DeviceRoom;
  readonly memory: string;
  readonly now: () => string;
  readonly onSending: (sending: Sending) => void;
}): Promise<Controller> {
  const { crypto, random, device, room, now } = options;
  const agent = pinnedAgent((fingerprint) => fingerprint === room.fingerprint);
  const abort = new AbortController();
  let memory = await memoryIn(options.memory);
  let writing: Promise<void> = Promise.resolve();
  let sending: Promise<void> | null = null;

  /** One write after the other; the memory is what the newest write says. */
  function keep(change: (memory: Memory) => Memory): Promise<void> {
    writing = writing.then(async () => {
      const next = change(memory);
      await writeDurably(options.memory, JSON.stringify(next), 0o600);
      memory = next;
    });
    return writing;
  }

  async function sendAll(): Promise<void> {
    let pause = FIRST_PAUSE;
    while (memory.waiting.length > 0 && !abort.signal.aborted) {
      if (await sendFirst()) pause = FIRST_PAUSE;
      else {
        await wait(pause, undefined, { signal: abort.signal }).catch(() => undefined);
        pause = Math.min(pause * 2, LONGEST_PAUSE);
      }
    }
    sending = null;
  }

  /** Whether the first of the waiting is done with. */
  async function sendFirst(): Promise<boolean> {
    const first = memory.waiting[0]!;
    const signed = signEvent(crypto, options.secretKey, {
      device: device.id,
      kind: device.kind,
      ...first,
      sent: now(),
      room: room.fingerprint,
    });
    const { status, answer } = await post(JSON.stringify(signed)).catch(() => ({ status: 0, answer: {} }));
    if (abort.signal.aborted) return false;
    const { entry = null, code = null, newest } = answerForm.safeParse(answer).data ?? {};
    options.onSending({ counter: first.counter, event: first.event, status, entry, code });
    if (status === 200 || NEVER.includes(status)) {
      await keep((kept) => ({ ...kept, waiting: kept.waiting.slice(1) }));
      return true;
    }
    // The device has lost its memory, and the room has not: it goes on after what the room has.
    if (status === 409 && newest !== undefined)
      await keep((kept) => ({
        ...kept,
        counter: newest + kept.waiting.length,
        waiting: kept.waiting.map((one, i) => ({ ...one, counter: newest + 1 + i })),
      }));
    return false;
  }

  function post(body: string): Promise<{ status: number; answer: unknown }> {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    return new Promise((resolve, reject) => {
      const request = httpsRequest(`${room.address}${EVENTS_PATH}`, {
        method: 'POST',
        agent,
        signal: abort.signal,
        headers,
      });
      request.setTimeout(SILENCE, () => request.destroy(new Error('no answer')));
      request.once('response', (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        response.once('error', reject);
        response.once('end', () => resolve({ status: response.statusCode ?? 0, answer: jsonOf(text) }));
      });
      request.on('error', reject).end(body);
    });
  }

  function start(): void {
    // With nothing to send it would be over before it is noted, and nobody would ever send again.
    if (!abort.signal.aborted && memory.waiting.length > 0) sending ??= sendAll();
  }

  start();
  return {
    async report(event) {
      const nonce = base64url.encode(random(16));
      await keep(({ counter, waiting, ...kept }) => ({
        ...kept,
        counter: counter + 1,
        waiting: [...waiting, { event, at: now(), counter: counter + 1, nonce }],
      }));
      start();
    },
    async sent() {
      while (sending !== null) await sending;
    },
    async close() {
      abort.abort();
      await sending;
      await writing;
      agent.destroy();
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function memoryIn(path: string): Promise<Memory> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return text === null
    ? { format: 'sealroom-device-memory/1', counter: 0, waiting: [] }
    : memoryForm.parse(JSON.parse(text));
}
