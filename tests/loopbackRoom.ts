/** An HTTPS server on the loopback with a station's own kind of key, for tests of what seats fetch. */
import { mkdtempSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TlsIdentity, tlsIdentity } from '../electron/link/tlsIdentity.ts';

export async function freshIdentity(): Promise<TlsIdentity> {
  const folder = mkdtempSync(join(tmpdir(), 'identity-'));
  const made = await tlsIdentity(folder);
  rmSync(folder, { recursive: true });
  if (!made.ok) throw new Error(made.refusals[0]!.en);
  return made.value;
}

/** Listens on a free port of the loopback; answers the port. */
export async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

export interface LoopbackRoom {
  readonly port: number;
  readonly url: string;
  readonly fingerprint: string;
  close(): Promise<void>;
}

export async function loopbackRoom(listener: RequestListener): Promise<LoopbackRoom> {
  const identity = await freshIdentity();
  const server = createServer({ key: identity.key, cert: identity.cert }, listener);
  const port = await listening(server);
  return {
    port,
    url: `https://127.0.0.1:${port}`,
    fingerprint: identity.fingerprint,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface Received {
  readonly url: string | undefined;
  readonly body: string;
}

/** A server that keeps what it gets. */
export async function receiver(): Promise<LoopbackRoom & { readonly received: readonly Received[] }> {
  const received: Received[] = [];
  const one = await loopbackRoom(async (request, response) => {
    let body = '';
    for await (const part of request.setEncoding('utf8')) body += part;
    received.push({ url: request.url, body });
    response.writeHead(204).end();
  });
  return { ...one, received };
}
