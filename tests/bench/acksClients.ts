/**
 * The other end of the acknowledgement bench: 15 connections in one process, each with a few acts under way, the next one sent when one is acknowledged. They fold nothing: 15 seats that do so on one machine would be what is measured.
 */
import { readFileSync } from 'node:fs';
import { WebSocket } from 'ws';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { type FromRoom, LINK_PATH } from '../../electron/link/wire.ts';
import { type Acknowledgement, hostSigned } from '../../shared/journal/fork.ts';

interface Task {
  readonly port: number;
  readonly host: string;
  readonly sessions: readonly { readonly session: string; readonly acts: readonly string[] }[];
}

const task = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as Task;

const ACK = Buffer.from('{"say":"acks"');

function connect(seat: number, session: string): Promise<WebSocket> {
  const socket = new WebSocket(`wss://127.0.0.1:${task.port}${LINK_PATH}`, {
    rejectUnauthorized: false,
    perMessageDeflate: false,
    skipUTF8Validation: true,
  });
  return new Promise((resolve) => {
    socket.once('message', (data) => {
      const welcome = JSON.parse(String(data)) as Extract<FromRoom, { say: 'welcome' }>;
      const { room, head: signed } = welcome;
      const hello = {
        say: 'hello',
        seat: `${seat}`,
        sessions: [session],
        room,
        head: signed!.head,
        signed,
        proof: null,
      };
      socket.send(JSON.stringify(hello));
      resolve(socket);
    });
  });
}

/** Checked when the time has been taken: fifteen seats have fifteen processors for that. */
const acks: Acknowledgement[] = [];

/** Acts of one seat that are on their way at the same time, as after a cut. */
const WINDOW = 8;

function sendAll(socket: WebSocket, acts: readonly string[]): Promise<void> {
  let next = 0;
  let acknowledged = 0;
  const send = (): void => socket.send(JSON.stringify({ say: 'act', text: acts[next++] }));
  return new Promise((resolve) => {
    socket.on('message', (data) => {
      // Entries come to every seat and are only received here.
      if (!(data as Buffer).subarray(0, ACK.length).equals(ACK)) return;
      const said = JSON.parse(String(data)) as Extract<FromRoom, { say: 'acks' }>;
      acks.push(...said.acks);
      acknowledged += said.acks.length;
      if (acknowledged === acts.length) resolve();
      for (let i = 0; i < said.acks.length && next < acts.length; i++) send();
    });
    for (let i = 0; i < WINDOW; i++) send();
  });
}

const sockets = await Promise.all(task.sessions.map(({ session }, i) => connect(i + 1, session)));
const start = performance.now();
await Promise.all(sockets.map((socket, i) => sendAll(socket, task.sessions[i]!.acts)));
process.stdout.write(`${performance.now() - start}\n`);
if (!acks.every((ack) => hostSigned(crypto, task.host, ack)))
  throw new Error('an acknowledgement that the host did not sign');
for (const socket of sockets) socket.terminate();
