/**
 * A station as a process of its own: `node electron/station/main.ts <station.json> [<its window's process>]`. Who forks it is its window; when that one
 * has gone, it ends, whole, as after any kill. Exit status 1 where it cannot start, with the reason on stderr, which its window shows.
 */
import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { type Refusal, type Result, refusalLine } from '../../shared/refusal.ts';
import { nativeCrypto } from '../crypto/nativeCrypto.ts';
import { stationClock } from './clock.ts';
import { parentPort } from './ports.ts';
import type { Machine, Station } from './station.ts';
import { readStationFile, type StationFile } from './stationFile.ts';

/** Milliseconds that closing may take: connections, files. */
const TO_CLOSE = 10_000;
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

/** A station loads only what its role needs: a seat has no use for the centre's verifier. */
async function start(file: StationFile): Promise<Result<Station>> {
  switch (file.role) {
    case 'seat':
      return (await import('./seat.ts')).startSeat(machine, file);
    case 'room':
      return (await import('./room.ts')).startRoom(machine, file);
    case 'centre':
      return (await import('./centre.ts')).startCentre(machine, file);
  }
}

function fail(refusals: readonly Refusal[]): void {
  for (const one of refusals) process.stderr.write(`${refusalLine(one, 'en')}\n${refusalLine(one, 'zh')}\n`);
  process.exitCode = 1;
}

const port = parentPort();
const file = await readStationFile(process.argv[2] ?? '');
const station = file.ok ? await start(file.value) : file;
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
  port?.close();
}
