/** A WHIP endpoint (RFC 9725) over TLS on the loopback, before whatever takes the media. */
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tlsIdentity } from '../../electron/link/tlsIdentity.ts';
import { sure } from '../stations/house.ts';

/** Takes the offer for one stream; answers, and ends it when it is told to. */
export type Taker = (stream: string, sdp: string) => Promise<{ answer: string; end(): Promise<void> }>;

export interface WhipEndpoint {
  /** For `gateway.whip`. */
  readonly at: { readonly address: string; readonly fingerprint: string };
  /** Streams that were offered, in order, and those that were ended. */
  readonly offered: readonly string[];
  readonly ended: readonly string[];
  /** Status with which offers are refused; null: they are taken. */
  refuse: number | null;
  close(): Promise<void>;
}

/** @param folder for the endpoint's key */
export async function whipEndpoint(folder: string, take: Taker): Promise<WhipEndpoint> {
  const tls = sure(await tlsIdentity(folder));
  const offered: string[] = [];
  const ended: string[] = [];
  const sessions = new Map<string, { stream: string; end(): Promise<void> }>();
  let refuse: number | null = null;

  const server = createServer({ key: tls.key, cert: tls.cert }, async (request, response) => {
    const stream = /^\/whip\/([^/]+)$/.exec(request.url ?? '')?.[1];
    const session = sessions.get(request.url ?? '');
    if (request.method === 'DELETE' && session !== undefined) {
      sessions.delete(request.url!);
      ended.push(session.stream);
      await session.end();
      return response.writeHead(200).end();
    }
    const offers = request.method === 'POST' && request.headers['content-type'] === 'application/sdp';
    if (stream === undefined || !offers) return response.writeHead(405).end();
    if (refuse !== null) return response.writeHead(refuse).end();
    const taken = await take(stream, await bodyOf(request));
    offered.push(stream);
    const resource = `/session/${offered.length}`;
    sessions.set(resource, { stream, end: taken.end });
    return response
      .writeHead(201, { 'content-type': 'application/sdp', location: resource, etag: '"1"' })
      .end(taken.answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    at: {
      address: `https://127.0.0.1:${(server.address() as AddressInfo).port}/whip`,
      fingerprint: tls.fingerprint,
    },
    offered,
    ended,
    get refuse() {
      return refuse;
    },
    set refuse(status) {
      refuse = status;
    },
    async close() {
      for (const { end } of sessions.values()) await end();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}
