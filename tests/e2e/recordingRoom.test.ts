/** The supervisor's window and the recordings: a seat that must not be ended is let go, and one whose recording is lost for good is declared so. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeSample } from '../../build/sample/generate.ts';
import type { AppWindow } from '../../electron/rehearsal/appWindow.ts';
import { supervisorClicks } from '../../electron/rehearsal/clicks.ts';
import { seatOf } from '../../electron/rehearsal/house.ts';
import { readStationFile } from '../../electron/station/stationFile.ts';
import { type Peopled, peopledHouse, WINDOW_SEAT } from './peopled.ts';

const PATIENCE = 120_000;
type Expert = ReturnType<Peopled['sit']>;

let peopled: Peopled;
let room: AppWindow;
let expert: Expert;
let session: string;

/** What the window of a seat hands over of each track's first segment. */
async function record({ window: { client } }: Expert): Promise<void> {
  for (const track of ['screen', 'camera'] as const) {
    const begun = await client.ask('recordingStart', { track, mime: 'video/webm' });
    if (!begun.ok) throw new Error(begun.refusals[0]!.en);
    const { segment } = begun.value;
    const base64 = Buffer.from(`${track} `.repeat(1000)).toString('base64');
    const at = new Date().toISOString();
    expect((await client.ask('recordingPiece', { track, segment, base64, at, mono: '1.5' })).ok).toBe(true);
  }
}

async function dataOf(station: string): Promise<string> {
  const read = await readStationFile(peopled.house.files.get(station)!);
  if (!read.ok) throw new Error(read.refusals[0]!.en);
  return read.value.data;
}

beforeAll(async () => {
  peopled = await peopledHouse((folder) => makeSample('small', folder), undefined, {
    room: { recording: true },
  });
  const { lead, members } = peopled;
  const people = members.map((who, i) => peopled.sit(who, WINDOW_SEAT + i));
  const [first, other] = people as [Expert, Expert];
  other.rest();
  await first.until(({ status }) => status?.recording.due === true);
  await record(first);
  other.wake();
  await lead.until(({ state }) => state?.phase === 'signing');
  lead.rest();
  session = first.window.status!.session!;
  const kept = await Promise.all(
    ['room', seatOf(WINDOW_SEAT)].map(async (station) => join(await dataOf(station), 'recording', session)),
  );
  await first.until(() => existsSync(join(kept[0]!, 'camera-00001.json')));
  // The seat's disk is lost, and the room's copy with it.
  await peopled.leave(WINDOW_SEAT);
  for (const folder of kept) for (const form of ['age', 'json']) rmSync(join(folder, `camera-00001.${form}`));
  expert = peopled.sit(members[0]!, WINDOW_SEAT);
  await lead.until(({ state }) => state?.signatures.size === members.length);
  await expert.until(({ status }) => status?.person != null && status.session === session);
  room = await peopled.openRoom();
  await room.page.getByLabel('入席凭证号码').fill(peopled.slips.get('S1')!, { timeout: PATIENCE });
  await room.page.getByRole('button', { name: '确认凭证', exact: true }).click();
}, 600_000);

afterAll(async () => {
  await peopled?.close();
});

it('whoever reads the record sees that a seat asks for something, and comes to it', async () => {
  const { page } = room;
  const { client, status } = expert.window;
  await page.getByRole('tab', { name: '评标日志' }).click({ timeout: PATIENCE });
  await page.getByText('环环相扣，已核验', { exact: true }).waitFor({ timeout: PATIENCE });
  const body = { kind: 'quit', level: 2, about: status!.person!.who, text: '尚有录像未送达主机' } as const;
  expect((await client.ask('act', { act: { type: 'alarm', body } })).ok).toBe(true);
  const bar = page.getByRole('status', { name: '告警与呼叫' });
  await bar.getByText(/^01 号席位 .* 请求退出程序/).waitFor({ timeout: PATIENCE });
  await page.getByRole('tab', { name: /^评标室 [1-9]/ }).waitFor({ timeout: PATIENCE });
  await bar.getByRole('button', { name: '去处理', exact: true }).click();
  await page.getByRole('button', { name: '准许退出（须填写理由）', exact: true }).waitFor();
});

