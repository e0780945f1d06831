/** What a seat asks of its room about recordings: each request is signed by a session of this machine, and goes to the host that the journal names. */
import { type Agent, request as httpsRequest } from 'node:https';
import { base64url } from '../../shared/journal/encoding.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import type { Desk } from '../session/desk.ts';
import { LEFT, OFFSET, SIGNATURE, stretchBytes } from './copyWire.ts';

/** The room did not take it, or is not there: it comes again. */
export class NotTaken extends Error {}

export interface Answered {
  readonly status: number;
  readonly offset: number;
  readonly body: Buffer;
}

/**
 * Rejects with `NotTaken` where no answer comes.
 * @param by whose session signs
 * @param left bytes that are still to be copied, for the supervisor's window
 */
export type Ask = (
  by: Desk,
  method: 'HEAD' | 'PUT' | 'GET',
  path: string,
  offset?: number,
  body?: Uint8Array,
  left?: number,
) => Promise<Answered>;

const SILENCE = 20_000;
/** What is answered is short. */
const LONGEST = 64 * 1024;

/** @param options.room the room's id where its host is in reach */
export function roomRequests(options: {
  readonly crypto: CryptoPort;
  readonly address: string;
  readonly agent: Agent;
  readonly room: () => string | null;
  readonly signal: AbortSignal;
}): Ask {
  const { crypto, agent, signal } = options;
  const address = options.address.replace(/^wss:/, 'https:');
  return async (by, method, path, offset = 0, body = new Uint8Array(), left = 0) => {
    const room = options.room();
    if (room === null) throw new NotTaken('no room');
    const signed = crypto.ed25519Sign(by.secretKey, stretchBytes(room, path, offset, body));
    const headers = {
      [OFFSET]: offset,
      [LEFT]: left,
      [SIGNATURE]: base64url.encode(signed),
      ...(method === 'PUT' ? { 'content-length': body.length } : {}),
    };
    return new Promise((resolve, reject) => {
      const failed = (error: Error): void => reject(new NotTaken(error.message));
      const request = httpsRequest(`${address}${path}`, { method, agent, headers, signal });
      request.setTimeout(SILENCE, () => request.destroy(new Error('no answer')));
      request.once('response', (response) => {
        const parts: Buffer[] = [];
        let length = 0;
        response.on('data', (part: Buffer) => {
          length += part.length;
          if (length > LONGEST) request.destroy(new Error('too long an answer'));
          else parts.push(part);
        });
        response.once('error', failed);
        response.once('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            offset: Number(response.headers[OFFSET] ?? 0),
            body: Buffer.concat(parts),
          }),
        );
      });
      request.on('error', failed).end(body);
    });
  };
}
