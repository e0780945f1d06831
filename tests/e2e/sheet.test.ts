/**
 * A sheet of 30 bids x 60 items in the real window: typed in the sheet and in the matrix, with the cable out, and with the station killed while
 * somebody types.
 */
import type { Locator, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { killStation } from '../../electron/rehearsal/appWindow.ts';
import { currentRound } from '../../shared/evaluation/committee.ts';
import { clippedCells, cornerOf, scrolledCells } from './matrix.ts';
import { AT_WINDOW, goOnScoring, houseAtSheet, type OpenSheet, startScoring } from './peopled.ts';
import { writeLargeProject } from './project.ts';

const SIZE = { bids: 30, items: 60 };
const PATIENCE = 60_000;

let open: OpenSheet;
let page: Page;

beforeAll(async () => {
  open = await houseAtSheet((folder) => writeLargeProject(folder, SIZE));
  page = open.window.page;
  await startScoring(open);
}, 300_000);

afterAll(() => open?.close());

/** What stands in the cells of the sheet that is shown, by cell, once all its lines are there. */
async function cells(): Promise<Record<string, string>> {
  await page.waitForFunction(
    (items) => document.querySelectorAll('[data-cell]').length === items,
    SIZE.items,
    { timeout: PATIENCE },
  );
  return page
    .locator('[data-cell]')
    .evaluateAll((all) =>
      Object.fromEntries(
        all.map((cell) => [cell.getAttribute('data-cell')!, (cell as HTMLInputElement).value]),
      ),
    );
}

/** Those of them that are not empty. */
const written = async (): Promise<Record<string, string>> =>
  Object.fromEntries(Object.entries(await cells()).filter(([, text]) => text !== ''));

const atCursor = (): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('data-cell') ?? null);

const matrix = (): Locator => page.getByRole('region', { name: '汇总视图（F2）' });

async function toMatrix(): Promise<void> {
  await page.keyboard.press('F2');
  await page.locator('table [data-cell]').first().waitFor({ timeout: PATIENCE });
}

async function toSheet(): Promise<void> {
  await page.keyboard.press('F2');
  await page.locator('section:not(:has(table)) [data-cell]:focus').waitFor({ timeout: PATIENCE });
}

const scoredInRoom = (): number => currentRound(open.lead.window.state!)?.cells.get(AT_WINDOW)?.size ?? 0;

/** Keys and nothing else: the next text, and Enter. */
async function type(...texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    const at = await atCursor();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
    await page.waitForFunction(
      (before) => (document.activeElement?.getAttribute('data-cell') ?? before) !== before,
      at,
    );
  }
}

it('has an open cell for every item of the first bid, and for every bid in the matrix', async () => {
  expect(Object.values(await cells())).toEqual(Array(SIZE.items).fill(''));
  await toMatrix();
  const all = SIZE.items * SIZE.bids;
  expect(Object.values(await scrolledCells(matrix(), all))).toEqual(Array(all).fill(''));
  await toSheet();
});

it('takes what is typed in the sheet, and adds it up exactly', async () => {
  const scores = Array.from({ length: SIZE.items }, (_, i) => (i % 3 === 0 ? '1' : '0.5'));
  await type(...scores);
  await page.keyboard.press('Control+ArrowLeft');
  await page.locator(`[data-cell^="B1"]:focus`).waitFor({ timeout: PATIENCE });
  expect(Object.values(await cells())).toEqual(scores);
  // 20 times 1 and 40 times 0.5.
  await page.getByText('40 / 60 分', { exact: true }).waitFor({ timeout: PATIENCE });
});

