/** Consolidation at the chair's window: where every total comes from, and a tie that is settled by choosing. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeSample } from '../../build/sample/generate.ts';
import { expertClicks } from '../../electron/rehearsal/clicks.ts';
import { cutText } from '../../electron/rehearsal/cutText.ts';
import type { Minds } from '../../electron/rehearsal/day.ts';
import type { Person } from '../../electron/rehearsal/persons.ts';
import type { seatContract } from '../../shared/bridge/seat.ts';
import { currentRound } from '../../shared/evaluation/committee.ts';
import { AT_WINDOW, type Peopled, peopledHouse, WINDOW_SEAT } from './peopled.ts';

const PATIENCE = 60_000;
const AHEAD = 'B3';
/** All agree, but for the plan of the bid that is ahead, of which one gives more and one less. */
const SCORES: Readonly<Record<string, string>> = { T1: '20', T2: '15.5', T3: '5' };
const PLAN: Readonly<Record<string, string>> = { E1: '24', E2: '30', E3: '22' };
const REASON = '按招标文件规定抽签，毕云舟抽取 2 号签';

const scoreOf = (who: string, bid: string, item: string): string =>
  bid === AHEAD && item === 'T1' ? (PLAN[who] ?? '24') : SCORES[item]!;

/** All bids at one price, and two to be recommended: one is ahead, two share the second rank. */
async function tiedProject(folder: string): Promise<void> {
  await makeSample('small', folder);
  const [project, bids] = ['project.yaml', 'bids.csv'].map((name) => join(folder, name)) as [string, string];
  const rewrite = async (file: string, from: RegExp, to: string): Promise<void> =>
    writeFile(file, (await readFile(file, 'utf8')).replace(from, to));
  await rewrite(project, /candidates: 3/u, 'candidates: 2');
  await rewrite(
    project,
    /(rounding: .*\n)/u,
    '$1aggregate: {over: item, trim: [{experts: 5, high: 1, low: 1}]}\n',
  );
  await rewrite(bids, /,\d+\.\d\d,/gu, ',36902455.60,');
  await rewrite(project, /budget: .*\n/u, 'budget: "40000000.00"\n');
  await rewrite(project, /ceiling: .*\n/u, 'ceiling: "38000000.00"\n');
}

let peopled: Peopled;
let page: Page;
let others: readonly Person<typeof seatContract>[];

/** The one at the window scores there and nowhere else. */
const minds = (by: Minds): Minds => ({
  ...by,
  scores(who, bid, item) {
    if (who === AT_WINDOW) throw new Error('scores at the window');
    return scoreOf(who, bid, item);
  },
});

const nameOf = (bid: string): string => peopled.data.bids.find((one) => one.bid === bid)!.name;
const ranking = (): Locator => page.getByRole('tabpanel', { name: '排序' });
const rowOf = (bid: string): Locator => ranking().locator(`tr[data-row-key="${bid}"]`).first();

beforeAll(async () => {
  peopled = await peopledHouse(tiedProject, minds);
  const chair = peopled.sit(AT_WINDOW, WINDOW_SEAT);
  const rest = peopled.members.filter((who) => who !== AT_WINDOW);
  others = rest.map((who, i) => peopled.sit(who, WINDOW_SEAT + 1 + i));
  await peopled.lead.until(
    ({ state }) => state !== null && rest.every((who) => currentRound(state)?.submits.has(who)),
  );
  chair.rest();
  await peopled.leave(WINDOW_SEAT);
  ({ page } = await peopled.openSeat(WINDOW_SEAT));
  const clicks = expertClicks(page);
  await clicks.signIn(peopled.slips.get(AT_WINDOW)!);
  await clicks.setPin();
  await clicks.score(({ bid, item }) => scoreOf(AT_WINDOW, bid, item));
  await clicks.submit();
  await clicks.proceed('汇总与复核');
  await rowOf(AHEAD).waitFor({ timeout: PATIENCE });
}, 300_000);

