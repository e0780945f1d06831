/** A whole evaluation at a seat by keyboard alone, by the one who has most to do there: the chair. */
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeSample } from '../../build/sample/generate.ts';
import { type AppWindow, killStation } from '../../electron/rehearsal/appWindow.ts';
import type { Minds } from '../../electron/rehearsal/day.ts';
import { type Keyboard, keyboardOf } from './keyboard.ts';
import { AT_WINDOW, type Peopled, peopledHouse, WINDOW_SEAT } from './peopled.ts';

const PATIENCE = 60_000;
/** The objective item, on which all agree, in the middle of its range as people by chance have it. */
const SCORES: Readonly<Record<string, string>> = { T1: '20', T2: '15.5', T3: '5' };
const REASON = '投标函未加盖单位章';
const HALF = '未见投标保';

let peopled: Peopled;
let window: AppWindow;
let page: Page;
let hands: Keyboard;
let voted = false;

/** The others vote after the one at the window: with a majority before, there would be no ballot left to see. */
const voteLast = (minds: Minds): Minds => ({
  ...minds,
  get chair() {
    if (!voted) throw new Error('the one at the window votes first');
    return AT_WINDOW;
  },
});

beforeAll(async () => {
  peopled = await peopledHouse((project) => makeSample('small', project), voteLast);
  window = await peopled.openSeat(WINDOW_SEAT);
  page = window.page;
  for (const [i, who] of peopled.members.entries()) if (who !== AT_WINDOW) peopled.sit(who, WINDOW_SEAT + i);
  hands = keyboardOf(page);
}, 300_000);

afterAll(() => peopled?.close());

async function signIn(): Promise<void> {
  await hands.focused(page.getByLabel('入席凭证号码'));
  await hands.type(peopled.slips.get(AT_WINDOW)!);
  await hands.press('Enter');
  await hands.focused(hands.button('是本人，签到'));
  await hands.press('Enter');
}

async function choose(bidder: string): Promise<void> {
  await hands.reach(
    page.getByRole('navigation', { name: '投标人' }).getByRole('button', { name: bidder }),
    'Shift+Tab',
  );
  await hands.press('Enter');
  await page.getByRole('heading', { name: bidder }).waitFor({ timeout: PATIENCE });
}

it('signs in, sets a PIN, commits, votes and reads', async () => {
  await signIn();
  for (const field of ['解锁口令（4 至 12 位数字）', '再次输入']) {
    await hands.focused(page.getByLabel(field));
    await hands.type('2580');
    await hands.press('Enter');
  }
  // The commitment is read from its top: nothing there takes the focus by itself.
  await hands.push('无回避情形，签署承诺');
  const first = page.getByRole('radio').first();
  await hands.reach(first);
  await hands.press('ArrowDown');
  await hands.press('ArrowUp');
  expect(await first.isChecked()).toBe(true);
  await hands.push('投票');
  await page.getByText('您已投票').waitFor({ timeout: PATIENCE });
  voted = true;
  await hands.decide('进入“熟悉文件”');
  await page.getByText('法律依据：《评标委员会和评标方法暂行规定》第十五条、第十六条').waitFor();
  await hands.push('已阅读招标文件');
  await hands.decide('进入“初步评审”');
}, 240_000);

