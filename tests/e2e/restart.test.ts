/** What a window keeps from one start to the next: how its person wants it, and what has been compiled; each station on the machine its own. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildWindows } from '../../build/windows.ts';
import { type AppWindow, openApp } from '../../electron/rehearsal/appWindow.ts';
import { demonstrationIn, stationOf } from './demonstration.ts';

let folder: string;
let demonstration: Awaited<ReturnType<typeof demonstrationIn>>;
const open = new Set<AppWindow>();

beforeAll(async () => {
  await buildWindows();
  folder = await mkdtemp(join(tmpdir(), 'sealroom-restart-'));
  demonstration = await demonstrationIn(folder);
});

afterAll(async () => {
  for (const window of open) await window.close();
  await rm(folder, { recursive: true, force: true });
});

/** Every app of the machine starts with the same folder for what it keeps. */
async function start(station: string): Promise<AppWindow> {
  const window = await openApp(['--station', station, `--user-data-dir=${join(folder, 'kept')}`]);
  open.add(window);
  return window;
}

async function end(window: AppWindow): Promise<void> {
  open.delete(window);
  await window.close();
}

const keptBy = ({ app }: AppWindow): Promise<string> =>
  app.evaluate((electron) => electron.app.getPath('userData'));
/** The button that offers the language in which the window is not shown. */
const offering = ({ page }: AppWindow, language: string) =>
  page.getByRole('button', { name: language, exact: true });

it('keeps a station’s settings, and what was compiled, while another station of the machine is open', async () => {
  const room = await start(stationOf(demonstration, 'room'));
  const seat = await start(stationOf(demonstration, 'seat', '01'));
  const [ofRoom, ofSeat] = [await keptBy(room), await keptBy(seat)];
  expect(ofSeat).not.toBe(ofRoom);
  await offering(seat, 'English').click();
  await offering(seat, '中文').waitFor();
  await end(seat);
  for (const cache of ['Code Cache/js', 'Station Code Cache']) {
    const files = await readdir(join(ofSeat, cache), { recursive: true });
    expect(files.length, cache).toBeGreaterThan(5);
  }

  const again = await start(stationOf(demonstration, 'seat', '01'));
  expect(await keptBy(again)).toBe(ofSeat);
  await offering(again, '中文').waitFor();
  await offering(room, 'English').waitFor();
});
