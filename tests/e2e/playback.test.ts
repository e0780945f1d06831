/**
 * The centre's window plays a recording: an act is clicked, and every seat shows that second, read off the pictures themselves; gaps are told in
 * words, the chain is checked, the timeline is searched.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { buildWindows } from '../../build/windows.ts';
import type { AppWindow } from '../../electron/rehearsal/appWindow.ts';
import { CYCLE, clockVideo } from '../playback/clockVideo.ts';
import { jumpToEntry, listed, momentOf, openPlayback, seen, settled } from '../playback/playbackWindow.ts';
import { type RecordedResult, recordedResult } from '../playback/recordedResult.ts';
import { wrongResult } from '../playback/wrongResult.ts';

const ROOT = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'sealroom-playback-'));
/** Pictures for people to look at, where a folder is named. */
const screens = process.env['SEALROOM_SCREENS'] ?? join(folder, 'screens');
let result: RecordedResult;
let centre: AppWindow;

beforeAll(async () => {
  await buildWindows();
  mkdirSync(screens, { recursive: true });
  result = await recordedResult(folder, {
    step: 400,
    segmentSeconds: 30,
    pieceMs: 1000,
    video: (track, first, seconds) => clockVideo(folder, track, first, seconds),
  });
  centre = await openPlayback(result.station);
});

afterAll(async () => {
  await centre?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The second that the pictures of a recorded session are to show. */
const expected = (at: number): number => Math.floor((at - result.recorded[0]!.from) / 1000) % CYCLE;

const jumpTo = (seq: number): Promise<number> => jumpToEntry(centre.page, seq);

/** Entries of the first recorded seat's own acts, well within the recording. */
function acts(): number[] {
  const [first] = result.recorded;
  const middle = result.entriesOf(first!.session);
  return [middle[Math.floor(middle.length * 0.3)]!, middle[Math.floor(middle.length * 0.8)]!];
}

it('an act that is clicked brings every seat to its second', async () => {
  const { page } = centre;
  for (const seq of acts()) {
    const at = await jumpTo(seq);
    // The first act that is clicked may come before the window has its recordings, and a picture a moment before its jump.
    await vi.waitFor(async () => {
      const tracks = (await seen(page)).filter(({ shown }) => shown);
      expect(tracks.length).toBeGreaterThanOrEqual(3);
      for (const { session, track, second, time } of tracks) {
        const from = result.recorded.find((one) => one.session === session)!.from;
        const due = expected(at - result.behind);
        // A picture is held until the next one comes.
        expect([due, (due + CYCLE - 1) % CYCLE], `${track} ${time}`).toContain(second);
        expect(Math.abs(time - (at - result.behind - from) / 1000), `${track} of ${session}`).toBeLessThan(
          0.5,
        );
      }
    }, 60_000);
    await page.screenshot({ path: join(screens, `playback-${seq}.png`) });
  }
});

it('a gap is told in words, with its time and its reason, and the other tracks go on', async () => {
  const { page } = centre;
  const [, second] = result.recorded;
  const inGap = result.entriesOf(result.recorded[0]!.session).find((seq) => {
    const at = Date.parse(result.entryAt(seq));
    return at > result.gap.from + 2000 && at < result.gap.to - 2000;
  });
  await jumpTo(inGap!);
  const own = (await seen(page)).filter(({ session }) => session === second!.session);
  expect(own.map(({ track, shown }) => [track, shown])).toEqual([
    ['screen', true],
    ['camera', false],
  ]);
  await page.getByText('没有录像：摄像头没有画面').waitFor();
});

it('the chain of what is shown is checked, and said in full where a seat is enlarged', async () => {
  const { page } = centre;
  await page.getByRole('button', { name: /^放大1 号席位/ }).click();
  await page
    .getByText(/段与评标日志中的 2 个校验点相符/)
    .first()
    .waitFor();
  await settled(page);
  await page.screenshot({ path: join(screens, 'playback-large.png') });
});

it('plays at the chosen speed, with every seat at the same moment, and rests by the space key', async () => {
  const { page } = centre;
  await jumpTo(acts()[0]!);
  const before = await momentOf(page);
  await page.getByText('4×', { exact: true }).click();
  await page.getByRole('button', { name: '播放', exact: true }).click();
  await page.waitForFunction(
    (from) => Number(document.querySelector<HTMLElement>('[data-moment]')!.dataset['moment']) > from + 12_000,
    before,
  );
  const running = (await seen(page)).filter(({ shown, paused }) => shown && !paused);
  expect([...new Set(running.map(({ rate }) => rate))]).toEqual([4]);
  await page.locator('.recorded').focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: '播放', exact: true }).waitFor();
  await settled(page);
  const at = await momentOf(page);
  for (const { track, second, shown } of await seen(page)) {
    const due = expected(at - result.behind);
    if (shown) expect([due, (due + CYCLE - 1) % CYCLE, (due + 1) % CYCLE], track).toContain(second);
  }
});

