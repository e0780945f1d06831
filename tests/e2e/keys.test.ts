/** What an expert does for a whole sheet, counted in the real window: of 12 bids x 40 items in a soak, of a smaller one every day. */
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expertClicks } from '../../electron/rehearsal/clicks.ts';
import { rounds } from '../rounds.ts';
import { AT_WINDOW, houseAtSheet, type OpenSheet, startScoring } from './peopled.ts';
import { writeLargeProject } from './project.ts';

const SIZE = { bids: rounds(3, 12), items: rounds(8, 40) };
const CELLS = SIZE.bids * SIZE.items;
const PATIENCE = 60_000;

let open: OpenSheet;
let page: Page;

beforeAll(async () => {
  open = await houseAtSheet((folder) => writeLargeProject(folder, SIZE));
  page = open.window.page;
  await startScoring(open);
}, 900_000);

afterAll(() => open?.close());

it('costs at most as many keys as there are cells and two, besides the digits, and no click', async () => {
  await page.evaluate(() => {
    const counted = { keys: 0, clicks: 0 };
    Object.assign(window, { counted });
    const digit = (key: string): boolean => /^[\d.]$/.test(key);
    window.addEventListener('keydown', ({ key }) => void (digit(key) || counted.keys++), true);
    window.addEventListener('pointerdown', () => void counted.clicks++, true);
  });
  await expertClicks(page).score(({ item }) => (Number(item.slice(1)) % 2 === 0 ? '1' : '0.5'));
  const pin = page.getByRole('dialog', { name: '提交评分' }).getByLabel('解锁口令');
  await pin.and(page.locator(':focus')).waitFor({ timeout: PATIENCE });
  await page.getByText('主机已收到').waitFor({ timeout: PATIENCE });
  await page.keyboard.type('2580');
  await page.keyboard.press('Enter');
  await page
    .getByText(/您已提交评分|全体成员已提交评分/)
    .first()
    .waitFor({ timeout: PATIENCE });
  const counted = await page.evaluate(
    () => (window as unknown as { readonly counted: { keys: number; clicks: number } }).counted,
  );
  expect(counted.keys).toBeLessThanOrEqual(CELLS + 2);
  expect(counted.clicks).toBe(0);
  await open.lead.until(({ state }) => state?.rounds.at(-1)?.submits.has(AT_WINDOW) === true);
}, 900_000);
