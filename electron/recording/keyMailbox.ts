/** Where the room keeps what a seat that was left gives to its expert's new session: an age file to that session, which nobody else opens. */
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { writeDurably } from '../store/durableFile.ts';
import { bodyOf, isStretchSigned, KEYS_PATH } from './copyWire.ts';
import { sessionFolder } from './recordingFolder.ts';

/** Answers requests for `/recording/<from>/keys-<to>.age`; false: it is none. @param options.folder of all recordings */
export function keyMailbox(options: {
  readonly crypto: CryptoPort;
  readonly folder: string;
  readonly state: () => RoomState;
  readonly onFault: (error: unknown) => void;
}): (request: IncomingMessage, response: ServerResponse) => boolean {
  const { crypto, folder, state } = options;

  async function answer(
    [path, from, to]: readonly [string, string, string],
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const say = (status: number): void => void response.writeHead(status, { 'content-length': 0 }).end();
    const body = await bodyOf(request);
    const room = state();
    const [giver, taker] = [room.sessions.get(from), room.sessions.get(to)];
    const isMove = giver?.closed != null && taker?.admitted != null && giver.who === taker.who;
    const by = request.method === 'PUT' ? from : to;
    if (body === null || !isMove || !isStretchSigned(crypto, room, { session: by, path }, request, body))
      return say(403);
    const file = join(folder, from, `keys-${to}.age`);
    if (request.method === 'PUT') {
      await sessionFolder(folder, from);
      await writeDurably(file, body, 0o600);
      return say(204);
    }
    const kept = await readFile(file).catch(() => null);
    if (kept === null) return say(404);
    response.writeHead(200, { 'content-length': kept.length }).end(kept);
  }

  return (request, response) => {
    const [path, from = '', to = ''] = KEYS_PATH.exec(request.url ?? '') ?? [];
    if (path === undefined) return false;
    answer([path, from, to], request, response).catch((error: unknown) => {
      if (request.destroyed !== true) options.onFault(error);
      response.destroy();
    });
    return true;
  };
}
