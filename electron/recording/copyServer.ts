/**
 * The room's copies of what its seats record, as it is made: `recording/<session>/` in the room's data folder. Bytes are on the disk before they are
 * answered, and the same stretch may come again: how far a file is, is asked of the room.
 */
import { open, rm, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { type Segment, segmentForm } from '../../shared/recording/manifest.ts';
import { digestOf } from '../archive/content.ts';
import { writeDurably } from '../store/durableFile.ts';
import { readDescription } from './ageFile.ts';
import { bodyOf, COPY_PATH, isStretchSigned, LEFT, OFFSET } from './copyWire.ts';
import { sessionFolder } from './recordingFolder.ts';

export interface RecordingCopies {
  /** Answers requests for `/recording/…`; false: it is none. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  /** When this session's seat was last heard, and how many bytes it had yet to copy, as it said; null: not since the station was started. */
  heard(session: string): Heard | null;
  /** Does this once what is being taken is on the disk, and takes nothing meanwhile: who sends is to come again. */
  alone(work: () => Promise<void>): Promise<void>;
}

interface Heard {
  readonly at: string;
  readonly left: number;
}

interface Asked {
  readonly path: string;
  readonly session: string;
  readonly base: string;
  readonly form: string;
  readonly file: string;
}

/** Answers; with the size that the file has now, where no other offset is given. */
type Say = (status: number, offset?: number) => Promise<void>;

/**
 * @param options.folder of all recordings
 * @param options.open whether copies are taken at present
 * @param options.completed a segment is here whole
 * @param options.arrived bytes are here
 * @param options.bodyTime milliseconds in which a request's body has to be here
 */
export function recordingCopies(options: {
  readonly crypto: CryptoPort;
  readonly folder: string;
  readonly state: () => RoomState;
  readonly open: () => boolean;
  readonly now: () => string;
  readonly completed: () => void;
  readonly arrived: () => void;
  readonly onFault: (error: unknown) => void;
  readonly bodyTime?: number;
}): RecordingCopies {
  const { crypto, folder, state } = options;
  /** Signed requests of one session, one after the other. */
  const working = new Map<string, Promise<void>>();
  const heard = new Map<string, Heard>();
  let isAlone = false;

  /** Whoever knows a session's name can ask. So nothing waits in that session's queue before it is known to have asked itself: there is only work on files. */
  async function answer(asked: Asked, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const say: Say = async (status, offset) =>
      void response
        .writeHead(status, { [OFFSET]: offset ?? (await sizeOf(asked.file)), 'content-length': 0 })
        .end();
    if (state().sessions.get(asked.session)?.admitted == null) return say(403, 0);
    if (request.method === 'HEAD') return inTurn(asked.session, () => say(200));
    const body = request.method === 'PUT' ? await bodyOf(request, options.bodyTime) : null;
    if (body === null) return say(400);
    if (!isStretchSigned(crypto, state(), asked, request, body)) return say(403);
    return inTurn(asked.session, () => take(asked, request, body, say));
  }

  function inTurn(session: string, work: () => Promise<void>): Promise<void> {
    const done = (working.get(session) ?? Promise.resolve()).then(work);
    working.set(
      session,
      done.catch(() => undefined),
    );
    return done;
  }

  async function take(asked: Asked, request: IncomingMessage, body: Uint8Array, say: Say): Promise<void> {
    if (!options.open()) return say(410);
    if (isAlone) return say(503);
    heard.set(asked.session, { at: options.now(), left: leftIn(request) });
    const kept = await keptOf(asked);
    if (asked.form === 'json') return say(await complete(asked, body, kept));
    // What is complete stays as it is.
    const size = await sizeOf(asked.file);
    if (kept !== null || Number(request.headers[OFFSET]) !== size) return say(409);
    try {
      await append(asked, body);
    } catch (error) {
      if (!['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
      return say(507);
    }
    options.arrived();
    return say(204);
  }

  async function append({ session, file }: Asked, body: Uint8Array): Promise<void> {
    await sessionFolder(folder, session);
    const before = await sizeOf(file);
    const handle = await open(file, 'a', 0o600);
    try {
      await handle.appendFile(body);
      await handle.datasync();
    } catch (error) {
      await handle.truncate(before).catch(() => undefined);
      throw error;
    } finally {
      await handle.close();
    }
  }

  /** The description of a segment whose file is here as well; null where either is not. */
  async function keptOf({ session, base }: Asked): Promise<Segment | null> {
    const kept = await readDescription(join(folder, session, `${base}.json`));
    return kept !== null && (await sizeOf(join(folder, session, `${base}.age`))) === kept.bytes ? kept : null;
  }

  /** The description comes last: the segment is whole where its file is the described one. Else that one comes again. Answers the status. */
  async function complete(
    { session, base, file }: Asked,
    body: Uint8Array,
    kept: Segment | null,
  ): Promise<number> {
    const segment = descriptionIn(body);
    if (segment === null || segment.file !== `${session}/${base}.age`) return 422;
    const age = join(folder, segment.file);
    const size = await sizeOf(age);
    const digest = size === 0 ? '' : await digestOf(age);
    if (kept?.sha256 === digest) return isSameContent(kept, segment) ? 204 : 409;
    if (size !== segment.bytes || digest !== segment.sha256) {
      await rm(age, { force: true });
      return 422;
    }
    await writeDurably(file, Buffer.from(body).toString('utf8'), 0o600);
    await rm(join(folder, session, `${base}.open`), { force: true });
    options.completed();
    return 204;
  }

  return {
    heard: (session) => heard.get(session) ?? null,
    async alone(work) {
      isAlone = true;
      try {
        await Promise.all(working.values());
        await work();
      } finally {
        isAlone = false;
      }
    },
    handle(request, response) {
      const [path, session = '', base = '', form = ''] = COPY_PATH.exec(request.url ?? '') ?? [];
      if (path === undefined) return false;
      const file = join(folder, session, `${base}.${form}`);
      answer({ path, session, base, form, file }, request, response).catch((error: unknown) => {
        if (request.destroyed !== true) options.onFault(error);
        response.destroy();
      });
      return true;
    },
  };
}

function leftIn({ headers }: IncomingMessage): number {
  const left = Number(headers[LEFT]);
  return Number.isSafeInteger(left) && left >= 0 ? left : 0;
}

function descriptionIn(body: Uint8Array) {
  try {
    const parsed = segmentForm.safeParse(JSON.parse(Buffer.from(body).toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Whether two age files hold the same pieces: one that was made again has another nonce, and so another digest. */
const isSameContent = (one: Segment, other: Segment): boolean =>
  one.head === other.head && canonicalJson(one.pieces) === canonicalJson(other.pieces);

const sizeOf = async (file: string): Promise<number> => (await stat(file).catch(() => null))?.size ?? 0;