it('says what is not saved and why, and submits nothing that it does not show', async () => {
  const first = (await atCursor())!;
  await page.getByText('本投标文件尚有 0 项未评，共 1740 项未评。').waitFor({ timeout: PATIENCE });
  await page.getByText('已保存在本机', { exact: true }).waitFor({ timeout: PATIENCE });
  await page.keyboard.type('99');
  await page.keyboard.press('Enter');
  expect(await atCursor()).toBe(first);
  const sentence = page.getByRole('alert').filter({ hasText: '的评分应为' });
  await sentence.waitFor({ timeout: PATIENCE });
  await page.getByText('尚未保存', { exact: true }).waitFor({ timeout: PATIENCE });
  await page.getByText('本投标文件尚有 1 项未评，共 1741 项未评。').waitFor({ timeout: PATIENCE });
  await page.getByRole('button', { name: '提交评分' }).click();
  const submitting = page.getByRole('dialog', { name: '提交评分' });
  await submitting
    .getByRole('button', { name: '（所填内容尚未保存）' })
    .and(submitting.getByRole('button', { name: /：/ }).first())
    .waitFor({ timeout: PATIENCE });
  expect(await submitting.getByRole('button', { name: '确认提交' }).isDisabled()).toBe(true);
  await page.keyboard.press('Escape');
  await submitting.waitFor({ state: 'hidden', timeout: PATIENCE });
  await page.locator(`[data-cell="${first}"]`).focus();
  await toMatrix();
  expect(await atCursor()).toBe(first);
  await sentence.waitFor({ timeout: PATIENCE });
  await page.keyboard.press('Enter');
  expect(await atCursor()).toBe(first);
  expect(
    await page
      .locator(':focus')
      .evaluate((it) => document.getElementById(it.getAttribute('aria-describedby') ?? '')?.textContent),
  ).toContain('的评分应为');
  await page.keyboard.press('Escape');
  await sentence.waitFor({ state: 'hidden', timeout: PATIENCE });
  await page.getByText('已保存在本机', { exact: true }).waitFor({ timeout: PATIENCE });
  expect(await page.locator(':focus').inputValue()).toBe('1');
});

it('goes by F6 from the matrix to what stands above it and back, and by F2 back to the cell', async () => {
  const at = (await atCursor())!;
  await page.keyboard.press('F6');
  expect(await atCursor()).toBeNull();
  await page.locator('button:focus').waitFor({ timeout: PATIENCE });
  await page.keyboard.press('F6');
  expect(await atCursor()).toBe(at);
  await toSheet();
  expect(await atCursor()).toBe(at);
});

it('shows the keys to whoever asks through an input method, and undoes with Caps Lock, down to a first score', async () => {
  const first = page.locator(`[data-cell="${await atCursor()}"]`);
  const second = page.locator('[data-cell]').nth(1);
  const value = await first.inputValue();
  await page.keyboard.insertText('？');
  const keys = page.getByRole('dialog', { name: '按键' });
  await keys.waitFor({ timeout: PATIENCE });
  await page.keyboard.press('Escape');
  await first.and(page.locator(':focus')).waitFor({ timeout: PATIENCE });
  expect(await first.inputValue()).toBe(value);
  await second.focus();
  await type('1');
  await page.keyboard.press('Control+Z');
  expect(await second.inputValue()).toBe('0.5');
  await page.keyboard.press('Control+Z');
  const last = page.locator('[data-cell]').last();
  await last.and(page.locator(':focus')).waitFor({ timeout: PATIENCE });
  expect(await last.inputValue()).toBe('');
  await page.getByText('39.5 / 60 分', { exact: true }).waitFor({ timeout: PATIENCE });
  await page.getByText('本投标文件尚有 1 项未评，共 1741 项未评。').waitFor({ timeout: PATIENCE });
  await page.keyboard.type('0.5');
  await page.keyboard.press('ArrowUp');
  await page.getByText('40 / 60 分', { exact: true }).waitFor({ timeout: PATIENCE });
});

it('keeps a remark whose view is left in the midst of a word, and the head of the sheet where it is', async () => {
  await page.locator('[data-cell]').first().focus();
  const remark = page.getByLabel(/评审意见$/).first();
  await remark.focus();
  await page.keyboard.type('工艺完');
  await toMatrix();
  await page.getByText('已保存在本机', { exact: true }).waitFor({ timeout: PATIENCE });
  await toSheet();
  expect(await remark.inputValue()).toBe('工艺完');
  const head = page.getByRole('button', { name: '汇总视图（F2）' });
  const before = await head.boundingBox();
  await page.locator('[data-cell]').last().scrollIntoViewIfNeeded({ timeout: PATIENCE });
  expect(await head.boundingBox()).toEqual(before);
  await page.locator('[data-cell]').first().focus();
});

it('marks a place by the one button that there is for it', async () => {
  const mark = page.getByRole('button', { name: /标注位置$/ });
  expect(
    await page
      .getByRole('region', { name: '文件', exact: true })
      .getByRole('button', { name: /标注位置$/ })
      .count(),
  ).toBe(0);
  await mark.first().click();
  await page.getByRole('button', { name: '标注第 1 页整页' }).click({ timeout: PATIENCE });
  await page.getByRole('button', { name: /打开所标位置：.* 第 1 页$/ }).waitFor({ timeout: PATIENCE });
  await page.getByRole('button', { name: '标注第 1 页整页' }).waitFor({ state: 'hidden', timeout: PATIENCE });
  await page.locator('[data-cell]').first().focus();
});

