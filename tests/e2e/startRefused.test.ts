/** A station that does not start says why in its window, in the person's language, and comes up by itself when it can. */
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildWindows } from '../../build/windows.ts';
import { type AppWindow, killStation, openApp } from '../../electron/rehearsal/appWindow.ts';
import { demonstrationIn, stationOf } from './demonstration.ts';

let folder: string;
let station: string;
let port: number;
let taken: Server | null = null;
let window: AppWindow | null = null;

beforeAll(async () => {
  await buildWindows();
  folder = await mkdtemp(join(tmpdir(), 'sealroom-start-refused-'));
  station = stationOf(await demonstrationIn(folder), 'room');
  port = JSON.parse(await readFile(station, 'utf8')).listen.port;
});

afterAll(async () => {
  await window?.close();
  taken?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Another program has the room's address, as soon as it can be had. */
async function take(): Promise<void> {
  for (;;) {
    const other = createServer().listen(port, '127.0.0.1');
    const [error] = await Promise.race([once(other, 'listening'), once(other, 'error')]).catch((e) => [e]);
    if (error === undefined) {
      taken = other;
      return;
    }
    await wait(10);
  }
}

async function give(): Promise<void> {
  const other = taken!;
  taken = null;
  await new Promise((resolve) => other.close(resolve));
}

const SAID = '该网络地址已被占用；可能同一工作站已在运行，请先将其关闭，或者在工作站文件中改用其他端口';

it('an address that is in use stands in the window until it is free', { timeout: 180_000 }, async () => {
  await take();
  window = await openApp(['--station', station]);
  const { page } = window;
  const note = page.getByRole('alert').filter({ hasText: SAID });
  await note.waitFor({ timeout: 60_000 });
  expect(await note.textContent()).toContain(`127.0.0.1:${port}`);
  await page.getByText('本机服务未能启动').waitFor();
  await page.getByText('自动重试').waitFor();
  // It stays while it is tried again and again, and nothing that a program says of itself comes before a person.
  const starts = (): number => window!.errors().split('ADDRESS_IN_USE: That').length;
  const before = starts();
  await expect.poll(starts, { timeout: 60_000 }).toBeGreaterThan(before + 1);
  expect(await note.isVisible()).toBe(true);
  const shown = (await page.locator('body').textContent()) ?? '';
  expect(shown).not.toMatch(/ADDRESS_IN_USE|\bat file:|Error:/);

  await page.getByRole('button', { name: 'English', exact: true }).click();
  await page.getByText('That network address is in use.').waitFor();
  await page.getByRole('button', { name: '中文', exact: true }).click();
  await note.waitFor();

  await give();
  await page.getByText('入席凭证号码').waitFor({ timeout: 60_000 });
  expect(await note.count()).toBe(0);
});

it('over a screen that was there it stands above it, and one touch tries again', {
  timeout: 180_000,
}, async () => {
  const { page } = window!;
  await killStation(window!);
  await take();
  const note = page.getByRole('alert').filter({ hasText: SAID });
  await note.waitFor({ timeout: 60_000 });
  expect(await page.getByText('入席凭证号码').isVisible()).toBe(true);
  await give();
  await page.getByRole('button', { name: '立即重试' }).click();
  await note.waitFor({ state: 'detached', timeout: 60_000 });
  expect(await page.getByText('入席凭证号码').isVisible()).toBe(true);
});
