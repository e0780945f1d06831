/**
 * A station as a process of its own: `node electron/station/main.ts <station.json> [<its window's process>]`. Who forks it is its window; when that one
 * has gone, it ends, whole, as after any kill. Exit status 1 where it cannot start, with the reasons on stderr and, for
 * its window to show, as `notStarted`.
 */
import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { type Refusal, refusalLine } from '../../shared/refusal.ts';
import { nativeCrypto } from '../crypto/nativeCrypto.ts';
import { stationClock } from './clock.ts';
import { parentPort } from './ports.ts';
import { startStation } from './starting.ts';
import type { Machine } from './station.ts';
import { readStationFile } from './stationFile.ts';

/** Milliseconds that closing may take: connections, files. */
const TO_CLOSE = 10_000;
/** Milliseconds that the last words may take. */
const TO_SAY = 1_000;
/** Milliseconds between two looks at whose child this is. */
const LOOK = 1_000;

const log = (error: unknown): void =>
  void process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);

const machine: Machine = {
  crypto: nativeCrypto,
  random: (bytes) => new Uint8Array(randomBytes(bytes)),
  clock: stationClock(
    () => new Date(),
    () => performance.now(),
  ),
  onFault: log,
};

/** Says it on stderr and, where there is one, to its window's process; ends when that is sent. */
function fail(refusals: readonly Refusal[]): void {
  for (const one of refusals) process.stderr.write(`${refusalLine(one, 'en')}\n${refusalLine(one, 'zh')}\n`);
  process.exitCode = 1;
  port?.post({ notStarted: refusals });
  port?.close();
  // What a start that was broken off has left open must not keep it.
  setTimeout(() => process.exit(), TO_SAY).unref();
}

const port = parentPort();
const file = await readStationFile(process.argv[2] ?? '');
const station = file.ok ? await startStation(machine, file.value) : file;
if (station.ok) {
  const end = async (): Promise<void> => {
    // What was acknowledged is durable, so nothing is lost by not waiting for ever; a station without a window must not stay behind.
    setTimeout(() => process.exit(), TO_CLOSE).unref();
    await station.value.close();
    process.exit();
  };
  process.on('SIGTERM', () => void end());
  process.on('SIGINT', () => void end());
  if (port !== null) {
    const ended = (): void => {
      clearInterval(orphaned);
      void end();
    };
    port.onClose(ended);
    // Whoever was killed, maybe before this line, may have left the channel's other end to another of its children, and then nothing closes it.
    const parent = Number(process.argv[3] ?? process.ppid);
    const orphaned = setInterval(() => {
      if (process.ppid !== parent) ended();
    }, LOOK).unref();
    station.value.serve(port);
  }
} else {
  fail(station.refusals);
}