it('of one person every act is listed, and of another one none', async () => {
  const { page } = centre;
  const [own, other] = result.recorded.map(({ session }) => result.entriesOf(session)) as [
    number[],
    number[],
  ];
  const { who } = result.state.sessions.get(result.recorded[0]!.session)!;
  const { name } = result.state.pkg.data.committee.find(({ expert }) => expert === who)!;
  const all = await listed(page);
  expect(all).toEqual(expect.arrayContaining([...own, ...other]));
  await page.getByRole('combobox', { name: '人员' }).click();
  await page.getByTitle(name, { exact: true }).click();
  await expect.poll(async () => (await listed(page)).length).toBeLessThan(all.length);
  const found = await listed(page);
  expect(found).toEqual(expect.arrayContaining(own));
  expect(found.filter((seq) => other.includes(seq))).toEqual([]);
  expect(new Set(found).size).toBe(found.length);
  await page.locator('.ant-select-clear').first().click();
  await expect.poll(async () => (await listed(page)).length).toBe(all.length);
});

it('the timeline is searched by type and alarm', async () => {
  const { page } = centre;
  const rows = page.locator('[data-seq]');
  await page.getByRole('checkbox', { name: '只看告警与干预' }).check();
  await page.getByText('席位上无人').waitFor();
  await page.getByText('提醒专家回到席位').waitFor();
  const alarms = await rows.count();
  await page.getByRole('combobox', { name: '操作类型' }).click();
  await page.getByTitle('干预', { exact: true }).click();
  await expect.poll(() => rows.count()).toBe(1);
  expect(alarms).toBeGreaterThan(1);
  await page.screenshot({ path: join(screens, 'playback-search.png') });
});

it('a clip is chosen by two clicks, written into a folder, and can be checked by whoever gets it', async () => {
  const { app, page } = centre;
  const clips = join(folder, 'clips');
  mkdirSync(clips);
  // The system's own dialogue is no part of the page.
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, clips);
  await page.getByRole('checkbox', { name: '只看告警与干预' }).uncheck();
  await page.getByRole('combobox', { name: '操作类型' }).press('Escape');
  await page.getByText('导出录像片段及其证明').click();
  const write = page.getByRole('button', { name: '选择文件夹并导出', exact: true });
  expect(await write.isDisabled()).toBe(true);
  await page.getByRole('button', { name: '从此刻开始', exact: true }).click();
  for (let press = 0; press < 2; press++) await page.getByRole('button', { name: '前进 5 秒' }).click();
  await page.getByRole('button', { name: '到此刻结束', exact: true }).click();
  await write.click();
  await page.getByText(/^已写出 \d+ 个文件：/).waitFor({ timeout: 120_000 });
  const [clip] = readdirSync(clips);
  const checked = spawnSync(
    process.execPath,
    [join(ROOT, 'electron/cli/verify.ts'), join(clips, clip!), '--lang', 'en'],
    { encoding: 'utf8' },
  );
  // Incomplete: the sealed result is not beside it.
  expect([checked.status, checked.stdout.match(/PASS/g)?.length], checked.stdout).toEqual([2, 4]);
  await page.screenshot({ path: join(screens, 'playback-clip.png') });
});

it.each([
  ['中文', null],
  ['English', 'English'],
])('there is no serious barrier to anybody (%s)', async (_, language) => {
  const { page } = centre;
  if (language !== null) await page.getByRole('button', { name: language, exact: true }).click();
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wide).toBe(false);
  await page.screenshot({ path: join(screens, `playback-${language ?? 'zh'}.png`) });
});

/** Chooses a folder where the system's own dialogue would ask for one. */
const folderChosen = (path: string): Promise<void> =>
  centre.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, path);

