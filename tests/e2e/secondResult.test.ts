/** The centre's window with two rooms of one package: it says why the second has no receipt and what is to be done, and takes the staff's word. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildWindows } from '../../build/windows.ts';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { type AppWindow, openApp } from '../../electron/rehearsal/appWindow.ts';
import { openCentreStore } from '../../electron/sync/centreStore.ts';
import { sure } from '../sure.ts';
import { broughtTo, carrying, roomsFor } from '../tamper/severalRooms.ts';

const PATIENCE = 120_000;
const folder = mkdtempSync(join(tmpdir(), 'sealroom-second-'));
/** Pictures for people to look at, where a folder is named. */
const screens = process.env['SEALROOM_SCREENS'] ?? join(folder, 'screens');
let centre: AppWindow;

beforeAll(async () => {
  await buildWindows();
  mkdirSync(screens, { recursive: true });
  const keys = join(folder, 'centre');
  const roomOf = await roomsFor(keys);
  let hour = 9;
  const faults: unknown[] = [];
  const store = sure(
    await openCentreStore({
      crypto,
      folder: join(folder, 'centre-data'),
      keys,
      now: () => `2026-05-18T${++hour}:00:00+08:00`,
      changed: () => undefined,
      onFault: (error) => void faults.push(error),
    }),
  );
  // The first one's recording was left behind.
  await broughtTo(store, folder, carrying('第一室', (await roomOf('first', true)).sealed));
  await broughtTo(store, folder, carrying('第二室', (await roomOf('rerun', false)).sealed));
  expect(faults).toEqual([]);
  const damaged = join(folder, 'centre-data', 'results', 'a'.repeat(64));
  mkdirSync(damaged, { recursive: true });
  writeFileSync(join(damaged, 'name'), '第三室');
  writeFileSync(join(damaged, 'result.age'), 'what is left of it');
  const listen = { host: '127.0.0.1', port: 0 };
  const station = {
    format: 'sealroom-station/1',
    role: 'centre',
    data: 'centre-data',
    keys: 'centre',
    listen,
  };
  writeFileSync(join(folder, 'centre.json'), JSON.stringify(station));
  centre = await openApp(['--station', join(folder, 'centre.json')]);
});
afterAll(async () => {
  await centre?.close();
  rmSync(folder, { recursive: true, force: true });
});

it('a second room’s result names the first one and what that one lacks, and is taken for a reason that the staff write', async () => {
  const { page } = centre;
  const card = page.locator('.ant-card').filter({ hasText: '第二室' });
  await card.getByText(/请先补齐其缺少的内容/).waitFor({ timeout: PATIENCE });
  await card.getByText(/同一项目包已有结果“第一室”（.*收到）/).waitFor({ timeout: PATIENCE });
  const accept = card.getByRole('button', { name: '收下第二份' });
  expect(await accept.isDisabled()).toBe(true);
  await page.screenshot({ path: join(screens, 'second-result.png'), fullPage: true });
  await card.getByRole('textbox').fill('经监督部门同意重新评审');
  await accept.click();
  await card.getByText('核验通过，已出具回执').waitFor({ timeout: PATIENCE });
  expect(await accept.count()).toBe(0);
  const first = page.locator('.ant-card').filter({ hasText: '第一室' }).filter({ hasNotText: '第二室' });
  expect(await first.getByText('核验不完整').first().isVisible()).toBe(true);
});

it('a result whose seal is gone stands in the inbox with what is here, what is not, and what is to be done', async () => {
  const card = centre.page.locator('.ant-card').filter({ hasText: '第三室' }).last();
  await card.getByText('已损坏，不能核验', { exact: true }).waitFor({ timeout: PATIENCE });
  const note = await card.getByRole('alert').innerText();
  for (const words of ['现有：加密的评标结果', '缺少或不能读取：封存凭证', '移交存储介质重新收取'])
    expect(note).toContain(words);
  await centre.page.screenshot({ path: join(screens, 'damaged-result.png'), fullPage: true });
});
