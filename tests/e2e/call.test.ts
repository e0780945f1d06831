/**
 * Calls over the masked intercom between two real windows: each with a microphone of its own into which somebody speaks, each behind its own shell,
 * the room's station and the seat's between them.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeSample } from '../../build/sample/generate.ts';
import { type AppWindow, killStation } from '../../electron/rehearsal/appWindow.ts';
import { expertClicks } from '../../electron/rehearsal/clicks.ts';
import { activeSession } from '../../shared/evaluation/committee.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { distance, formants, meanCepstrum, median, pitchOf } from '../unit/shared/voice/acoustics.ts';
import { masked } from '../unit/shared/voice/masking.ts';
import { SPEAKERS, type Speaker, spoken } from '../unit/shared/voice/voices.ts';
import { heardAt, loudness, microphones, mute, soundOf, writeSpeech } from './callVoices.ts';
import { AT_WINDOW, type Peopled, peopledHouse, WINDOW_SEAT } from './peopled.ts';

const PATIENCE = 90_000;
const [EXPERT, SUPERVISOR] = ['cmn+f5 p80', 'en-us+m7 p45'].map(
  (name) => SPEAKERS.find((one) => one.name === name)!,
) as [Speaker, Speaker];

const folder = mkdtempSync(join(tmpdir(), 'sealroom-call-'));
let peopled: Peopled;
let seat: AppWindow;
let room: AppWindow;
/** The record as another seat holds it. */
let record: () => RoomState;

const microphone = (name: string, speaker: Speaker): string => {
  const path = join(folder, `${name}.wav`);
  writeSpeech(path, speaker);
  return `--use-file-for-fake-audio-capture=${path}`;
};

beforeAll(async () => {
  let mayPass = false;
  peopled = await peopledHouse(
    (project) => makeSample('small', project),
    (minds) => ({
      ...minds,
      passes(...of) {
        if (!mayPass) throw new Error('not yet');
        return minds.passes(...of);
      },
    }),
    {
      room: { recording: true, intercom: { bidders: true } },
      seat: { thresholds: { recording: { segmentSeconds: 5 } } },
    },
  );
  const people = peopled.members.map((who, i) => peopled.sit(who, WINDOW_SEAT + i));
  const [chair, witness] = people as [(typeof people)[0], (typeof people)[0]];
  record = () => witness.window.state!;
  await chair.until(({ state }) => state?.phase === 'review');
  peopled.lead.rest();
  // With a question open the committee stays where bids are clarified.
  const question = { bid: 'B1', text: '请说明防水层的施工工期。' };
  const asked = await chair.window.client.ask('act', { act: { type: 'question', body: question } });
  if (!asked.ok) throw new Error(asked.refusals[0]!.en);
  mayPass = true;
  await chair.until(
    ({ state, status }) => state?.phase === 'clarification' && status!.acts.saved === status!.acts.received,
  );
  for (const person of people) person.rest();
  await peopled.leave(WINDOW_SEAT);
  room = await peopled.openRoom(microphone('room', SUPERVISOR));
  seat = await peopled.openSeat(WINDOW_SEAT, microphone('seat', EXPERT));
  for (const { page } of [room, seat]) await microphones(page);
  await expertClicks(seat.page).signIn(peopled.slips.get(AT_WINDOW)!);
  await room.page.getByLabel('入席凭证号码').fill(peopled.slips.get('S1')!, { timeout: PATIENCE });
  await room.page.getByRole('button', { name: '确认凭证', exact: true }).click();
  await room.page.getByText('变声通话', { exact: true }).waitFor({ timeout: PATIENCE });
  await seat.page.locator('[data-recording=recording]').waitFor({ timeout: PATIENCE });
}, 400_000);

afterAll(async () => {
  await peopled?.close();
  rmSync(folder, { recursive: true, force: true });
});

const shows = (page: Page, state: string) =>
  page.locator(`[data-call=${state}]`).waitFor({ timeout: PATIENCE });
const press = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).click({ timeout: PATIENCE });

async function picture(page: Page, name: string): Promise<void> {
  const to = process.env['SEALROOM_PICTURES'];
  if (to !== undefined) await page.screenshot({ path: join(to, `${name}.png`) });
}