it('an expert’s sheet is read item by item beside the middle of all, with the time that it took', async () => {
  const { page } = centre;
  await page.getByRole('button', { name: '中文', exact: true }).click();
  await page.getByRole('tab', { name: '专家评分' }).click();
  await page
    .getByText(/用时 \d+ (?:秒|分钟|小时)/)
    .first()
    .waitFor();
  const sheets = page.getByRole('button', { name: /：查看评分表$/ });
  expect(await sheets.count()).toBe(result.state.members.length);
  await sheets.first().click();
  await page
    .getByText(/^中位数 [\d.]+$/)
    .first()
    .waitFor();
  const items = result.state.pkg.data.project.groups.flatMap((group) =>
    group.items.filter(({ by }) => by === 'experts'),
  );
  for (const { name } of items) await page.getByRole('cell', { name }).first().waitFor();
  await page.screenshot({ path: join(screens, 'centre-sheet.png') });
  await page.getByRole('button', { name: '返回全部专家' }).click();
  await sheets.first().waitFor();
});

it('prices stand in groups with their unit, and what is verified is marked so', async () => {
  const { page } = centre;
  await page.getByRole('tab', { name: '排序' }).click();
  const strip = page.locator('.figures:visible').filter({ hasText: /\d,\d{3}(\.\d+)? 元/ });
  await strip.first().waitFor();
  expect(await page.locator('.ant-tag-success:visible').count()).toBeGreaterThan(0);
  expect(await page.getByText('中标候选人', { exact: true }).count()).toBeGreaterThan(0);
  expect(await page.getByText('（未经核验）').count()).toBe(0);
  await page.screenshot({ path: join(screens, 'centre-verified.png') });
});

it('a result that failed says so over every tab, and nothing of it is marked as good', async () => {
  const { page } = centre;
  await folderChosen(await wrongResult(folder, result));
  await page.getByRole('tab', { name: '收件' }).click();
  await page.getByRole('button', { name: '从移动存储介质收取' }).click();
  const card = (name: string) => page.locator('.ant-card').filter({ hasText: name });
  await card('wrong').getByText('核验不通过', { exact: true }).waitFor({ timeout: 120_000 });
  const looks = (name: string) => card(name).getByRole('button', { name: '查看结果' });
  expect(await page.locator('.ant-btn-primary', { hasText: '查看结果' }).count()).toBe(1);
  expect(await looks('wrong').getAttribute('class')).not.toContain('ant-btn-primary');
  await page.screenshot({ path: join(screens, 'centre-inbox.png') });
  await looks('wrong').click();
  const banner = page.getByRole('alert').filter({ hasText: '核验不通过' });
  await banner.getByText(/不通过 [1-9]\d* 项，未核验 \d+ 项/).waitFor({ timeout: 120_000 });
  await page.getByText('中标候选人（未经核验）').first().waitFor({ timeout: 120_000 });
  expect(await page.locator('.ant-tag-success:visible').count()).toBe(0);
  await page.screenshot({ path: join(screens, 'centre-failed.png') });
  await page.getByRole('tab', { name: '导出' }).click();
  await page.getByText('所收结果中的评标报告和签署附件。').waitFor();
  expect(await banner.isVisible()).toBe(true);
  await page.screenshot({ path: join(screens, 'centre-failed-export.png') });
});

it('a check code that is cut says so, and is shown whole at a click', async () => {
  const { page } = centre;
  const header = page.locator('header');
  await header.getByText(/^([0-9A-F]{4} ){4}…$/).waitFor();
  await header.getByRole('button', { name: '显示全部' }).click();
  await header.getByText(/^[0-9A-F]{4}( [0-9A-F]{4}){15}$/).waitFor();
});

it('a slip is opened to be printed, in the folder that was chosen', async () => {
  const { app, page } = centre;
  await app.evaluate(({ shell }) => {
    shell.openPath = async (path) => {
      Object.assign(globalThis, { openedPath: path });
      return '';
    };
  });
  await page.getByRole('tab', { name: '准备' }).click();
  await folderChosen(join(folder, 'project'));
  await page.getByRole('button', { name: '选择项目文件夹' }).click();
  await folderChosen(join(folder, 'new package'));
  await page.getByRole('button', { name: '签发项目包并生成入席凭证' }).click({ timeout: 120_000 });
  await page
    .getByRole('button', { name: /^打开 .+ 的入席凭证$/ })
    .first()
    .click({ timeout: 120_000 });
  await expect
    .poll(() => app.evaluate(() => Reflect.get(globalThis, 'openedPath')))
    .toMatch(/new package\/slips\/[^/]+\.pdf$/);
  await page.screenshot({ path: join(screens, 'centre-slips.png') });
});
