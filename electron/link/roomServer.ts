/**
 * The room's side of the link: one HTTPS server, whose WebSocket carries acts and entries and whose pages carry the package. It knows
 * nothing of what is said, only that it is said in a known form, by somebody who still answers.
 */

import type { RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Socket } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { accept, type Result } from '../../shared/refusal.ts';
import { type Listen, listening } from './listening.ts';
import { type FromRoom, type FromSeat, fromSeat, LINK_PATH, MESSAGE_LIMIT } from './wire.ts';

/** A seat's machine at the other end of an open connection. */
export interface Peer {
  /** Returns false where so much is waiting for the other end that more would only fill memory. */
  say(message: FromRoom): boolean;
  /** The same for a message that many get: its text in UTF-8, made once. */
  sayText(text: Uint8Array): boolean;
  /** Resolves when what was said has left, or the connection has gone. */
  drained(): Promise<void>;
  close(): void;
}

export interface Listener {
  hear(message: FromSeat): void;
  gone(): void;
}

export interface RoomServer {
  readonly port: number;
  close(): Promise<void>;
}

/** Bytes that may wait for a slow seat. */
const WAITING_LIMIT = 8 * 1024 * 1024;
const HEARTBEAT = 5_000;
/** Bytes that wait for a seat which goes on asking and does not read: more is not kept for it. */
const KEPT_LIMIT = 4 * WAITING_LIMIT;
/** Connections at once, in all and from one machine: a seat has two or three. */
const CONNECTIONS = 512;
const FROM_ONE_MACHINE = 64;
/** Milliseconds that a request may take to arrive. */
const REQUEST = 60_000;

/**
 * Refuses an address that this machine does not give.
 * @param options.pages answers what is no WebSocket
 * @param options.onPeer called for each connection; answers who listens to it
 * @param options.onFault told what a listener threw: the connection ends, the room does not
 */
export async function openRoomServer(options: {
  readonly listen: Listen;
  readonly tls: { readonly key: string; readonly cert: string };
  readonly pages: RequestListener;
  readonly onPeer: (peer: Peer) => Listener;
  readonly onFault: (error: unknown) => void;
}): Promise<Result<RoomServer>> {
  const { tls } = options;
  const https = createServer({ ...tls, minVersion: 'TLSv1.3' }, options.pages);
  https.maxConnections = CONNECTIONS;
  https.requestTimeout = REQUEST;
  limitByAddress(https);
  const sockets = new WebSocketServer({
    server: https,
    path: LINK_PATH,
    maxPayload: MESSAGE_LIMIT,
    perMessageDeflate: false,
  });
  sockets.on('connection', (socket) => attend(socket, options));
  // ws hands the server's errors on; unheard there, a port in use would end the process.
  sockets.on('error', () => undefined);
  const port = await listening(https, options.listen);
  if (!port.ok) return port;
  return accept({
    port: port.value,
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      https.closeAllConnections();
      await new Promise((resolve) => https.close(resolve));
    },
  });
}

/** One machine that opens more and more connections keeps no other one out. */
function limitByAddress(server: Server): void {
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    const count = (open.get(address) ?? 0) + 1;
    open.set(address, count);
    if (count > FROM_ONE_MACHINE) socket.destroy();
    socket.on('close', () => {
      const left = open.get(address)! - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
  });
}

function attend(
  socket: WebSocket,
  {
    onPeer,
    onFault,
  }: { readonly onPeer: (peer: Peer) => Listener; readonly onFault: (error: unknown) => void },
): void {
  let answered = true;
  const beat = setInterval(() => {
    if (!answered) socket.terminate();
    answered = false;
    if (socket.readyState === WebSocket.OPEN) socket.ping();
  }, HEARTBEAT);
  const peer = peerOf(socket);
  const listener = onPeer(peer);
  socket.on('pong', () => {
    answered = true;
  });
  socket.on('message', (data, isBinary) => {
    answered = true;
    const message = isBinary ? null : readMessage(String(data));
    // What is not of the known form is a bug or an attack: neither gets better by listening on.
    if (message === null) return socket.close(1008);
    try {
      listener.hear(message);
    } catch (error) {
      onFault(error);
      socket.terminate();
    }
  });
  socket.on('error', () => socket.terminate());
  socket.on('close', () => {
    clearInterval(beat);
    listener.gone();
  });
}

function readMessage(text: string): FromSeat | null {
  try {
    return fromSeat.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function peerOf(socket: WebSocket): Peer {
  let unsent = 0;
  let emptied: (() => void)[] = [];
  const sent = (): void => {
    unsent--;
    if (unsent > 0 && socket.readyState === WebSocket.OPEN) return;
    for (const done of emptied.splice(0)) done();
  };
  socket.on('close', () => {
    unsent = 0;
    for (const done of emptied.splice(0)) done();
    emptied = [];
  });
  const sayText = (text: Uint8Array): boolean => {
    if (socket.readyState !== WebSocket.OPEN) return false;
    if (socket.bufferedAmount > KEPT_LIMIT) {
      socket.terminate();
      return false;
    }
    unsent++;
    socket.send(text, { binary: false }, sent);
    return socket.bufferedAmount < WAITING_LIMIT;
  };
  return {
    sayText,
    say: (message) => sayText(Buffer.from(JSON.stringify(message))),
    drained: () =>
      unsent <= 0 || socket.readyState !== WebSocket.OPEN
        ? Promise.resolve()
        : new Promise((resolve) => emptied.push(resolve)),
    close: () => socket.terminate(),
  };
}