const calls = () => [...record().calls.values()];

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 100) {
    if (waited > PATIENCE) throw new Error(`what was waited for did not come: ${JSON.stringify(calls())}`);
    await seat.page.waitForTimeout(100);
  }
}

/** What has arrived of a speaker, against what he said. */
function measured(speaker: Speaker, arrived: Float32Array) {
  const said = spoken(speaker);
  const f = (samples: Float32Array, n: number): number =>
    median([...formants(samples).values()].map((one) => one[n]!));
  const own = meanCepstrum(said);
  return {
    who: `${speaker.name} (${loudness(arrived).toFixed(3)})`,
    pitch: [pitchOf(said).hz, pitchOf(arrived).hz],
    formants: [0, 1, 2].map((n) => f(arrived, n) / f(said, n)),
    toOwn: distance(own, meanCepstrum(arrived)),
    toMasked: distance(meanCepstrum(masked(said, 'another call')), meanCepstrum(arrived)),
  };
}

async function choose(page: Page, field: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: field, exact: true }).click({ timeout: PATIENCE });
  await page.locator('.ant-select-item-option').filter({ hasText: option }).last().click();
}

async function ringFromSeat(): Promise<void> {
  await press(seat.page, '呼叫见证人员');
  await seat.page.getByText('变声通话', { exact: true }).click();
  await picture(seat.page, 'seat-ask');
  await seat.page
    .getByRole('dialog')
    .getByRole('button', { name: /^呼\s?叫$/ })
    .click();
  await shows(seat.page, 'ringing');
  await shows(room.page, 'ringing');
}

async function inEnglish(page: Page, name: string): Promise<void> {
  await press(page, 'English');
  await picture(page, name);
  await press(page, '中文');
}

const mayListen = (page: Page): Promise<string> =>
  page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'granted',
      (error) => error.name,
    ),
  );

/** The sound of a segment of the seat's camera that is begun from now on, as the room opens it with stock age. */
async function nextSegment(): Promise<Float32Array> {
  const data = join(dirname(peopled.house.files.get('room')!), 'data');
  const copies = join(data, 'recording', activeSession(record(), AT_WINDOW)!.key);
  const begun = readdirSync(copies).map((name) => Number(/^camera-(\d+)/.exec(name)?.[1] ?? 0));
  // The newest of them may have been begun a moment ago, and not have been copied yet.
  const base = join(copies, `camera-${String(Math.max(...begun) + 2).padStart(5, '0')}`);
  await until(() => existsSync(`${base}.json`));
  const key = join(data, 'recording.key');
  return soundOf(execFileSync('age', ['-d', '-i', key, `${base}.age`], { maxBuffer: 1 << 28 }));
}

it('an expert rings the supervisor; both hear each other, and nobody’s own voice', async () => {
  await ringFromSeat();
  await picture(seat.page, 'seat-ringing');
  await picture(room.page, 'room-rung');
  expect(calls(), 'nothing is a call yet').toEqual([]);
  await press(room.page, '接听');
  await shows(seat.page, 'talking');
  await shows(room.page, 'talking');
  await picture(seat.page, 'seat-talking');
  await picture(room.page, 'room-talking');
  expect(calls()).toMatchObject([
    { by: AT_WINDOW, with: { kind: 'supervisor', supervisor: 'S1' }, end: null },
  ]);
  const [atRoom, atSeat] = await Promise.all([heardAt(room.page, 8), heardAt(seat.page, 8)]);
  for (const { who, pitch, formants: moves, toOwn, toMasked } of [
    measured(EXPERT, atRoom),
    measured(SUPERVISOR, atSeat),
  ]) {
    expect(pitch[0], `${who}, as he speaks`).toBeGreaterThan(95);
    expect(pitch[1], who).toBeGreaterThan(48);
    expect(pitch[1], who).toBeLessThan(82);
    expect(moves[1], `${who}, second formant`).toBeLessThan(0.93);
    expect(toMasked, `${who} is nearer to a masked voice than to the own`).toBeLessThan(0.7 * toOwn);
  }
});

