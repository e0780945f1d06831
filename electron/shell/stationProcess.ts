/** The station as a process of its own: forked, watched, started again when it dies, while its window stays. */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { app, utilityProcess } from 'electron';
import { notStarted, type StationProcess } from '../../shared/bridge/shell.ts';

export interface RunningStation {
  readonly process: StationProcess;
  /** Starts one that has gone, without waiting any longer. */
  again(): void;
  post(message: object): void;
  /** Ends it for good; resolves when it is gone. */
  stop(): Promise<void>;
}

interface Child {
  post(message: object): void;
  end(): void;
  kill(): void;
}

/** Milliseconds to the next start: at once after a long life, slower while it dies at once. */
const FIRST_WAIT = 250;
const LONGEST_WAIT = 10_000;
const LONG_LIFE = 10_000;
/** How long a process that has exited may take to hand over what it had sent. */
const LAST_WORDS = 1000;
/** How long a station may take to end by itself. */
const PATIENCE = 5000;

/** The station, bundled with all that it starts. */
const PROGRAM = 'dist/node/station-main.js';

/** The first Node that better-sqlite3's prebuilt library runs in. */
const FIRST_NODE = 22;

/** Packaged it is Electron's own utility process; in the tree, where Electron's Node is too old, the pinned Node. */
const inUtility = (): boolean => app.isPackaged || Number(process.versions.node.split('.')[0]) >= FIRST_NODE;

/**
 * @param root the tree's or the package's top folder
 * @param hear what the station says over the bridge
 * @param changed whenever it starts, is up or has gone
 */
export function startStation(options: {
  readonly root: string;
  readonly file: string;
  readonly hear: (message: unknown) => void;
  readonly changed: (process: StationProcess) => void;
}): RunningStation {
  const { root, file, hear, changed } = options;
  let now: StationProcess = { state: 'starting', generation: 0, refusals: [] };
  let child: Child | null = null;
  let wait = FIRST_WAIT;
  /** Runs until the next start, where there is none now. */
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;
  let gone: (() => void) | null = null;
  let stopped: Promise<void> | null = null;

  function become(next: StationProcess): void {
    now = next;
    changed(now);
  }

  function start(): void {
    const born = Date.now();
    let refusals: StationProcess['refusals'] = [];
    timer = undefined;
    become({ ...now, state: 'starting', generation: now.generation + 1 });
    const events: Events = {
      hear(message) {
        const refused = notStarted.safeParse(message);
        if (refused.success) refusals = refused.data.notStarted;
        else {
          // It talks to its window: it has started.
          if (now.refusals.length > 0) become({ ...now, refusals: [] });
          hear(message);
        }
      },
      // For whoever mends it, who reads the app's own standard error: no window shows what a program says of itself.
      words: (text) => void process.stderr.write(text),
      up: () => become({ ...now, state: 'up' }),
      gone(): void {
        child = null;
        gone?.();
        if (stopping) return;
        wait = Date.now() - born > LONG_LIFE ? FIRST_WAIT : Math.min(LONGEST_WAIT, wait * 2);
        become({ ...now, state: 'gone', refusals });
        timer = setTimeout(start, wait);
      },
    };
    child = inUtility() ? inOwnNode(root, file, events) : inPinnedNode(root, file, events);
  }

  /** Whatever it writes is durable when it has answered, so that a station which does not end in time can be killed. */
  async function ending(last: Child): Promise<void> {
    await new Promise<void>((resolve) => {
      gone = resolve;
      last.end();
      setTimeout(() => last.kill(), PATIENCE).unref();
    });
  }

  start();
  return {
    get process() {
      return now;
    },
    again() {
      if (timer === undefined || stopping) return;
      clearTimeout(timer);
      start();
    },
    post: (message) => child?.post(message),
    stop() {
      stopping = true;
      clearTimeout(timer);
      stopped ??= child === null ? Promise.resolve() : ending(child);
      return stopped;
    },
  };
}

/** Where the station's Node keeps what it has compiled, from one start to the next. Beside what Chromium keeps of its own. */
const environment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  NODE_COMPILE_CACHE: join(app.getPath('userData'), 'Station Code Cache'),
});

interface Events {
  hear(message: unknown): void;
  words(text: string): void;
  up(): void;
  gone(): void;
}

function inOwnNode(root: string, file: string, events: Events): Child {
  const child = utilityProcess.fork(join(root, PROGRAM), [file], {
    stdio: 'pipe',
    env: environment(),
    serviceName: 'Sealroom station',
  });
  child.stderr?.setEncoding('utf8' as never);
  child.stderr?.on('data', (text) => events.words(String(text)));
  child.on('message', events.hear);
  child.once('spawn', events.up);
  child.once('exit', events.gone);
  return {
    post: (message) => child.postMessage(message),
    end: () => void child.kill(),
    kill: () => void (child.pid && process.kill(child.pid, 'SIGKILL')),
  };
}

function inPinnedNode(root: string, file: string, events: Events): Child {
  const child: ChildProcess = fork(join(root, PROGRAM), [file, String(process.pid)], {
    execPath: join(root, 'node_modules/node/bin/node'),
    execArgv: [],
    env: environment(),
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  let over = false;
  const end = (): void => {
    if (over) return;
    over = true;
    events.gone();
  };
  child.stderr?.setEncoding('utf8').on('data', events.words);
  child.on('message', events.hear);
  child.once('spawn', events.up);
  // What it sent last, such as why it does not start, is still in the pipe when it has exited.
  child.once('exit', () => {
    child.once('disconnect', end);
    if (child.connected) setTimeout(end, LAST_WORDS).unref();
    else end();
  });
  child.once('error', (error) => {
    events.words(`${error.message}\n`);
    end();
  });
  return {
    post(message) {
      if (child.connected) child.send(message, () => undefined);
    },
    end: () => void child.kill('SIGTERM'),
    kill: () => void child.kill('SIGKILL'),
  };
}
