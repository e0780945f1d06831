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
  /** The status it ended with by itself; null while it lives, or where a signal has ended it. */
  exitCode(): number | null;
  /** As a power cut would: SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** As the switch would: SIGTERM. */
  stop(): Promise<void>;
}

/**
 * Starts a station with its station file.
 * @param options.program the station's program: from its sources unless it is given
 * @param options.under a command that runs the station's Node and leaves it the child of this process, as a tracer can
 */
export function launch(
  stationFile: string,
  {
    program = MAIN,
    under = [],
  }: { readonly program?: string | undefined; readonly under?: readonly string[] } = {},
): Launched {
  const [execPath, ...execArgv] = [...under, process.execPath, ...process.execArgv];
  const child = fork(program, [stationFile], {
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    execPath: execPath!,
    execArgv,
  });
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  return {
    pid: child.pid!,
    port: childPort(child),
    errors: () => errors,
    exitCode: () => child.exitCode,
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
