/** Cells of the sheet that hold no score, or none any more: what an expert takes back, and what he writes first. */
import type { Locator, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { killStation } from '../../electron/rehearsal/appWindow.ts';
import { currentRound } from '../../shared/evaluation/committee.ts';
import {
  AT_WINDOW,
  goOnScoring,
  houseAtSheet,
  type OpenSheet,
  startScoring,
  WINDOW_SEAT,
} from './peopled.ts';
import { writeLargeProject } from './project.ts';

const SIZE = { bids: 3, items: 6 };
const ALL = SIZE.bids * SIZE.items;
const PATIENCE = 60_000;

let open: OpenSheet;
let page: Page;

beforeAll(async () => {
  open = await houseAtSheet((folder) => writeLargeProject(folder, SIZE));
  page = open.window.page;
  await startScoring(open);
}, 300_000);

afterAll(() => open?.close());

const cell = (n: number): Locator => page.locator('[data-cell]').nth(n);
const atCursor = (n: number): Promise<void> =>
  cell(n).and(page.locator(':focus')).waitFor({ timeout: PATIENCE });
const said = (text: string): Promise<void> =>
  page.getByText(text, { exact: true }).first().waitFor({ timeout: PATIENCE });
const inRoom = (): number => currentRound(open.lead.window.state!)?.cells.get(AT_WINDOW)?.size ?? 0;

/** Two different facts, both told; and how much is open in the bid at the cursor, and the bid's sum. */
async function shows(openHere: number, sum: string): Promise<void> {
  await said(`本投标文件尚有 ${openHere} 项未评，共 ${ALL - SIZE.items + openHere} 项未评。`);
  await said(`${sum} / 60 分`);
  await said('已保存在本机');
  await said('主机已收到');
}

it('takes a first score back with Ctrl+Z: the cell is open again, and so it is counted', async () => {
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await atCursor(1);
  await page.keyboard.type('0.5');
  await page.keyboard.press('Enter');
  await shows(4, '1.5');
  await page.keyboard.press('Control+z');
  await atCursor(1);
  expect(await cell(1).inputValue()).toBe('');
  await shows(5, '1');
  await page.getByRole('button', { name: '提交评分' }).click();
  const submitting = page.getByRole('dialog', { name: '提交评分' });
  await submitting.getByText(`还有 ${ALL - 1} 项未评或未保存：`).waitFor({ timeout: PATIENCE });
  expect(await submitting.getByRole('button', { name: '确认提交' }).isDisabled()).toBe(true);
  await page.keyboard.press('Escape');
  await submitting.waitFor({ state: 'hidden', timeout: PATIENCE });
  await cell(0).focus();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await said('没有可以撤销的修改。');
  await shows(6, '0');
  // To the room all this is two cells with an act each.
  await open.lead.until(() => inRoom() === 2);
});

it('takes a score back whose field is emptied and confirmed; Esc and Ctrl+Z before that leave it', async () => {
  await cell(0).focus();
  await page.keyboard.type('1');
  await page.keyboard.press('ArrowDown');
  await shows(5, '1');
  for (const key of ['Escape', 'Control+z']) {
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Delete');
    expect(await cell(0).inputValue()).toBe('');
    await page.keyboard.press(key);
    expect(await cell(0).inputValue()).toBe('1');
    await page.keyboard.press('ArrowDown');
    await atCursor(1);
    await shows(5, '1');
  }
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Enter');
  await atCursor(1);
  expect(await cell(0).inputValue()).toBe('');
  await shows(6, '0');
});

it('keeps a remark and a place that come before the score, shows them when the seat is started again, and takes the score then', async () => {
  const line = (): Locator => page.locator('[data-item]').nth(2);
  const remark = (): Locator => line().getByLabel(/评审意见$/);
  const placed = (): Locator => line().getByRole('button', { name: /打开所标位置：.* 第 1 页$/ });
  await cell(2).focus();
  await page.keyboard.press('Tab');
  await remark().and(page.locator(':focus')).waitFor({ timeout: PATIENCE });
  await page.keyboard.type('先写意见');
  await page.keyboard.press('Enter');
  await line()
    .getByRole('button', { name: /标注位置$/ })
    .click();
  await page.getByRole('button', { name: '标注第 1 页整页' }).click({ timeout: PATIENCE });
  await placed().waitFor({ timeout: PATIENCE });
  await cell(2).focus();
  await shows(6, '0');

  await killStation(open.window);
  await open.window.close();
  open = { ...open, window: await open.openSeat(WINDOW_SEAT) };
  page = open.window.page;
  await goOnScoring(open);
  // Where the cursor stood a moment before a kill may not be kept yet.
  await cell(2).focus();
  expect([await cell(2).inputValue(), await remark().inputValue()]).toEqual(['', '先写意见']);
  await placed().waitFor({ timeout: PATIENCE });
  await shows(6, '0');
  await page.keyboard.press('F2');
  await page.locator('table [data-cell]:focus').waitFor({ timeout: PATIENCE });
  expect(await page.getByRole('img', { name: '已写评审意见' }).count()).toBe(1);
  await page
    .locator('td', { has: page.locator('[data-cell].open:focus') })
    .getByRole('img', { name: '已写评审意见' })
    .waitFor({ timeout: PATIENCE });
  await page.keyboard.press('F2');
  await atCursor(2);
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await atCursor(3);
  await shows(5, '1');
  expect(await remark().inputValue()).toBe('先写意见');
  await placed().waitFor({ timeout: PATIENCE });
  await open.lead.until(() => inRoom() === 3);
});
