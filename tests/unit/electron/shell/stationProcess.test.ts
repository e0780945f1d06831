/** By a clock that the tests move on. */
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startStation } from '../../../../electron/shell/stationProcess.ts';
import type { StationProcess } from '../../../../shared/bridge/shell.ts';

/** A process as Electron gives one, which does nothing by itself. */
class Child extends EventEmitter {
  readonly pid = 4_000_000;
  readonly stderr = Object.assign(new EventEmitter(), { setEncoding: () => undefined });
  readonly posted: unknown[] = [];
  ends = 0;
  postMessage(message: unknown): void {
    this.posted.push(message);
  }
  kill(): boolean {
    this.ends++;
    return true;
  }
}

const { children } = vi.hoisted(() => ({ children: [] as Child[] }));
vi.mock('electron', () => ({
  // What is installed runs the station in Electron's own Node, on every machine.
  app: { isPackaged: true, getPath: () => '/nowhere' },
  utilityProcess: {
    fork() {
      const child = new Child();
      children.push(child);
      return child;
    },
  },
}));

const killed: unknown[] = [];
const last = (): Child => children.at(-1)!;

function started() {
  const told: StationProcess[] = [];
  const heard: unknown[] = [];
  const station = startStation({
    ...{ root: '/app', file: 'station.json', hear: (message) => heard.push(message) },
    changed: (process) => told.push(process),
  });
  return { station, told, heard };
}

/** It dies as soon as it is up. */
function die(): void {
  last().emit('spawn');
  last().emit('exit');
}

beforeEach(() => {
  children.length = 0;
  killed.length = 0;
  vi.useFakeTimers();
  vi.spyOn(process, 'kill').mockImplementation((...of) => {
    killed.push(of);
    return true;
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('a station that has gone is started again, and its window is told so; its last words are for whoever mends it', () => {
  const words = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const { station, told, heard } = started();
  last().emit('spawn');
  last().emit('message', 'a status');
  last().stderr.emit('data', 'out of ');
  last().stderr.emit('data', 'memory');
  last().emit('exit');
  expect(station.process).toEqual({ state: 'gone', generation: 1, refusals: [] });
  expect(words.mock.calls.join('')).toBe('out of memory');
  vi.runOnlyPendingTimers();
  last().emit('spawn');
  station.post({ ask: 'status' });
  expect(told.map(({ state, generation }) => `${state} ${generation}`)).toEqual([
    ...['starting 1', 'up 1', 'gone 1', 'starting 2', 'up 2'],
  ]);
  expect(heard).toEqual(['a status']);
  expect(children.map(({ posted }) => posted.length)).toEqual([0, 1]);
});

const full = { code: 'DISK_FULL', zh: '磁盘已满', en: 'The disk is full', where: '/data' };

it('why it does not start is told when it has gone, and stands until a start succeeds', () => {
  const { station, told, heard } = started();
  const refuses = (): void => {
    last().emit('spawn');
    last().emit('message', { notStarted: [full] });
    last().emit('exit');
  };
  refuses();
  expect(station.process).toEqual({ state: 'gone', generation: 1, refusals: [full] });
  vi.advanceTimersToNextTimer();
  refuses();
  vi.advanceTimersToNextTimer();
  last().emit('spawn');
  const since = told.findIndex(({ state }) => state === 'gone');
  expect(told.slice(since).map(({ state, refusals }) => `${state} ${refusals.length}`)).toEqual([
    ...['gone 1', 'starting 1', 'up 1', 'gone 1', 'starting 1', 'up 1'],
  ]);
  last().emit('message', { tell: 'status' });
  expect(station.process).toEqual({ state: 'up', generation: 3, refusals: [] });
  expect(heard).toEqual([{ tell: 'status' }]);
});

it('a crash after that is told as a crash', () => {
  const { station } = started();
  last().emit('message', { notStarted: [full] });
  last().emit('exit');
  vi.advanceTimersToNextTimer();
  die();
  expect(station.process).toEqual({ state: 'gone', generation: 2, refusals: [] });
});

it('one that has gone is started at once where somebody asks for it, and one that is there is left alone', async () => {
  const { station } = started();
  for (let death = 0; death < 6; death++) {
    die();
    if (death < 5) vi.advanceTimersToNextTimer();
  }
  expect(children).toHaveLength(6);
  station.again();
  station.again();
  expect(children).toHaveLength(7);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(children).toHaveLength(7);
  die();
  await station.stop();
  station.again();
  expect(children).toHaveLength(7);
});

it('one that dies at once is started later each time, and at most ten seconds later; after a long life at once', () => {
  started();
  const waits: number[] = [];
  for (let death = 0; death < 8; death++) {
    die();
    const before = Date.now();
    vi.advanceTimersToNextTimer();
    waits.push(Date.now() - before);
  }
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000]);
  vi.advanceTimersByTime(10_001);
  die();
  vi.advanceTimersByTime(250);
  expect(children).toHaveLength(10);
});

it('one that is stopped is asked to end, is not started again, and is killed where it does not end', async () => {
  const { station } = started();
  last().emit('spawn');
  let over = false;
  const stopped = station.stop().then(() => {
    over = true;
  });
  void station.stop();
  await vi.advanceTimersByTimeAsync(4999);
  expect([last().ends, killed, over]).toEqual([1, [], false]);
  await vi.advanceTimersByTimeAsync(1);
  expect(killed).toEqual([[last().pid, 'SIGKILL']]);
  last().emit('exit');
  await stopped;
  await vi.runAllTimersAsync();
  expect(children).toHaveLength(1);
});

it('one that is stopped while it is gone stays so', async () => {
  const { station } = started();
  die();
  await station.stop();
  await vi.runAllTimersAsync();
  expect(children).toHaveLength(1);
});
