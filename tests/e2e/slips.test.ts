/** The entry slip at a seat's window: what is refused, with a sentence under the field; pasted; held before the camera. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeSample } from '../../build/sample/generate.ts';
import { type AppWindow, killStation } from '../../electron/rehearsal/appWindow.ts';
import { expertClicks } from '../../electron/rehearsal/clicks.ts';
import { newSlipCode, slipGroups } from '../../shared/slip/code.ts';
import { type Peopled, peopledHouse, random } from './peopled.ts';
import { writeSlipVideo } from './slipVideo.ts';

/** Sits at a station of his own before he tries another seat. */
const SEATED = 'E2';
const WINDOW = 1;
const PATIENCE = 60_000;

let folder: string;
let peopled: Peopled;
let window: AppWindow;
let page: Page;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealroom-slips-'));
  peopled = await peopledHouse((project) => makeSample('small', project));
  const person = peopled.sit(SEATED, 2);
  await person.until(({ status }) => status?.stage === 'seated');
  peopled.lead.rest();
  const video = join(folder, 'slip.y4m');
  await writeSlipVideo(video, peopled.slips.get(SEATED)!);
  window = await peopled.openSeat(WINDOW, `--use-file-for-fake-video-capture=${video}`);
  page = window.page;
  await field().waitFor({ timeout: PATIENCE });
}, 300_000);

afterAll(async () => {
  await peopled?.close();
  await rm(folder, { recursive: true, force: true });
});

const field = () => page.getByLabel('入席凭证号码');

/** Types a code into the field as it is, over what stands there. */
async function typeCode(code: string): Promise<void> {
  await field().press('Control+a');
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
}

/** Waits for the sentence, and looks whether it stands under the field, whole. */
async function refusedUnderField(sentence: RegExp): Promise<void> {
  const note = page.getByRole('alert').filter({ hasText: sentence });
  await note.waitFor({ timeout: PATIENCE });
  const [said, typed] = [await note.boundingBox(), await field().boundingBox()];
  expect(said!.y).toBeGreaterThanOrEqual(typed!.y + typed!.height);
  expect(said!.y - (typed!.y + typed!.height)).toBeLessThan(40);
  expect(await note.evaluate((it) => it.scrollWidth <= it.clientWidth)).toBe(true);
}

it('tells a mistyped symbol by the check symbol, before anything is sent', async () => {
  const right = peopled.slips.get(SEATED)!;
  await field().press('Control+a');
  await page.keyboard.type(`${right[0] === 'A' ? 'B' : 'A'}${right.slice(1)}`);
  await refusedUnderField(/校验位不符.*逐组核对/);
});

it('refuses another room’s slip', async () => {
  await typeCode(newSlipCode(random));
  await refusedUnderField(/不是本项目的入席凭证/);
});

it('refuses half a slip', async () => {
  await typeCode('12');
  await refusedUnderField(/四组、每组四位/);
});

it('refuses a supervisor’s slip', async () => {
  await typeCode(peopled.slips.get('S1')!);
  await page.getByRole('button', { name: '是本人，签到' }).press('Enter');
  await refusedUnderField(/见证人员的凭证.*主机/);
});

it('takes a slip that is pasted, and asks whose it is', async () => {
  await window.app.evaluate(
    ({ clipboard }, text) => clipboard.writeText(text),
    ` ${slipGroups(peopled.slips.get('E3')!).toLowerCase()}\n`,
  );
  await field().press('Control+a');
  await page.keyboard.press('Control+v');
  expect(await field().inputValue()).toBe(slipGroups(peopled.slips.get('E3')!));
  await page.keyboard.press('Enter');
  await page.getByText('您是 聂怀瑾 吗？').waitFor({ timeout: PATIENCE });
  await page.getByRole('button', { name: '不是本人，重新输入' }).press('Enter');
});

it('reads a slip that is held before the camera', async () => {
  await page.getByRole('button', { name: '扫描二维码' }).press('Enter');
  await page.getByText('您是 毕云舟 吗？').waitFor({ timeout: PATIENCE });
});

it('lets nobody sit at two seats: the second waits for the supervisor’s word, the first goes on', async () => {
  await page.getByRole('button', { name: '是本人，签到' }).press('Enter');
  await page.getByText('毕云舟，您已签到').waitFor({ timeout: PATIENCE });
  await expertClicks(page).setPin();
  await page.getByText('请等待见证人员核对身份并准入').waitFor({ timeout: PATIENCE });
  await peopled.lead.until(({ state }) => [...state!.sessions.values()].filter(isHis).length === 2);
  const admitted = [...peopled.lead.window.state!.sessions.values()].filter(isHis);
  expect(admitted.map((session) => session.admitted !== null)).toEqual([true, false]);
  expect(admitted.every(({ closed }) => closed === null)).toBe(true);
});

const isHis = ({ who }: { readonly who: string }): boolean => who === SEATED;

it('refuses anybody else at a seat that is taken', async () => {
  await killStation(window);
  await field().waitFor({ timeout: PATIENCE });
  await typeCode(peopled.slips.get('E3')!);
  await page.getByRole('button', { name: '是本人，签到' }).press('Enter');
  await refusedUnderField(/本席位已由毕云舟使用/);
});