afterAll(() => peopled?.close());

it('every total has its price and its composition, and unfolds to every expert’s score and the price’s formula', async () => {
  expect(await rowOf(AHEAD).innerText()).toMatch(
    /36,902,455\.60\s+81\.44\s+.*技术标 44\.5\s.*投标报价 36\.94/su,
  );
  await rowOf(AHEAD).getByRole('button').click();
  const detail = ranking().locator('tr.ant-table-expanded-row');
  const plan = detail.getByRole('row').filter({ hasText: '施工方案' });
  await plan.waitFor({ timeout: PATIENCE });
  expect(await plan.locator('s').allInnerTexts()).toEqual(['30', '22']);
  expect(await plan.innerText()).toMatch(/去掉最高.*去掉最低/su);
  expect(await detail.innerText()).toContain('评标价 36,902,455.60 元，基准价 36,164,406.49 元');
});

it('nothing of it is cut off on the small screen, in the largest text either', async () => {
  const choose = async (size: string): Promise<void> => {
    await page.getByRole('button', { name: '字号', exact: true }).click();
    await page.getByRole('menuitem', { name: size, exact: true }).click();
    await page.getByRole('menu').waitFor({ state: 'hidden' });
  };
  expect(await cutText(page)).toEqual([]);
  await choose('特大');
  expect(await cutText(page)).toEqual([]);
  await choose('标准');
});

it('the opened scores have the mean of what counts, and of one bid every member’s sum', async () => {
  await page.getByRole('tab', { name: '评分明细' }).click();
  const sheets = page.getByRole('tabpanel', { name: '评分明细' });
  await sheets.getByRole('combobox', { name: '投标人' }).click();
  await page.getByTitle(nameOf(AHEAD), { exact: true }).click();
  const plan = sheets.getByRole('row').filter({ hasText: '施工方案' });
  // Of 24, 30, 22, 24 and 24 the highest and the lowest are trimmed.
  const given = (await plan.getByRole('cell').allInnerTexts()).slice(2, 8);
  // The highest is marked as far from the others as well.
  expect(given.map((text) => text.split('\n')[0])).toEqual(['24', '30', '22', '24', '24', '24']);
  const sums = sheets.getByRole('row').filter({ hasText: '合计' });
  expect((await sums.getByRole('cell').allInnerTexts()).slice(1, 6)).toEqual([
    '44.5',
    '50.5',
    '42.5',
    '44.5',
    '44.5',
  ]);
  await page.getByRole('tab', { name: '排序' }).click();
});

it('a tie is settled by the chair’s choice, with the reason that the chair writes', async () => {
  const ask = page.getByRole('button', { name: '提请表决：按所选投标人推荐' });
  const place = page.getByRole('radiogroup', { name: '推荐次序第 2 位' });
  await place.waitFor({ timeout: PATIENCE });
  expect(await place.getByRole('radio').count()).toBe(2);
  expect(await place.locator(':checked').count()).toBe(0);
  expect(await page.getByRole('textbox', { name: '确定依据' }).inputValue()).toBe('');
  await place.getByRole('radio', { name: nameOf('B2') }).check();
  expect(await ask.isDisabled()).toBe(true);
  await page.getByRole('textbox', { name: '确定依据' }).fill(REASON);
  for (const person of others) person.rest();
  await ask.click();
  await page.getByText(`从中确定：${nameOf('B2')}`).waitFor({ timeout: PATIENCE });
  await page.getByText(`理由：${REASON}`).waitFor({ timeout: PATIENCE });
  await page.getByRole('button', { name: '同意', exact: true }).click();
  for (const person of others) person.wake();
  await peopled.lead.until(({ state }) => state !== null && state.settled !== null);
  const { settled, motions } = peopled.lead.window.state!;
  expect(settled).toEqual([AHEAD, 'B2']);
  expect([...motions.values()].map(({ motion }) => motion.reason)).toEqual([REASON]);
  await expertClicks(page).conclude();
}, 120_000);
