/** The app packed as an installer would put it onto a machine, but around the stand-in Electron, in a folder that is gone when the test ends. */
import { type ChildProcess, execFile, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { symlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { extractAll, getRawHeader } from '@electron/asar';
import { chromium, type Page } from '@playwright/test';
import { electronIn } from '../../build/electronRuntime.mjs';
import { buildWindows } from '../../build/windows.ts';
import { virtualDisplay } from '../../electron/rehearsal/display.ts';

export const ROOT = join(import.meta.dirname, '../..');

/** electron-builder says much and listens for the process's end: it has one of its own. */
const PACK = `import { pack } from './build/installer/pack.ts';
await pack(process.cwd(), { electron: process.argv[1], out: process.argv[2], targets: ['dir'] });`;

export interface Packed {
  /** Everything of this test; others may put their files here. */
  readonly folder: string;
  /** What would be installed, its program and its `resources`. */
  readonly app: string;
  readonly program: string;
  readonly resources: string;
  /** The Node that is shipped beside the app. */
  readonly node: string;
  /** Of the archive: each file, and whether it lies outside. */
  readonly files: ReadonlyMap<string, { readonly unpacked: boolean }>;
  /** The archive's files as folders, with what lies outside it and the shipped Node beside them, where a packed app has them: for a Node that reads no archive. */
  readonly unfolded: string;
  remove(): Promise<void>;
}

interface Entry {
  readonly files?: Readonly<Record<string, Entry>>;
  readonly unpacked?: boolean;
}

function* filesIn({ files = {} }: Entry, at = ''): Generator<[string, { readonly unpacked: boolean }]> {
  for (const [name, entry] of Object.entries(files))
    if (entry.files === undefined) yield [at + name, { unpacked: entry.unpacked === true }];
    else yield* filesIn(entry, `${at}${name}/`);
}

export async function packed(): Promise<Packed> {
  await buildWindows();
  const folder = await mkdtemp(join(tmpdir(), 'sealroom-installer-'));
  try {
    return await packedIn(folder);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function packedIn(folder: string): Promise<Packed> {
  const electron = dirname(electronIn(ROOT)!);
  // Where it is tested itself, electron-builder links what it copies for anybody else.
  const { VITEST: _, ...env } = process.env;
  await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', PACK, electron, join(folder, 'out')],
    { cwd: ROOT, env, maxBuffer: 1 << 26 },
  );
  const app = join(folder, 'out/linux-unpacked');
  const resources = join(app, 'resources');
  const unfolded = join(folder, 'unfolded/resources/app.asar');
  extractAll(join(resources, 'app.asar'), unfolded);
  for (const name of ['app.asar.unpacked', 'node'])
    symlinkSync(join(resources, name), join(dirname(unfolded), name));
  return {
    folder,
    app,
    program: join(app, 'sealroom'),
    resources,
    node: join(resources, 'node/node'),
    files: new Map(filesIn(getRawHeader(join(resources, 'app.asar')).header as Entry)),
    unfolded,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Ends a process of this test and waits for it. */
export async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}

/** What the station looks at to find its place within Electron. */
const WITHIN_ELECTRON = (resources: string): string =>
  `data:text/javascript,${encodeURIComponent(
    `process.resourcesPath = ${JSON.stringify(resources)};
     Object.defineProperty(process.versions, 'electron', { value: '45' });`,
  )}`;

/** The packed station on the shipped Node. It takes itself for a packed app's: so it finds the monitor where a packed app has it. */
export const stationOnNode = ({ unfolded, node }: Packed, file: string): ChildProcess =>
  fork(join(unfolded, 'dist/node/station-main.js'), [file, String(process.pid)], {
    execPath: node,
    execArgv: ['--import', WITHIN_ELECTRON(dirname(unfolded))],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });

export interface PackedWindow {
  readonly page: Page;
  close(): Promise<void>;
}

/** Milliseconds. */
const TO_ANSWER = 15_000;

/** The packed program itself on a screen of its own. Its fuses let no inspector in, so Playwright speaks to Chromium alone. */
export async function packedWindow(
  { program, folder }: Packed,
  args: readonly string[],
): Promise<PackedWindow> {
  const display = await virtualDisplay(1366, 768);
  const unconfined = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const profile = await mkdtemp(join(folder, 'profile-'));
  const child = spawn(
    program,
    [
      ...unconfined,
      '--disable-gpu',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      '--lang=zh-CN',
      ...args,
    ],
    {
      env: { ...process.env, DISPLAY: display.name, SEALROOM_NO_DIALOG: '1' },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const close = async (): Promise<void> => {
    await ended(child);
    await display.close();
  };
  try {
    const address = await listening(child);
    await shown(address);
    const connect = () => chromium.connectOverCDP(address, { timeout: TO_ANSWER });
    const browser = await connect().catch(connect);
    const [context] = browser.contexts();
    return {
      page: context!.pages()[0] ?? (await context!.waitForEvent('page')),
      async close() {
        await browser.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Whoever speaks to Chromium while a window comes to be is left without an answer for good, now and then. */
async function shown(address: string): Promise<void> {
  const list = new URL('/json/list', address.replace('ws:', 'http:'));
  for (;;) {
    const pages = (await (await fetch(list)).json()) as readonly {
      readonly url: string;
      readonly title: string;
    }[];
    if (pages.some(({ url, title }) => url.startsWith('app://') && title !== '' && title !== url)) return;
    await wait(100);
  }
}

/** Where Chromium says that it can be spoken to. */
const listening = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const found = /DevTools listening on (ws:\S+)/.exec(said);
      if (found !== null) resolve(found[1]!);
    });
    child.once('exit', (code) => reject(new Error(`the packed app ended with ${code}:\n${said}`)));
  });
