/** Every carrier of a bridge that is used, with a small station at its other end. */
import { type ChildProcess, type ForkOptions, fork } from 'node:child_process';
import { MessageChannel, Worker } from 'node:worker_threads';
import { childPort, messagePort } from '../../../electron/station/ports.ts';
import type { BridgePort } from '../../../shared/bridge/contract.ts';
import { startStation } from './station.ts';

export interface Opened {
  readonly port: BridgePort;
  /** Ends the station from outside, without a word. */
  kill(): void;
  /** Settles when nothing of the station is left. */
  readonly gone: Promise<unknown>;
}

export interface Transport {
  readonly name: string;
  /** Whether it carries what JSON does not (structured clone). */
  readonly clones: boolean;
  open(): Opened;
}

const until = (source: { once(event: string, listener: () => void): unknown }, event: string) =>
  new Promise<void>((resolve) => source.once(event, resolve));

const exited = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('exit', (code) => resolve(code)));

export const startChild = (serialization: 'json' | 'advanced', options: ForkOptions = {}) => {
  const child = fork(new URL('./inChild.ts', import.meta.url), [], {
    serialization,
    execArgv: [],
    ...options,
  });
  return { child, exit: exited(child) };
};

const overChild = (serialization: 'json' | 'advanced'): Transport => ({
  name: `a child process (${serialization})`,
  clones: serialization === 'advanced',
  open() {
    const { child, exit } = startChild(serialization);
    return { port: childPort(child), kill: () => child.kill('SIGKILL'), gone: exit };
  },
});

export const TRANSPORTS: readonly Transport[] = [
  {
    name: 'a MessageChannel',
    clones: true,
    open() {
      const { port1, port2 } = new MessageChannel();
      startStation(messagePort(port2), () => port2.close());
      return { port: messagePort(port1), kill: () => port2.close(), gone: until(port2, 'close') };
    },
  },
  {
    name: 'a worker thread',
    clones: true,
    open() {
      const worker = new Worker(new URL('./inWorker.ts', import.meta.url));
      return {
        port: messagePort(worker),
        kill: () => void worker.terminate(),
        gone: until(worker, 'exit'),
      };
    },
  },
  overChild('json'),
  overChild('advanced'),
];
