/** A cable between a seat and the room that can be pulled: it carries bytes, and knows nothing of them. */
import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

export interface Cable {
  readonly port: number;
  /** Both ends fall silent at once; nothing connects until it is mended. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** Towards the room one piece at a time, so that something can happen in between. */
const PIECE = 8 * 1024;

/** @param pause milliseconds after each piece of 8 KiB on the way to `to`; none where it is left out */
export async function cable(to: number, pause = 0): Promise<Cable> {
  let whole = true;
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    if (!whole) return void near.destroy();
    const far = connect(to, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => one.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
    far.pipe(near);
    if (pause === 0) near.pipe(far);
    else void slowly(near, far, pause);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    cut() {
      whole = false;
      for (const socket of sockets) socket.destroy();
    },
    mend() {
      whole = true;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function slowly(from: Socket, to: Socket, pause: number): Promise<void> {
  try {
    for await (const chunk of from as AsyncIterable<Buffer>)
      for (let at = 0; at < chunk.length; at += PIECE) {
        to.write(chunk.subarray(at, at + PIECE));
        await wait(pause);
      }
    to.end();
  } catch {
    to.destroy();
  }
}
