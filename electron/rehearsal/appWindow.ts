/** The real app before a virtual screen, worked through its visible controls. */
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { type Display, virtualDisplay } from './display.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const OFFICIAL = join(ROOT, 'node_modules/electron/dist/electron');
const STAND_IN = join(ROOT, 'node_modules/.cache/electron-runtime/electron');

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

/**
 * @param args of the app itself: `--station <file>`, `--windowed`
 * @param root the app's top folder: this tree, or one that is laid out like it
 */
export async function openApp(
  args: readonly string[],
  size: Size = { width: 1366, height: 768 },
  root = ROOT,
): Promise<AppWindow> {
  const display = await virtualDisplay(size.width, size.height);
  const profile = await mkdtemp(join(tmpdir(), 'sealroom-window-'));
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  let errors = '';
  const app = await _electron.launch({
    executablePath: electronPath(),
    args: [
      ...asRoot,
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
  app.process().stderr?.on('data', (text) => {
    errors += text;
  });
  const page = await app.firstWindow();
  return {
    app,
    page,
    display,
    errors: () => errors,
    async close() {
      await app.close().catch(() => undefined);
      await display.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** The version that runs here, for the record of a rehearsal. */
export const electronVersion = (): string =>
  readFileSync(join(electronPath(), '..', 'version'), 'utf8').trim();
