/** Ports of the loopback for stations that are started later. */
import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

/** Below what operating systems give to outgoing connections and to `listen(0)` (32768 and up on Linux, 49152 and up elsewhere; RFC 6335, 6). */
const FIRST = 16_384;
const END = 32_768;
const TRIES = 200;

/**
 * A port that nobody listens on, and that nobody who asks here is given while this process lives: a UDP socket of the same number keeps
 * it, in which no station is interested. Throws where none is found.
 */
export async function freePort(): Promise<number> {
  for (let i = 0; i < TRIES; i++) {
    const port = randomInt(FIRST, END);
    if ((await kept(port)) && (await unused(port))) return port;
  }
  throw new Error('no port is free');
}

const kept = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', () => {
      socket.close();
      resolve(false);
    });
    socket.bind({ port, address: '127.0.0.1', exclusive: true }, () => {
      socket.unref();
      resolve(true);
    });
  });

const unused = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