it('what is half written for a fail is there again: after another bid, a crash of the station, one of the window', async () => {
  const check = peopled.data.project.review[0]!.name;
  const [first, second] = peopled.data.bids.map(({ name }) => name) as [string, string];
  const reason = page.getByLabel(`${check} 不通过的理由`);
  const fail = hands.button(`${check} 确认不通过`);
  const primary = page.getByRole('region', { name: '评审表' }).locator('.ant-btn-primary');
  await choose(second);
  expect(await primary.count()).toBe(1);
  await hands.push(`${check} 不通过`);
  await hands.focused(reason);
  await page.evaluate(() => {
    const seen = { unsaved: false };
    Object.assign(window, { seen });
    const look = (): void => {
      if (document.body.innerText.includes('尚未保存')) seen.unsaved = true;
    };
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
  await hands.type(HALF);
  await page.waitForFunction(() => (window as unknown as { seen: { unsaved: boolean } }).seen.unsaved);
  await page.getByText('已保存在本机', { exact: true }).waitFor({ timeout: PATIENCE });
  await page.getByText(/请标注投标文件中的相应位置/).waitFor();
  expect(await fail.isDisabled()).toBe(true);
  expect(await primary.count()).toBe(1);
  await hands.reach(page.getByRole('checkbox', { name: '投标文件中没有相应内容' }));
  await hands.press('Space');
  await fail.and(page.locator(':enabled')).waitFor({ timeout: PATIENCE });
  await choose(first);
  expect(await reason.count()).toBe(0);
  await choose(second);
  expect(await reason.inputValue()).toBe(HALF);
  await hands.reach(reason);
  await hands.press('End');
  await hands.type('证金');
  await killStation(window);
  await signIn();
  await page.getByRole('heading', { name: second }).waitFor({ timeout: PATIENCE });
  expect(await reason.inputValue()).toBe(`${HALF}证金`);
  await page.reload();
  await page.getByRole('heading', { name: second }).waitFor({ timeout: PATIENCE });
  await reason.waitFor({ timeout: PATIENCE });
  expect(await reason.inputValue()).toBe(`${HALF}证金`);
  expect(await page.getByRole('checkbox', { name: '投标文件中没有相应内容' }).isChecked()).toBe(true);
  await hands.push(`${check} 返回，暂不判定`);
  await hands.focused(hands.button(`${check} 不通过`));
  expect(await reason.count()).toBe(0);
  await choose(first);
}, 240_000);

it('a dialog that is closed by a click beside it or by Escape has lost nothing', async () => {
  const reason = page.getByRole('dialog').getByLabel('理由');
  await hands.push('提请事项', 'Shift+Tab');
  await hands.reach(reason);
  await hands.type(HALF);
  await page.mouse.click(5, 400);
  await hands.reach(reason);
  await hands.press('Escape');
  await reason.waitFor({ state: 'hidden', timeout: PATIENCE });
  await hands.push('提请事项', 'Shift+Tab');
  await reason.waitFor({ timeout: PATIENCE });
  expect(await reason.inputValue()).toContain(HALF);
  await hands.press('Escape');
  await reason.waitFor({ state: 'hidden', timeout: PATIENCE });
}, 240_000);

it('goes from check to check by arrows, and ? shows the keys that this screen hears', async () => {
  const [first, next] = peopled.data.project.review.map(({ name }) => name) as [string, string];
  const count = peopled.data.project.review.length;
  await page
    .getByText(`本投标文件尚有 ${count} 项未评，共 ${count * peopled.data.bids.length} 项未评。`)
    .waitFor({ timeout: PATIENCE });
  await hands.reach(hands.button(`${first} 通过`));
  await hands.press('ArrowDown');
  await hands.focused(hands.button(`${next} 通过`));
  await hands.press('ArrowUp');
  await hands.focused(hands.button(`${first} 通过`));
  await hands.press('?');
  const keys = page.getByRole('dialog', { name: '按键' });
  await keys.getByText('上一项、下一项', { exact: true }).waitFor({ timeout: PATIENCE });
  expect(await keys.locator('kbd').allTextContents()).toEqual([
    '↑ ↓',
    'Ctrl + Enter',
    'Esc',
    'F6',
    'Ctrl + F',
    '?',
    'F1',
  ]);
  await hands.press('Escape');
  await keys.waitFor({ state: 'hidden', timeout: PATIENCE });
}, 240_000);

it('a ground for recusal that comes to light during the review can be stated', async () => {
  await hands.push('提请事项', 'Shift+Tab');
  await hands.reach(page.getByRole('radio', { name: '发现应当回避的情形，申请回避' }));
  await hands.press('Space');
  await hands.push('选择回避事由');
  const asked = page.getByRole('dialog', { name: '申请回避' });
  await asked.getByRole('radio').first().waitFor({ timeout: PATIENCE });
  expect(await asked.getByRole('radio', { checked: true }).count()).toBe(0);
  await hands.press('Escape');
  await asked.waitFor({ state: 'hidden', timeout: PATIENCE });
}, 240_000);

it('reviews every bid, fails one with its reason and a place, and opens the place again', async () => {
  const [first, next] = peopled.data.project.review;
  await hands.push(`${first!.name} 不通过`);
  await hands.focused(page.getByLabel(`${first!.name} 不通过的理由`));
  await hands.type('?');
  expect(await page.getByLabel(`${first!.name} 不通过的理由`).inputValue()).toBe('?');
  expect(await page.getByRole('dialog', { name: '按键' }).count()).toBe(0);
  await hands.press('Backspace');
  await hands.type(REASON);
  await hands.push(`${first!.name} 标注位置`);
  // Asked for once, it is waited for above the pages, which have the cursor.
  await hands.focused(page.getByRole('document', { name: '文件页面' }));
  await hands.push('标注第 1 页整页', 'Shift+Tab');
  await hands.press('F6');
  await hands.focused(page.getByLabel(`${first!.name} 不通过的理由`));
  await hands.press('Control+Enter');
  await hands.focused(hands.button(`${next!.name} 通过`));
  await hands.push(new RegExp(`^${first!.name} 打开所标位置：.* 第 1 页$`));
  for (const { name } of peopled.data.bids) {
    await choose(name);
    for (const check of peopled.data.project.review)
      if (name !== peopled.data.bids[0]!.name || check !== first) await hands.push(`${check.name} 通过`);
  }
  await page.getByText('您已完成全部投标人的初步评审').waitFor({ timeout: PATIENCE });
  await hands.decide('进入“澄清”', 'Shift+Tab');
  await hands.decide('进入“详细评审”');
}, 240_000);

it('scores, remarks and submits', async () => {
  const cell = page.locator('[data-cell]:focus');
  await cell.waitFor({ timeout: PATIENCE });
  const due = peopled.data.bids.length * Object.keys(SCORES).length;
  for (let done = 0; done < due; done++) {
    const key = (await cell.getAttribute('data-cell', { timeout: PATIENCE }))!;
    await hands.type(Object.entries(SCORES).find(([item]) => key.endsWith(item))![1]);
    await hands.press('Enter');
    await page.waitForFunction(
      (before) => document.activeElement?.getAttribute('data-cell') !== before,
      key,
      { timeout: PATIENCE },
    );
  }
  await hands.press('Escape');
  await hands.reach(page.getByLabel('施工方案 评审意见'), 'Shift+Tab');
  await hands.type('工艺完整');
  await hands.press('Enter');
  await page.getByText('主机已收到').waitFor({ timeout: PATIENCE });
  await hands.push('提交评分', 'Shift+Tab');
  await hands.focused(page.getByRole('dialog', { name: '提交评分' }).getByLabel('解锁口令'));
  await hands.type('2580');
  await hands.press('Enter');
  await page
    .getByText(/您已提交评分|全体成员已提交评分/)
    .first()
    .waitFor({ timeout: PATIENCE });
}, 240_000);

/** Notes whether a signature was ever offered while no page of the report was on the screen. */
const watchSigning = (): Promise<void> =>
  page.evaluate(() => {
    const watched = { early: false };
    Object.assign(globalThis, { watched });
    const look = (): void => {
      const sign = [...document.querySelectorAll('button')].find(
        ({ textContent }) => textContent === '同意并签字',
      );
      if (sign?.disabled === false && document.querySelector('[data-page][aria-busy=false]') === null)
        watched.early = true;
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
  });

it('concludes, has the report made, and signs it once it is drawn and its check code compared', async () => {
  await hands.decide('进入“汇总与复核”');
  await hands.decide('确认排序，形成结论');
  await watchSigning();
  await hands.push('编制评标报告');
  await hands.push('同意并签字');
  const { digest } = peopled.lead.window.state!.report!;
  const groups = digest.toUpperCase().match(/.{4}/g)!;
  await page.getByRole('dialog').getByText(groups.join(' ')).waitFor({ timeout: PATIENCE });
  expect(peopled.lead.window.state!.signatures.has(AT_WINDOW)).toBe(false);
  await hands.push('核对一致，签字');
  await peopled.lead.until(({ state }) => state?.signatures.has(AT_WINDOW) === true);
  expect(
    await page.evaluate(() => (globalThis as unknown as { watched: { early: boolean } }).watched.early),
  ).toBe(false);
  const [own] = [...peopled.lead.window.state!.member.get(AT_WINDOW)!.reviews.values()];
  expect(own).toMatchObject({ pass: false, reason: REASON, place: { document: 'B1/bid.pdf', page: 1 } });
}, 240_000);