it('F9 shows the place of an item, and goes into the document where none is marked', async () => {
  const pages = page.getByRole('document', { name: '文件页面' });
  await pages.waitFor({ timeout: PATIENCE });
  const placed = (await atCursor())!;
  await page.keyboard.press('F9');
  expect(await atCursor()).toBe(placed);
  await page.keyboard.press('ArrowDown');
  const bare = (await atCursor())!;
  expect(bare).not.toBe(placed);
  await page.keyboard.press('F9');
  await pages.and(page.locator(':focus')).waitFor({ timeout: PATIENCE });
  await page.keyboard.press('F6');
  expect(await atCursor()).toBe(bare);
  await page.keyboard.press('ArrowUp');
  expect(await atCursor()).toBe(placed);
});

it('shows all bids in a matrix whose heads stay, and in which nothing is clipped', async () => {
  await toMatrix();
  expect(await clippedCells(matrix())).toEqual([]);
  const before = await cornerOf(matrix());
  await matrix().evaluate((it) => it.scrollTo(it.scrollWidth, it.scrollHeight));
  const after = await cornerOf(matrix());
  expect(after.scrolled.every((pixels) => pixels > 0)).toBe(true);
  expect(after.emptyBeside).toBe(0);
  expect({ ...after, scrolled: null }).toEqual({ ...before, scrolled: null });
  await matrix().evaluate((it) => it.scrollTo(0, 0));
});

it('takes what is typed in the matrix, by arrows to all sides, and has every sum right', async () => {
  await page.locator('table [data-cell]').first().focus();
  await page.keyboard.press('ArrowRight');
  for (const [text, key] of [
    ['0.5', 'ArrowDown'],
    ['1', 'ArrowRight'],
    ['0.5', 'ArrowUp'],
    ['1', 'ArrowLeft'],
  ] as const) {
    await page.keyboard.type(text);
    await page.keyboard.press(key);
    await page.waitForFunction(
      (typed) => (document.activeElement as HTMLInputElement)?.value !== typed,
      text,
    );
  }
  const sums = await page.locator('tfoot td').allInnerTexts();
  expect(sums.slice(0, 4)).toEqual(['40', '1.5', '1.5', '0']);
  expect(sums).toHaveLength(SIZE.bids);
  expect(await page.locator('tfoot th').innerText()).toBe('合计 / 60 分');
  await toSheet();
});

it('loses no keystroke while the cable is out, and sends all once it is mended', async () => {
  const before = SIZE.items + 4;
  await open.lead.until(() => scoredInRoom() === before);
  // Past the two that the matrix filled.
  for (let down = 0; down < 2; down++) await page.keyboard.press('ArrowDown');
  const at = await atCursor();
  await page.keyboard.type('0');
  open.house.wire.cut();
  await page.keyboard.type('.5');
  expect((await cells())[at!]).toBe('0.5');
  await page.keyboard.press('Enter');
  await type('1', '0.5');
  await page.getByText('项待送达主机').waitFor({ timeout: PATIENCE });
  await page.getByText('已保存在本机', { exact: true }).waitFor({ timeout: PATIENCE });
  expect(scoredInRoom()).toBe(before);
  expect((await cells())[at!]).toBe('0.5');
  open.house.wire.mend();
  await page.getByText('主机已收到').waitFor({ timeout: PATIENCE });
  await open.lead.until(() => scoredInRoom() === before + 3);
});

it('loses no keystroke when the station is killed while somebody types', async () => {
  const before = await written();
  const [first, typing] = [(await atCursor())!, '0.'];
  await page.keyboard.type(typing);
  await killStation(open.window);
  await page.keyboard.type('5');
  await page.keyboard.press('Enter');
  await page.waitForFunction((cell) => document.activeElement?.getAttribute('data-cell') !== cell, first);
  const second = (await atCursor())!;
  await page.keyboard.type('1');
  await goOnScoring(open);
  expect(await atCursor()).toBe(second);
  expect(await written()).toEqual({ ...before, [first]: '0.5', [second]: '1' });
  await page.keyboard.press('Enter');
  await page.getByText('主机已收到').waitFor({ timeout: PATIENCE });
  await open.lead.until(() => scoredInRoom() === SIZE.items + 4 + 3 + 2);
  expect(await page.locator('[data-cell][aria-invalid=true]').count()).toBe(0);
});
