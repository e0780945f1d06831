/** The real app before a virtual screen, worked through its visible controls. */
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { type Display, virtualDisplay } from './display.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const OFFICIAL = join(ROOT, 'node_modules/electron/dist/electron');
const STAND_IN = join(ROOT, 'node_modules/.cache/electron-runtime/electron');
/** Until Playwright listens. */
const HELD_BACK = join(ROOT, 'build/heldBack.cjs');

/** The Electron that the set-up has put here: the official one, or the stand-in for tests. */
function electronPath(): string {
  const found = [OFFICIAL, STAND_IN].find(existsSync);
  if (found === undefined) throw new Error('Electron is not set up: run `npm run setup`');
  return found;
}

export interface AppWindow {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly display: Display;
  /** Everything that the app's processes have written to stderr. */
  errors(): string;
  close(): Promise<void>;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Milliseconds that an app may take to quit. */
const TO_QUIT = 15_000;

/** What a window has unless it is to be larger. */
export const SMALL: Size = { width: 1366, height: 768 };

/**
 * @param args of the app itself: `--station <file>`, `--windowed`; and switches of Chromium's
 * @param root folder of the app; another one for what it is measured against
 */
export async function openApp(
  args: readonly string[],
  size: Size = SMALL,
  root: string = ROOT,
): Promise<AppWindow> {
  const display = await virtualDisplay(size.width, size.height);
  const profile = await mkdtemp(join(tmpdir(), 'sealroom-window-'));
  const unconfined = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  let errors = '';
  const app = await launched({
    executablePath: electronPath(),
    args: [
      ...unconfined,
      '-r',
      HELD_BACK,
      '--disable-gpu',
      '--use-fake-device-for-media-stream',
      `--user-data-dir=${profile}`,
      '--lang=zh-CN',
      root,
      ...args,
    ],
    timeout: 60_000,
    env: { ...process.env, DISPLAY: display.name, SEALROOM_NO_DIALOG: '1' } as Record<string, string>,
  });
  const running = app.process();
  running.stderr?.on('data', (text) => {
    errors += text;
  });
  const page = await app.firstWindow();
  // The page can be there before its window is: a person sees it only now.
  await app.evaluate(async ({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows()[0]!;
    if (!window.isVisible()) await new Promise<void>((resolve) => window.once('show', () => resolve()));
  });
  return {
    app,
    page,
    display,
    errors: () => errors,
    async close() {
      // One that has ended by itself answers nobody; one that must not quit by itself is switched off.
      const off = setTimeout(
        () =>
          void killStation({ app })
            .catch(() => undefined)
            .then(() => running.kill('SIGKILL')),
        TO_QUIT,
      );
      if (running.exitCode === null && running.signalCode === null) await app.close().catch(() => undefined);
      clearTimeout(off);
      await display.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/**
 * The stand-in dies of the debugger that Playwright attaches while it starts, twice in some 800 starts (SIGSEGV after 0.2 s, an empty app as well): nothing of
 * the app has run by then, and it is started once more. What is wrong with the app itself is wrong the second time.
 */
async function launched(options: Parameters<typeof _electron.launch>[0]): Promise<ElectronApplication> {
  try {
    return await _electron.launch(options);
  } catch (error) {
    if (!String(error).includes('Process failed to launch')) throw error;
    process.stderr.write('an app died while it started, and is started once more\n');
    return _electron.launch(options);
  }
}

/**
 * Kills the station behind a window, as a crash would; the window stays.
 * @throws where there is none
 */
export async function killStation({ app }: Pick<AppWindow, 'app'>): Promise<void> {
  const parent = app.process().pid!;
  let killed = false;
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    const of = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (of !== parent || !line.includes('station-main')) continue;
    process.kill(Number(pid), 'SIGKILL');
    killed = true;
  }
  if (!killed) throw new Error('there is no station behind this window');
}

/** The version that runs here, for the record of a rehearsal. */
export const electronVersion = (): string =>
  readFileSync(join(electronPath(), '..', 'version'), 'utf8').trim();
