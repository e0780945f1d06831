/**
 * The gateway: tells the monitoring system what the closed list of `shared/gateway` has made, in order and at least once. The receiver knows a
 * message that comes again by its `source` and `id`. Nobody waits for it: where the address is dead, the room goes on.
 */
import { readFile } from 'node:fs/promises';
import { type Agent, request as httpsRequest } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { RoomStatus } from '../../shared/bridge/room.ts';
import type { Message } from '../../shared/gateway/messages.ts';
import * as f from '../../shared/journal/fields.ts';
import { type Refusal, refusal } from '../../shared/refusal.ts';
import { peerKeyRefusal } from '../link/pinned.ts';
import { writeDurably } from '../store/durableFile.ts';

export interface Gateway {
  /**
   * Hands over what entry `seq` tells; nothing is waited for. Entries come in order and from the first one on, also after a restart: those that
   * were told before are dropped here.
   */
  offer(seq: number, messages: readonly Message[]): void;
  status(): RoomStatus['gateway'];
  /** Gives up what is under way; it is told after the next start. */
  close(): Promise<void>;
}

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;
const SILENCE = 20_000;

/** Up to which entry of which room all has been told, and how many messages that were. */
const cursorForm = z.strictObject({
  format: z.literal('sealroom-gateway/1'),
  source: z.string(),
  seq: f.count,
  sent: f.count,
});
type Cursor = z.infer<typeof cursorForm>;
const UNTOLD: Cursor = { format: 'sealroom-gateway/1', source: '', seq: 0, sent: 0 };

/**
 * @param options.address `https://host:port` of the receiver; messages are posted to `/events` there
 * @param options.agent a `pinnedAgent`
 * @param options.file where the cursor is kept; one that is missing or damaged costs repetition, never a message
 * @param options.onChange the status is another
 */
export async function openGateway(options: {
  readonly address: string;
  readonly agent: Agent;
  readonly file: string;
  readonly onChange: () => void;
}): Promise<Gateway> {
  const { agent, file, onChange } = options;
  const url = `${options.address}/events`;
  const abort = new AbortController();
  let cursor = await cursorIn(file);
  let problem: Refusal | null = null;
  const waiting: { seq: number; messages: readonly Message[] }[] = [];
  let telling: Promise<void> | null = null;

  async function tellAll(): Promise<void> {
    let pause = FIRST_PAUSE;
    while (waiting.length > 0 && !abort.signal.aborted) {
      try {
        await tellNext();
        pause = FIRST_PAUSE;
      } catch (error) {
        if (abort.signal.aborted) break;
        problem = refusalOf(error);
        onChange();
        const jittered = pause * (0.5 + Math.random() / 2);
        await wait(jittered, undefined, { signal: abort.signal }).catch(() => undefined);
        pause = Math.min(pause * 2, LONGEST_PAUSE);
      }
    }
    // Here and not in a callback: what is offered a moment later must find nobody at work.
    telling = null;
  }

  /** All of one entry, then the cursor: a kill in between repeats the entry. */
  async function tellNext(): Promise<void> {
    const { seq, messages } = waiting[0]!;
    for (const message of messages) await post({ url, agent, signal: abort.signal }, message);
    const sent = cursor.sent + messages.length;
    const next: Cursor = { ...UNTOLD, source: messages[0]!.source, seq, sent };
    await writeDurably(file, JSON.stringify(next), 0o600).catch((cause) => {
      throw new CursorError('the cursor cannot be written', { cause });
    });
    cursor = next;
    waiting.shift();
    problem = null;
    onChange();
  }

  return {
    offer(seq, messages) {
      if (messages.length === 0 || abort.signal.aborted) return;
      // A cursor of another room, left in this folder, counts for nothing.
      if (messages[0]!.source !== cursor.source) cursor = { ...UNTOLD, source: messages[0]!.source };
      if (seq <= cursor.seq) return;
      waiting.push({ seq, messages });
      telling ??= tellAll();
    },
    status: () => ({ on: true, sent: cursor.sent, problem }),
    async close() {
      abort.abort();
      await telling;
      agent.destroy();
    },
  };
}

async function cursorIn(file: string): Promise<Cursor> {
  try {
    return cursorForm.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return UNTOLD;
  }
}

class CursorError extends Error {}
/** The receiver answered, and did not take the message. */
class NotTakenError extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`the receiver answered ${status}`);
    this.status = status;
  }
}

/** Resolves when the receiver has said that it keeps the message (2xx). Of its answer nothing but the number is read. */
function post(
  { url, agent, signal }: { url: string; agent: Agent; signal: AbortSignal },
  message: Message,
): Promise<void> {
  const body = Buffer.from(JSON.stringify(message));
  const headers = { 'content-type': 'application/cloudevents+json', 'content-length': body.length };
  return new Promise((resolve, reject) => {
    const request = httpsRequest(url, { method: 'POST', agent, signal, headers });
    request.setTimeout(SILENCE, () => request.destroy(new Error('no answer')));
    request.once('response', (response) => {
      const status = response.statusCode ?? 0;
      response.on('error', () => undefined).destroy();
      if (status >= 200 && status < 300) resolve();
      else reject(new NotTakenError(status));
    });
    request.on('error', reject).end(body);
  });
}

const refusalOf = (error: unknown): Refusal => {
  if (error instanceof NotTakenError)
    return refusal(
      'GATEWAY_REFUSED',
      `监管系统未接收消息（应答 ${error.status}），将自动重试；评标不受影响`,
      `The monitoring system does not take a message (it answers ${error.status}); it is sent again, and the evaluation goes on`,
    );
  if (error instanceof CursorError)
    return refusal(
      'GATEWAY_CURSOR',
      '发送进度无法写入本机磁盘，将自动重试；请检查磁盘空间',
      'How far the monitoring system has been told cannot be written to this disk; it is tried again. Look at the disk’s free space',
    );
  return peerKeyRefusal(error) ?? unreachable;
};

const unreachable = refusal(
  'GATEWAY_UNREACHABLE',
  '暂时无法连接监管系统，消息保存在本机，将自动重试；评标不受影响',
  'The monitoring system cannot be reached at present. Its messages are kept and sent when it can; the evaluation goes on',
);
