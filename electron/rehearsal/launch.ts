/** Stations as processes of their own, as a machine's switch would start and end them. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { BridgePort } from '../../shared/bridge/contract.ts';
import { childPort } from '../station/ports.ts';

const MAIN = fileURLToPath(new URL('../station/main.ts', import.meta.url));

export interface Launched {
  readonly pid: number;
  /** The window's end of the bridge; each station that is launched has one. */
  readonly port: BridgePort;
  /** What it has written to stderr. */
  errors(): string;
  /** As a power cut would: SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** As the switch would: SIGTERM. */
  stop(): Promise<void>;
}

/** Starts a station with its station file. */
export function launch(stationFile: string, env: NodeJS.ProcessEnv = {}): Launched {
  const child = fork(MAIN, [stationFile], {
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    env: { ...process.env, ...env },
  });
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  return {
    pid: child.pid!,
    port: childPort(child),
    errors: () => errors,
    kill: () => ended(child, 'SIGKILL'),
    stop: () => ended(child, 'SIGTERM'),
  };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
}
