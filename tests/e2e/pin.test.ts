/** The PIN at the seat: it locks and unlocks, it is asked for once more when a sheet is submitted, and who has forgotten it shows his slip. */
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AT_WINDOW, houseAtSheet, type OpenSheet, startScoring } from './peopled.ts';
import { writeLargeProject } from './project.ts';

const PATIENCE = 60_000;
const SIZE = { bids: 2, items: 2 };

let open: OpenSheet;
let page: Page;

beforeAll(async () => {
  open = await houseAtSheet((folder) => writeLargeProject(folder, SIZE));
  page = open.window.page;
  await startScoring(open);
}, 300_000);

afterAll(() => open?.close());

const lockOf = () => page.getByRole('dialog', { name: /号席位已锁定/ });

it('a wrong one leaves the seat locked and says so; the right one opens it', async () => {
  await page.getByRole('button', { name: '离席锁屏' }).click();
  await page.getByLabel('解锁口令（4 至 12 位数字）').fill('2580');
  await page.getByLabel('再次输入').fill('2580');
  await page.getByRole('button', { name: '设置口令' }).click();
  await lockOf().getByLabel('解锁口令').fill('0000', { timeout: PATIENCE });
  await page.keyboard.press('Enter');
  await lockOf().getByText('解锁口令不对，请重新输入').waitFor({ timeout: PATIENCE });
  await lockOf().getByLabel('解锁口令').fill('2580');
  await page.keyboard.press('Enter');
  await lockOf().waitFor({ state: 'hidden', timeout: PATIENCE });
});

it('a sheet is submitted with the slip where the PIN is forgotten, and with nobody else’s; a cable that is out only delays it', async () => {
  open.house.wire.cut();
  await page.locator('[data-cell]').first().focus();
  for (let cell = 0; cell < SIZE.bids * SIZE.items; cell++) {
    await page.keyboard.press('1');
    await page.keyboard.press('Enter');
  }
  const submitting = page.getByRole('dialog', { name: '提交评分' });
  await submitting.getByLabel('解锁口令').fill('0000', { timeout: PATIENCE });
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
  open.house.wire.mend();
  await page
    .getByText(/您已提交评分|全体成员已提交评分/)
    .first()
    .waitFor({ timeout: PATIENCE });
});
