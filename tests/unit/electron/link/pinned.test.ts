/** Attacks on the pinned connection: a host with another key is to learn nothing, and a wrong clock is to stop nothing. */
import { X509Certificate } from 'node:crypto';
import { createServer as createHttpsServer, request } from 'node:https';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket, type TlsOptions } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { peerFingerprint, peerKeyRefusal, pinnedAgent } from '../../../../electron/link/pinned.ts';
import type { TlsIdentity } from '../../../../electron/link/tlsIdentity.ts';
import { freshIdentity, listening } from '../../../loopbackRoom.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A TLS server that takes part in the handshake and keeps what it is told after it. */
async function recorder(options: TlsOptions): Promise<{ port: number; heard: () => Promise<number> }> {
  let bytes = 0;
  let gone: () => void;
  const ended = new Promise<void>((resolve) => {
    gone = resolve;
  });
  const server = createTlsServer(options, (socket) => {
    socket.on('data', (data: Buffer) => {
      bytes += data.length;
      socket.destroy();
    });
    socket.on('error', () => undefined);
  });
  // The connection below TLS: it ends also where the handshake did not.
  server.on('connection', (socket: Socket) => socket.on('close', () => gone()));
  closing.push(() => server.close());
  const port = await listening(server);
  return { port, heard: () => ended.then(() => bytes) };
}

type Failed = Error & { code?: string };
type Agent = ReturnType<typeof pinnedAgent>;

const getError = (port: number, agent: Agent): Promise<Failed> =>
  new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: '/secret', method: 'POST', agent })
      .on('response', () => reject(new Error('answered')))
      .on('error', resolve)
      .end('a secret');
  });

const socketError = (port: number, agent: Agent): Promise<Failed> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`wss://127.0.0.1:${port}/secret`, { agent });
    socket.on('open', () => reject(new Error('open')));
    socket.on('error', resolve);
  });

const only = (wanted: string): Agent => pinnedAgent((fingerprint) => fingerprint === wanted);
const WAYS = [
  ['https.request', getError],
  ['a WebSocket', socketError],
] as const;

describe.each(WAYS)('a host with another key, asked by %s', (_, failure) => {
  it('hears no byte, and its fingerprint is told', async () => {
    const [known, stranger] = [await freshIdentity(), await freshIdentity()];
    const { port, heard } = await recorder(stranger);
    const error = await failure(port, only(known.fingerprint));
    expect(error).toMatchObject({ code: 'PEER_KEY', fingerprint: stranger.fingerprint });
    expect(peerKeyRefusal(error)).toMatchObject({ code: 'PEER_KEY' });
    expect(await heard()).toBe(0);
  });

  it('would have heard the request with the known key', async () => {
    const known = await freshIdentity();
    const { port, heard } = await recorder(known);
    expect(peerKeyRefusal(await failure(port, only(known.fingerprint)))).toBeUndefined();
    expect(await heard()).toBeGreaterThan(0);
  });

  it('hears no byte below TLS 1.3', async () => {
    const known = await freshIdentity();
    const { port, heard } = await recorder({ ...known, maxVersion: 'TLSv1.2' });
    await failure(port, only(known.fingerprint));
    expect(await heard()).toBe(0);
  });
});

const statusOf = (port: number, agent: Agent): Promise<{ status: number; peer: string }> =>
  new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, agent }, (response) => {
      resolve({ status: response.statusCode!, peer: peerFingerprint(response.socket as TLSSocket) });
      response.resume();
    })
      .on('error', reject)
      .end();
  });

async function answering({ key, cert }: TlsIdentity): Promise<{ port: number; server: Server }> {
  const server = createHttpsServer({ key, cert }, (_, response) => response.writeHead(204).end());
  closing.push(() => server.close());
  return { port: await listening(server), server };
}

/** The identity's certificate with other dates in it; its self-signature no longer fits, which is nobody's concern either. */
function dated(identity: TlsIdentity, from: string, to: string): TlsIdentity {
  const der = Buffer.from(new X509Certificate(identity.cert).raw);
  der.write(from, der.indexOf('000101000000Z'));
  der.write(to, der.indexOf('99991231235959Z'));
  const cert = `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`;
  return { ...identity, cert };
}

describe('a host with the known key', () => {
  it('is answered to request after request, and known by its fingerprint', async () => {
    const known = await freshIdentity();
    const { port } = await answering(known);
    const agent = only(known.fingerprint);
    for (let turn = 0; turn < 3; turn++)
      expect(await statusOf(port, agent)).toEqual({ status: 204, peer: known.fingerprint });
  });

  it('is reached by a WebSocket', async () => {
    const known = await freshIdentity();
    const { port, server } = await answering(known);
    new WebSocketServer({ server: server as never }).on('connection', (socket) => {
      socket.on('message', (said) => socket.send(`heard ${said}`));
    });
    const socket = new WebSocket(`wss://127.0.0.1:${port}`, { agent: only(known.fingerprint) });
    let peer = '';
    socket.on('upgrade', (response) => {
      peer = peerFingerprint(response.socket as TLSSocket);
    });
    const answer = await new Promise((resolve, reject) => {
      socket.on('open', () => socket.send('an act'));
      socket.on('message', (said) => resolve(String(said)));
      socket.on('error', reject);
    });
    socket.terminate();
    expect(answer).toBe('heard an act');
    expect(peer).toBe(known.fingerprint);
  });

  it.each([
    ['ended long ago', '000101000000Z', '20010101000000Z'],
    ['begins in years to come', '490101000000Z', '99991231235959Z'],
  ])('is reached with a certificate that %s', async (_, from, to) => {
    const known = dated(await freshIdentity(), from, to);
    const { port } = await answering(known);
    expect(await statusOf(port, only(known.fingerprint))).toMatchObject({ status: 204 });
  });

  it('is not reached any more when another key is the known one', async () => {
    const known = await freshIdentity();
    const { port } = await answering(known);
    let wanted = known.fingerprint;
    const agent = pinnedAgent((fingerprint) => fingerprint === wanted);
    await statusOf(port, agent);
    wanted = (await freshIdentity()).fingerprint;
    await expect(statusOf(port, agent)).rejects.toMatchObject({ code: 'PEER_KEY' });
  });
});

describe('an address where nobody speaks TLS', () => {
  it('is given up when the agent is', async () => {
    let reached: () => void;
    const connected = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const server = createTcpServer((socket) => {
      closing.push(() => socket.destroy());
      reached();
    });
    closing.push(() => server.close());
    const agent = only('');
    const failure = getError(await listening(server), agent);
    await connected;
    agent.destroy();
    await expect(failure).resolves.toMatchObject({ message: expect.stringContaining('given up') });
  });

  it('fails where nobody listens', async () => {
    const server = createTcpServer();
    const port = await listening(server);
    await new Promise((resolve) => server.close(resolve));
    await expect(getError(port, only(''))).resolves.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
