/** What one machine on the room's network may cost the room. */
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import {
  type Listener,
  openRoomServer,
  type Peer,
  type RoomServer,
} from '../../../../electron/link/roomServer.ts';
import { tlsIdentity } from '../../../../electron/link/tlsIdentity.ts';
import { LINK_PATH } from '../../../../electron/link/wire.ts';
import { sure } from '../../../sure.ts';

const CLOCK = JSON.stringify({ say: 'clock', at: '2026-05-18T09:30:00+08:00' });

let folder: string;
let server: RoomServer;
let peers: Peer[];
let faults: unknown[];
let listener: Listener;
let sockets: (WebSocket | Socket)[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'room-server-'));
  peers = [];
  faults = [];
  sockets = [];
  listener = { hear: () => undefined, gone: () => undefined };
  const tls = await tlsIdentity(folder);
  if (!tls.ok) throw new Error(tls.refusals[0]!.en);
  server = sure(
    await openRoomServer({
      listen: { host: '127.0.0.1', port: 0 },
      tls: tls.value,
      pages: (_, response) => void response.writeHead(404).end(),
      onPeer(peer) {
        peers.push(peer);
        return { hear: (message) => listener.hear(message), gone: () => listener.gone() };
      },
      onFault: (error) => void faults.push(error),
    }),
  );
});

afterEach(async () => {
  for (const socket of sockets) 'terminate' in socket ? socket.terminate() : socket.destroy();
  await server.close();
  await rm(folder, { recursive: true });
});

async function seat(): Promise<WebSocket> {
  const socket = new WebSocket(`wss://127.0.0.1:${server.port}${LINK_PATH}`, { rejectUnauthorized: false });
  sockets.push(socket);
  await once(socket, 'open');
  return socket;
}

it('what a message makes a listener throw ends that connection, and the room hears the others', async () => {
  const heard = Promise.withResolvers<void>();
  listener = {
    hear() {
      if (peers.length === 1) throw new Error('not thought of');
      heard.resolve();
    },
    gone: () => undefined,
  };
  const bad = await seat();
  const ended = once(bad, 'close');
  bad.send(CLOCK);
  await ended;
  expect(faults).toEqual([new Error('not thought of')]);
  (await seat()).send(CLOCK);
  await heard.promise;
});

it('a message of no known form ends the connection', async () => {
  for (const text of [
    '',
    '{}',
    JSON.stringify({ say: 'history', from: 1, lines: Array(501).fill(''), head: null }),
  ]) {
    const socket = await seat();
    const ended = once(socket, 'close');
    socket.send(text);
    expect((await ended)[0]).toBe(1008);
  }
});

it('who does not read what he is sent is sent no more than the room can keep', async () => {
  const gone = Promise.withResolvers<void>();
  listener = { hear: () => undefined, gone: () => gone.resolve() };
  const socket = await seat();
  socket.pause();
  const megabyte = Buffer.alloc(1024 * 1024, 'x');
  let said = 0;
  for (; said < 200; said++) {
    peers[0]!.sayText(megabyte);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await gone.promise;
  expect(peers[0]!.sayText(megabyte)).toBe(false);
});

it('one machine has no more than 64 connections, and as many again when they are closed', async () => {
  const opened: Socket[] = [];
  for (let n = 0; n < 64; n++) {
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    sockets.push(socket);
    opened.push(socket);
    await once(socket, 'connect');
  }
  const more = connect(server.port, '127.0.0.1');
  more.on('error', () => undefined);
  sockets.push(more);
  await once(more, 'close');
  for (const socket of opened) socket.destroy();
  await Promise.all(opened.map((socket) => socket.closed || once(socket, 'close')));
  let open: WebSocket | null = null;
  while (open === null) open = await seat().catch(() => null);
  expect(open.readyState).toBe(WebSocket.OPEN);
});
