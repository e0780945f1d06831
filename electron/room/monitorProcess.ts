/** The monitor's process as the room's station keeps it: forked, heard, started again when it ends. Nothing of the room waits for it. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RoomStatus } from '../../shared/bridge/room.ts';
import { type FromMonitor, fromMonitor, type ToMonitor } from '../monitor/wire.ts';
import { monitorProgram, ROOT } from '../programs.ts';

export interface MonitorProcess {
  readonly state: NonNullable<RoomStatus['monitor']>['state'];
  /** Counts the starts from 1. */
  readonly starts: number;
  /** Says it where the process runs; what it has to know is said again at each start. */
  say(message: ToMonitor): void;
  close(): Promise<void>;
}

/** Milliseconds to the next start: at once after a long life, slower while it dies at once. */
const FIRST_WAIT = 250;
const LONGEST_WAIT = 10_000;
const LONG_LIFE = 10_000;
/** How long it may take to end by itself: it has to take leave of the monitoring system. */
const PATIENCE = 3_000;
/**
 * glibc raises the size from which memory is taken from the system by itself, up to that of a whole picture; pictures would then lie in arenas that only
 * grow. A fixed size (bytes) gives each back when it is done with. Other C libraries know no such variables.
 */
const PICTURES_GIVEN_BACK = { MALLOC_MMAP_THRESHOLD_: '65536', MALLOC_TRIM_THRESHOLD_: '131072' };

/**
 * A Node, which the native WebRTC module is made for: the one that runs this; within Electron the one that is shipped beside the app, or in the
 * tree the pinned one.
 */
function node(): string {
  if (process.versions['electron'] === undefined) return process.execPath;
  const { resourcesPath } = process as unknown as { readonly resourcesPath: string };
  const shipped = join(resourcesPath, 'node', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(shipped) ? shipped : join(ROOT, 'node_modules/node/bin/node');
}

/**
 * @param options.started it runs, and knows nothing yet
 * @param options.changed its state is another
 */
export function monitorProcess(options: {
  readonly started: () => void;
  readonly hear: (message: FromMonitor) => void;
  readonly changed: () => void;
  readonly onFault: (error: unknown) => void;
}): MonitorProcess {
  const { started, hear, changed, onFault } = options;
  let child: ChildProcess | null = null;
  let state: MonitorProcess['state'] = 'starting';
  let starts = 0;
  let wait = FIRST_WAIT;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  function start(): void {
    const born = performance.now();
    starts += 1;
    state = 'starting';
    const own = fork(monitorProgram(), [], {
      execPath: node(),
      execArgv: [],
      env: { ...process.env, ...PICTURES_GIVEN_BACK },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child = own;
    let over = false;
    const gone = (): void => {
      if (over) return;
      over = true;
      child = null;
      if (closed) return;
      state = 'gone';
      wait = performance.now() - born > LONG_LIFE ? FIRST_WAIT : Math.min(LONGEST_WAIT, wait * 2);
      timer = setTimeout(start, wait);
      changed();
    };
    own.on('message', (message) => {
      if (own !== child) return;
      const read = fromMonitor.safeParse(message);
      if (read.success) hear(read.data);
      else onFault(new Error('the monitor says what the room does not know'));
    });
    own.once('spawn', () => {
      state = 'up';
      started();
      changed();
    });
    own.once('exit', gone);
    own.once('error', (error) => {
      onFault(error);
      gone();
    });
    changed();
  }

  async function ending(last: ChildProcess): Promise<void> {
    const exit = once(last, 'exit');
    const late = setTimeout(() => void last.kill('SIGKILL'), PATIENCE);
    last.kill('SIGTERM');
    await exit;
    clearTimeout(late);
  }

  // In a turn of its own: who hears it has to be there by then.
  timer = setTimeout(start);
  return {
    get state() {
      return state;
    },
    get starts() {
      return starts;
    },
    say(message) {
      if (child?.connected) child.send(message, undefined, undefined, () => undefined);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      if (child !== null && child.exitCode === null && child.signalCode === null) await ending(child);
    },
  };
}
