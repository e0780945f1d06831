/** A seat's recording on its way to the room: every file from where the room's copy ends, as often as it takes, until each closed segment is whole there. */
import { open, readFile, stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { type Agent, request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { base64url } from '../../shared/journal/encoding.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import type { Desk } from '../session/desk.ts';
import { LEFT, OFFSET, SIGNATURE, STRETCH, stretchBytes } from './copyWire.ts';
import { segmentsIn } from './recordingFolder.ts';

export interface Copying {
  /** How many bytes of a file the room holds; null where the room is not in reach. */
  held(file: string): number | null;
  /** Bytes that the room does not hold yet. */
  unsent(): number;
  /** There is more to be copied. */
  stored(): void;
  close(): Promise<void>;
}

/** Milliseconds between two looks, and after a request that failed. */
const PAUSE = 1_000;
const AGAIN = 3_000;
const SILENCE = 20_000;

/** The room did not take it, or is not there: it comes again. */
class NotTaken extends Error {}

/**
 * @param options.folder of all recordings
 * @param options.room the room's id where its host is in reach, over the key that the journal names
 */
export function copying(options: {
  readonly crypto: CryptoPort;
  readonly folder: string;
  readonly address: string;
  readonly agent: Agent;
  readonly desk: () => Desk | null;
  readonly room: () => string | null;
  readonly changed: () => void;
  readonly onFault: (error: unknown) => void;
}): Copying {
  const { crypto, folder, agent, desk, room } = options;
  const address = options.address.replace(/^wss:/, 'https:');
  const offsets = new Map<string, number>();
  const whole = new Set<string>();
  const abort = new AbortController();
  let left = 0;
  let dirty = false;
  let timer: NodeJS.Timeout | undefined;
  let work: Promise<void> | null = null;

  function ask(
    method: 'HEAD' | 'PUT',
    path: string,
    offset: number,
    body?: Uint8Array,
  ): Promise<IncomingMessage> {
    const sitting = desk();
    const id = room();
    if (sitting === null || id === null) throw new NotTaken('no room');
    const signed = crypto.ed25519Sign(
      sitting.secretKey,
      stretchBytes(id, path, offset, body ?? new Uint8Array()),
    );
    const headers = {
      [OFFSET]: offset,
      [LEFT]: Math.max(0, left - (body?.length ?? 0)),
      [SIGNATURE]: base64url.encode(signed),
      ...(body === undefined ? {} : { 'content-length': body.length }),
    };
    return new Promise((resolve, reject) => {
      const request = httpsRequest(`${address}${path}`, { method, agent, headers, signal: abort.signal });
      request.setTimeout(SILENCE, () => request.destroy(new Error('no answer')));
      request.once('response', (response) => resolve(response.resume()));
      request.on('error', (error) => reject(new NotTaken(error.message))).end(body);
    });
  }

  const offsetIn = ({ headers }: IncomingMessage): number => Number(headers[OFFSET] ?? 0);

  /** Sends what the room lacks of a file as it is now. */
  async function send(file: string): Promise<void> {
    const path = `/recording/${file}`;
    const { size } = await stat(join(folder, file));
    let offset = offsets.get(file) ?? offsetIn(await ask('HEAD', path, 0));
    if (offset > size) throw new NotTaken('the room’s copy is longer');
    const handle = await open(join(folder, file), 'r');
    try {
      while (offset < size) {
        const body = Buffer.alloc(Math.min(STRETCH, size - offset));
        await handle.read(body, 0, body.length, offset);
        const answer = await ask('PUT', path, offset, body);
        if (answer.statusCode !== 204 && answer.statusCode !== 409)
          throw new NotTaken(`${answer.statusCode}`);
        left = Math.max(0, left - (offsetIn(answer) - offset));
        offset = offsetIn(answer);
        offsets.set(file, offset);
      }
      offsets.set(file, offset);
    } finally {
      await handle.close();
    }
  }

  async function copy(session: string): Promise<void> {
    left = 0;
    const lacking: { file: string; forms: ReadonlySet<string> }[] = [];
    for (const { forms, base } of await segmentsIn(folder, session)) {
      const file = base.slice(folder.length + 1);
      if (whole.has(file)) continue;
      const form = forms.has('json') ? 'age' : 'open';
      const size = (await stat(`${base}.${form}`).catch(() => null))?.size ?? 0;
      left += Math.max(0, size - (offsets.get(`${file}.${form}`) ?? 0));
      lacking.push({ file, forms });
    }
    for (const { file, forms } of lacking) {
      if (!forms.has('json')) {
        await send(`${file}.open`);
        continue;
      }
      await send(`${file}.age`);
      const description = await readFile(join(folder, `${file}.json`));
      const answer = await ask('PUT', `/recording/${file}.json`, 0, description);
      offsets.delete(`${file}.age`);
      if (answer.statusCode !== 204) throw new NotTaken(`${answer.statusCode}`);
      whole.add(file);
      offsets.delete(`${file}.open`);
    }
    left = 0;
  }

  async function round(): Promise<void> {
    const session = desk()?.session;
    if (session === undefined || room() === null) return;
    dirty = false;
    try {
      await copy(session);
      options.changed();
    } catch (error) {
      dirty = true;
      // An open file becomes an age file while it is sent.
      const passing = error instanceof NotTaken || (error as NodeJS.ErrnoException).code === 'ENOENT';
      if (!passing && !abort.signal.aborted) options.onFault(error);
    }
  }

  function later(pause: number): void {
    if (abort.signal.aborted) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      work = round().finally(() => {
        work = null;
        if (dirty) later(AGAIN);
      });
    }, pause);
  }

  return {
    held: (file) => (room() === null ? null : (offsets.get(file) ?? 0)),
    unsent: () => left,
    stored() {
      dirty = true;
      if (work === null) later(PAUSE);
    },
    async close() {
      abort.abort();
      clearTimeout(timer);
      await work;
    },
  };
}