it('the seat’s recording holds both sides: the expert as he speaks, and the other one masked', async () => {
  await mute(seat.page, 'first', true);
  const other = measured(SUPERVISOR, await nextSegment());
  expect(other.pitch[1]).toBeGreaterThan(48);
  expect(other.pitch[1]).toBeLessThan(82);
  expect(other.toMasked).toBeLessThan(other.toOwn);
  await mute(seat.page, 'first', false);
  await mute(room.page, 'last', true);
  const own = measured(EXPERT, await nextSegment());
  expect(Math.abs(own.pitch[1]! / own.pitch[0]! - 1)).toBeLessThan(0.1);
  await mute(room.page, 'last', false);
});

it('hanging up ends it at both sides, in the journal, and takes the room’s microphone away', async () => {
  await press(seat.page, '挂断');
  await shows(seat.page, 'over');
  await shows(room.page, 'over');
  await picture(seat.page, 'seat-over');
  await until(() => calls()[0]?.end?.how === 'hung-up');
  expect(await mayListen(room.page)).toBe('NotAllowedError');
  await press(seat.page, '知道了');
  await press(room.page, '知道了');
  // The sound that was mixed in is over: the next segment holds the expert alone.
  expect(Math.abs(measured(EXPERT, await nextSegment()).pitch[1]! / 239 - 1)).toBeLessThan(0.15);
});

it('the room rings for the agency; an expert who declines has been in no call', async () => {
  await choose(room.page, '由谁在此通话', '招标代理机构');
  await choose(room.page, '席位', /桑以宁/);
  await picture(room.page, 'room-card');
  await press(room.page, '呼叫席位');
  await shows(seat.page, 'ringing');
  await picture(seat.page, 'seat-rung');
  await press(seat.page, '拒接');
  await shows(room.page, 'declined');
  await picture(room.page, 'room-declined');
  expect(calls()).toHaveLength(1);
});

it('a bidder’s representative is spoken with about an open question, and it is said that only writing answers it', async () => {
  await choose(room.page, '由谁在此通话', /某市屋檐防水工程有限公司 的代表/);
  await room.page.getByText('通话不能代替书面答复').first().waitFor();
  await press(room.page, '呼叫席位');
  await shows(seat.page, 'ringing');
  await seat.page.getByText('通话不能代替书面答复').waitFor();
  await picture(seat.page, 'seat-rung-bidder');
  await press(seat.page, '接听');
  await shows(seat.page, 'talking');
  await shows(room.page, 'talking');
  await picture(room.page, 'room-talking-bidder');
  await until(() => calls().length === 2);
  const [question] = record().questions.keys();
  expect(calls()[1]).toMatchObject({ by: AT_WINDOW, with: { kind: 'bidder', question }, end: null });
  await press(room.page, '挂断');
  await shows(seat.page, 'over');
  await until(() => calls()[1]?.end?.how === 'hung-up');
  expect(record().questions.get(question!)!.answer).toBeNull();
});

it('without a microphone at the room there is no call, and both sides read why', async () => {
  await room.page.evaluate(() => {
    const { mediaDevices } = navigator;
    const open = mediaDevices.getUserMedia;
    mediaDevices.getUserMedia = async () => {
      mediaDevices.getUserMedia = open;
      throw new DOMException('unplugged', 'NotFoundError');
    };
  });
  await ringFromSeat();
  await press(room.page, '接听');
  await shows(seat.page, 'failed');
  await seat.page.getByText('评标室外的麦克风或者变声不可用').waitFor();
  await room.page.getByText('本机麦克风不可用').waitFor();
  await picture(seat.page, 'seat-failed');
  await picture(room.page, 'room-failed');
  expect(calls()).toHaveLength(2);
});

it('a seat whose program is killed has lost its call, and the journal says so', async () => {
  await ringFromSeat();
  await press(room.page, '接听');
  await shows(seat.page, 'talking');
  await shows(room.page, 'talking');
  await inEnglish(seat.page, 'seat-talking-en');
  await inEnglish(room.page, 'room-talking-en');
  await killStation(seat);
  await until(() => calls()[2]?.end?.how === 'lost');
  await shows(room.page, 'over');
  await picture(room.page, 'room-lost');
});