it('a seat that asks to be ended is let go with a reason, which is in the journal', async () => {
  const { page } = room;
  const letGo = page.getByRole('button', { name: '准许退出（须填写理由）', exact: true });
  expect(await letGo.isDisabled()).toBe(true);
  const note = page.getByLabel('处理情况（可不填）').first();
  await note.fill('设备更换，见证人员在场');
  // Whoever looks at another tab, or closes a dialog, comes back to what he had typed.
  await page.getByRole('tab', { name: '评标日志' }).click();
  await note.waitFor({ state: 'detached', timeout: PATIENCE });
  await page.getByRole('tab', { name: '评标室' }).click();
  expect(await note.inputValue({ timeout: PATIENCE })).toBe('设备更换，见证人员在场');
  const reason = page.getByRole('dialog').getByLabel('理由');
  for (const typed of ['', '现场提醒']) {
    await page.getByRole('button', { name: '记录干预', exact: true }).click();
    expect(await reason.inputValue({ timeout: PATIENCE })).toBe(typed);
    await reason.fill('现场提醒');
    await page.keyboard.press('Escape');
    await reason.waitFor({ state: 'hidden', timeout: PATIENCE });
  }
  await letGo.click();
  await letGo.waitFor({ state: 'detached', timeout: PATIENCE });
  await expert.until(({ state }) => state!.letGo.get(session)?.reason === '设备更换，见证人员在场');
});

it('a pause is sealed with whom the supervisor saw there, its end likewise; who is cut off is not taken as present', async () => {
  const { page } = room;
  const { members, data } = peopled;
  const away = members[2]!;
  const here = members.filter((who) => who !== away);
  const nameOf = (who: string): string => data.committee.find((one) => one.expert === who)!.name;
  const box = (who: string) => page.getByRole('checkbox', { name: nameOf(who), exact: true });
  await peopled.leave(WINDOW_SEAT + 2);
  await page.getByText(/^断开/).waitFor({ timeout: PATIENCE });
  await page.getByRole('button', { name: '暂停评标', exact: true }).click();
  await box(away).waitFor();
  expect(await Promise.all(members.map((who) => box(who).isChecked()))).toEqual(
    members.map((who) => who !== away),
  );
  await box(here[1]!).uncheck();
  await page.getByLabel('理由', { exact: true }).fill('午餐');
  await page.getByText(`暂停评标，在场 ${here.length - 1} 人：午餐。`).waitFor();
  await page.getByRole('button', { name: /^确\s?认$/ }).click();
  const there = here.filter((who) => who !== here[1]);
  await expert.until(({ state }) => state!.pauses.at(-1)?.reason === '午餐');
  expect(expert.window.state!.pauses.at(-1)!.present).toEqual(there);
  // The seat is there again: its expert is taken as present without anybody's doing.
  peopled.sit(away, WINDOW_SEAT + 2);
  const resume = page.getByRole('button', { name: '恢复评标', exact: true });
  await resume.waitFor({ timeout: PATIENCE });
  await expect.poll(() => box(away).isChecked(), { timeout: PATIENCE }).toBe(true);
  await box(here[0]!).uncheck();
  await resume.click();
  await expert.until(({ state }) => state!.paused === null);
  const resumed = expert.window.entries.findLast(({ act }) => act.type === 'resume')!.act;
  expect(resumed.body).toEqual({ present: members.slice(1) });
});

it('the closed room lists the recording that it waits for, and is sealed without it once its loss is declared', async () => {
  const { page } = room;
  await supervisorClicks(page).close();
  await page.getByText('正在等待的录像', { exact: true }).waitFor({ timeout: PATIENCE });
  await page.getByText(/^01 号席位 .*：1 段$/).waitFor();
  await page.getByRole('button', { name: '声明录像缺失', exact: true }).click();
  const declare = page.getByRole('button', { name: '确认声明', exact: true });
  expect(await declare.isDisabled()).toBe(true);
  const sealed = join(await dataOf('room'), 'sealed');
  const results = (): string[] => (existsSync(sealed) ? readdirSync(sealed) : []);
  expect(results().filter((name) => name.endsWith('.seal.json'))).toEqual([]);
  await page.getByLabel('录像缺失的原因').fill('席位硬盘损坏');
  await declare.click();
  await page.getByText('正在等待的录像', { exact: true }).waitFor({ state: 'detached', timeout: PATIENCE });
  await expect
    .poll(() => results().filter((name) => name.endsWith('.seal.json')).length, { timeout: PATIENCE })
    .toBe(1);
});
