/**
 * The monitor as a process of its own: `node electron/monitor/main.ts`, forked by the room's station with a channel. Media of every seat runs through
 * native code here, so it may crash; the room does not notice, and starts it again. It ends with its station.
 */
import { performance } from 'node:perf_hooks';
import { monitor } from './monitor.ts';
import { watchSeats } from './watch.ts';
import { type FromMonitor, toMonitor } from './wire.ts';

const log = (error: unknown): void =>
  void process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);

if (process.send === undefined) {
  process.stderr.write('the monitor is forked by a room’s station\n');
  process.exit(1);
}

const running = monitor({
  tell(message: FromMonitor) {
    if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
  },
  watchBy: watchSeats,
  // The wall clock of the start, and from there on one that nobody sets.
  now: () => performance.timeOrigin + performance.now(),
  onFault: log,
});

async function end(): Promise<void> {
  await running.close();
  process.exit();
}

process.on('message', (message) => {
  const read = toMonitor.safeParse(message);
  if (read.success) running.hear(read.data);
  else log(new Error('the station says what the monitor does not know'));
});
process.once('disconnect', () => void end());
process.once('SIGTERM', () => void end());
process.once('SIGINT', () => void end());
