/** A program that does what no station may: `node leak.ts <port>`. */
import { spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { createConnection, createServer } from 'node:net';
import { Worker } from 'node:worker_threads';

const port = Number(process.argv[2]);
const reach = (host: string): string =>
  `require('node:net').createConnection(${port}, '${host}').on('error', () => undefined)`;

createConnection(port, '127.0.0.1').on('error', () => undefined);
new Worker(reach('127.0.0.2'), { eval: true });
spawnSync(process.execPath, ['-e', reach('127.0.0.3')]);
createConnection(port, '::1').on('error', () => undefined);
const datagrams = createSocket('udp4');
datagrams.send('score', port, '127.0.0.4', () => datagrams.close());
const server = createServer().listen(port, '127.0.0.5', () => server.close());
