/**
 * The PIN at the seat: everybody sets one before he works; it unlocks, behind the lock nothing hears a key; it is asked for once more when a sheet
 * is submitted, and who has forgotten it shows his slip.
 */
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expertClicks } from '../../electron/rehearsal/clicks.ts';
import { AT_WINDOW, houseAtSheet, type OpenSheet } from './peopled.ts';
import { writeLargeProject } from './project.ts';

const PATIENCE = 60_000;
const SIZE = { bids: 2, items: 2 };
const NEW_PIN = '解锁口令（4 至 12 位数字）';

let open: OpenSheet;
let page: Page;

beforeAll(async () => {
  open = await houseAtSheet((folder) => writeLargeProject(folder, SIZE));
  page = open.window.page;
}, 300_000);

afterAll(() => open?.close());

const lockOf = () => page.getByRole('dialog', { name: /号席位已锁定/ });
const focused = (label: string) =>
  page.getByLabel(label).and(page.locator(':focus')).waitFor({ timeout: PATIENCE });

async function unlockBy(pin: string): Promise<void> {
  await lockOf().getByLabel('解锁口令').fill(pin, { timeout: PATIENCE });
  await page.keyboard.press('Enter');
}

/** By keys alone. */
async function setPin(pin: string): Promise<void> {
  for (const label of [NEW_PIN, '再次输入']) {
    await focused(label);
    await page.keyboard.type(pin);
    await page.keyboard.press('Enter');
  }
}

it('is a step of its own, which nobody goes past, though he is admitted already', async () => {
  await expertClicks(page).signIn(open.slips.get(AT_WINDOW)!);
  await page.getByText(/您已准入。请设置解锁口令/).waitFor({ timeout: PATIENCE });
  expect(await page.locator('[data-cell]').count()).toBe(0);
  await focused(NEW_PIN);
  await page.keyboard.type('2580');
  await page.keyboard.press('Enter');
  await focused('再次输入');
  await page.keyboard.type('258');
  await page.keyboard.press('Enter');
  await page.getByText('两次输入不一致').waitFor({ timeout: PATIENCE });
  await page.keyboard.type('0');
  await page.keyboard.press('Enter');
  await page.locator('[data-cell]:focus').waitFor({ timeout: PATIENCE });
});

it('behind the lock nothing hears a key: no score is undone, no layer opens; unlocked, the cursor is where it was', async () => {
  const first = page.locator('[data-cell]').first();
  for (const score of ['1', '0.5']) {
    await first.focus();
    await page.keyboard.type(score);
    await page.keyboard.press('Enter');
  }
  await page.getByText('主机已收到').waitFor({ timeout: PATIENCE });
  const leave = page.getByRole('button', { name: '离席锁屏' });
  await leave.focus();
  await page.keyboard.press('Enter');
  const forgotten = lockOf().getByRole('button', { name: '忘记口令，用入席凭证解锁' });
  await forgotten.focus({ timeout: PATIENCE });
  for (const key of ['Control+z', 'F1', 'F2', '?', 'F6', 'Control+f']) await page.keyboard.press(key);
  expect(await forgotten.evaluate((it) => it === document.activeElement)).toBe(true);
  expect(await page.locator('.ant-drawer:visible, [role=dialog]:visible').count()).toBe(1);
  expect(
    await page.evaluate(() =>
      [...document.body.children].every(
        (one) => one.querySelector('[role=dialog]') !== null || (one as HTMLElement).inert,
      ),
    ),
  ).toBe(true);
  await unlockBy('0000');
  await lockOf().getByText('解锁口令不对，请重新输入').waitFor({ timeout: PATIENCE });
  await unlockBy('2580');
  await lockOf().waitFor({ state: 'hidden', timeout: PATIENCE });
  await leave.and(page.locator(':focus')).waitFor({ timeout: PATIENCE });
  expect(await first.inputValue()).toBe('0.5');
  await page.keyboard.press('Control+z');
  await page.waitForFunction(
    () => document.querySelector<HTMLInputElement>('[data-cell]')?.value === '1',
    undefined,
    { timeout: PATIENCE },
  );
});

it('a pause locks the seat; who shows his slip sets a new PIN before he goes on', async () => {
  const supervise = async (act: object): Promise<void> => {
    const done = await open.lead.window.client.ask('act', { act: act as never });
    expect(done.ok).toBe(true);
  };
  await supervise({ type: 'pause', body: { reason: '午休', present: [...open.members] } });
  await lockOf().getByRole('button', { name: '忘记口令，用入席凭证解锁' }).click({ timeout: PATIENCE });
  await supervise({ type: 'resume', body: { present: [...open.members] } });
  await lockOf().getByLabel('入席凭证号码').fill(open.slips.get(AT_WINDOW)!);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: '设置新的解锁口令' }).waitFor({ timeout: PATIENCE });
  await setPin('1470');
  await page.getByRole('dialog').waitFor({ state: 'detached', timeout: PATIENCE });
});

it('a sheet is submitted with the slip where the PIN is forgotten, and with nobody else’s; a cable that is out only delays it', async () => {
  open.house.wire.cut();
  await page.locator('[data-cell]').first().focus();
  for (let cell = 0; cell < SIZE.bids * SIZE.items; cell++) {
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
  }
  const submitting = page.getByRole('dialog', { name: '提交评分' });
  // The one from before the slip.
  await submitting.getByLabel('解锁口令').fill('2580', { timeout: PATIENCE });
  await page.keyboard.press('Enter');
  await submitting.getByText('解锁口令不对，请重新输入').waitFor({ timeout: PATIENCE });
  await submitting.getByRole('button', { name: '忘记口令，用入席凭证提交' }).click();
  const other = [...open.slips].find(([who]) => who !== AT_WINDOW)![1];
  await submitting.getByLabel('入席凭证号码').fill(other);
  await page.keyboard.press('Enter');
  await submitting.getByText(/这不是本席位人员的入席凭证/).waitFor({ timeout: PATIENCE });
  expect(await page.getByText(/您已提交评分|全体成员已提交评分/).count()).toBe(0);
  await submitting.getByLabel('入席凭证号码').fill(open.slips.get(AT_WINDOW)!);
  await page.keyboard.press('Enter');
  await submitting.getByText('送达后自动提交').waitFor({ timeout: PATIENCE });
  await setPin('3690');
  open.house.wire.mend();
  await page
    .getByText(/您已提交评分|全体成员已提交评分/)
    .first()
    .waitFor({ timeout: PATIENCE });
});
