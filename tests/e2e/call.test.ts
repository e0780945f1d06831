/**
 * Calls over the masked intercom between two real windows: each with a microphone of its own into which somebody speaks, each behind its own shell,
 * the room's station and the seat's between them.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeSample } from '../../build/sample/generate.ts';
import { type AppWindow, killStation } from '../../electron/rehearsal/appWindow.ts';
import { expertClicks } from '../../electron/rehearsal/clicks.ts';
import { activeSession } from '../../shared/evaluation/committee.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { formants, median, pitchOf } from '../unit/shared/voice/acoustics.ts';
import { RATE, SPEAKERS, type Speaker, spoken } from '../unit/shared/voice/voices.ts';
import { heardAt, loudness, microphones, mute, soundOf, writeSpeech } from './callVoices.ts';
import { AT_WINDOW, type Peopled, peopledHouse } from './peopled.ts';

const PATIENCE = 90_000;
const [EXPERT, SUPERVISOR] = ['cmn+f5 p80', 'en-us+m7 p45'].map(
  (name) => SPEAKERS.find((one) => one.name === name)!,
) as [Speaker, Speaker];

/** Whose cable does not run through this process: a call is lost with the link. */
const SEAT = 2;
const seatNumber = (index: number): number => (index === 0 ? SEAT : index === 1 ? 1 : index + 1);

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
  const people = peopled.members.map((who, i) => peopled.sit(who, seatNumber(i)));
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
  await peopled.leave(SEAT);
  room = await peopled.openRoom(microphone('room', SUPERVISOR));
  seat = await peopled.openSeat(SEAT, microphone('seat', EXPERT));
  for (const { page } of [room, seat]) await microphones(page);
  await expertClicks(seat.page).signIn(peopled.slips.get(AT_WINDOW)!);
  await expertClicks(seat.page).setPin();
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

const calls = () => [...record().calls.values()];

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds(); waited += 100) {
    if (waited > PATIENCE) throw new Error(`what was waited for did not come: ${JSON.stringify(calls())}`);
    await seat.page.waitForTimeout(100);
  }
}

/** What was recorded somewhere, by where; it is measured when everything is over, since that takes its time. */
const heard = new Map<string, Float32Array>();

async function choose(page: Page, field: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: field, exact: true }).click({ timeout: PATIENCE });
  await page.locator('.ant-select-item-option').filter({ hasText: option }).last().click();
}

async function ringFromSeat(): Promise<void> {
  await press(seat.page, '呼叫见证人员');
  await seat.page.getByText('变声通话', { exact: true }).click();
  await seat.page
    .getByRole('dialog')
    .getByRole('button', { name: /^呼\s?叫$/ })
    .click();
  await shows(seat.page, 'ringing');
  await shows(room.page, 'ringing');
}

const mayListen = (page: Page): Promise<string> =>
  page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'granted',
      (error) => error.name,
    ),
  );

/** The sound of the first segment of the seat's camera that begins from now on, as the room opens it with stock age. */
async function nextSegment(): Promise<Float32Array> {
  const now = Date.now();
  const data = join(dirname(peopled.house.files.get('room')!), 'data');
  const copies = join(data, 'recording', activeSession(record(), AT_WINDOW)!.key);
  const begunSince = () =>
    readdirSync(copies).find((name) => {
      if (!/^camera-.*\.json$/.test(name)) return false;
      return Date.parse(JSON.parse(readFileSync(join(copies, name), 'utf8')).from) > now;
    });
  await until(() => begunSince() !== undefined);
  const file = join(copies, begunSince()!.replace(/json$/, 'age'));
  return soundOf(
    execFileSync('age', ['-d', '-i', join(data, 'recording.key'), file], { maxBuffer: 1 << 28 }),
  );
}

it('an expert rings the supervisor, and they speak; the call stands in the journal before', async () => {
  await ringFromSeat();
  expect(calls(), 'nothing is a call yet').toEqual([]);
  await press(room.page, '接听');
  await shows(seat.page, 'talking');
  await shows(room.page, 'talking');
  expect(calls()).toMatchObject([
    { by: AT_WINDOW, with: { kind: 'supervisor', supervisor: 'S1' }, end: null },
  ]);
  const [atRoom, atSeat] = await Promise.all([heardAt(room.page, 8), heardAt(seat.page, 8)]);
  heard.set('at the room', atRoom).set('at the seat', atSeat);
  await mute(seat.page, 'recorded', true);
  heard.set('recorded of the other side', await nextSegment());
  await mute(seat.page, 'recorded', false);
  await mute(room.page, 'spoken', true);
  heard.set('recorded of the expert', await nextSegment());
  await mute(room.page, 'spoken', false);
});

it('hanging up ends it at both sides, in the journal, and takes the room’s microphone away', async () => {
  await press(seat.page, '挂断');
  await shows(seat.page, 'over');
  await shows(room.page, 'over');
  await until(() => calls()[0]?.end?.how === 'hung-up');
  expect(await mayListen(room.page)).toBe('NotAllowedError');
  await press(seat.page, '知道了');
  await press(room.page, '知道了');
  heard.set('recorded after the call', await nextSegment());
});

it('the room rings for the agency; an expert who declines has been in no call', async () => {
  await choose(room.page, '由谁在此通话', '招标代理机构');
  await choose(room.page, '席位', /桑以宁/);
  await press(room.page, '呼叫席位');
  await shows(seat.page, 'ringing');
  await press(seat.page, '拒接');
  await shows(room.page, 'declined');
  expect(calls()).toHaveLength(1);
});

it('a bidder’s representative is spoken with about an open question, and it is said that only writing answers it', async () => {
  await choose(room.page, '由谁在此通话', /某市屋檐防水工程有限公司 的代表/);
  await room.page.getByText('通话不能代替书面答复').first().waitFor();
  await press(room.page, '呼叫席位');
  await shows(seat.page, 'ringing');
  await seat.page.getByText('通话不能代替书面答复').waitFor();
  await press(seat.page, '接听');
  await shows(seat.page, 'talking');
  await shows(room.page, 'talking');
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
  expect(calls()).toHaveLength(2);
});

it('a seat whose program is killed has lost its call, and the journal says so', async () => {
  await ringFromSeat();
  await press(room.page, '接听');
  await shows(seat.page, 'talking');
  await shows(room.page, 'talking');
  await killStation(seat);
  await until(() => calls()[2]?.end?.how === 'lost');
  await shows(room.page, 'over');
});

/** Median pitch and formants. */
function voiceOf(samples: Float32Array) {
  const found = [...formants(samples.subarray(0, 4 * RATE)).values()];
  return {
    loud: loudness(samples),
    pitch: pitchOf(samples).hz,
    formants: [0, 1, 2].map((n) => median(found.map((one) => one[n]!))),
  };
}

it('each hears the other masked: pitch and formants are not those of who speaks', () => {
  const rows = (
    [
      ['at the room', EXPERT],
      ['at the seat', SUPERVISOR],
      ['recorded of the other side', SUPERVISOR],
    ] as const
  ).map(([where, speaker]) => {
    const [said, arrived] = [voiceOf(spoken(speaker)), voiceOf(heard.get(where)!)];
    const moved = arrived.formants.map((hz, n) => (hz / said.formants[n]!).toFixed(2));
    expect(arrived.loud, where).toBeGreaterThan(0.005);
    expect(said.pitch, `${speaker.name}, unmasked`).toBeGreaterThan(95);
    expect(arrived.pitch, where).toBeGreaterThan(48);
    expect(arrived.pitch, where).toBeLessThan(88);
    // The pitch tells a mask from none; which formant moves most depends on the vowels of a few seconds.
    expect(Math.max(...moved.map((of) => Math.abs(Number(of) - 1))), `${where}, formants`).toBeGreaterThan(
      0.1,
    );
    return {
      where,
      speaker: speaker.name,
      'F0 Hz': said.pitch,
      'heard F0': arrived.pitch,
      moved: moved.join(' '),
    };
  });
  console.table(rows);
});

it('the seat’s recording holds the expert as he speaks, in the call and after it', () => {
  const { pitch } = voiceOf(spoken(EXPERT));
  // A few seconds of a sentence in a language with tones; a masked voice is at a third of it.
  for (const where of ['recorded of the expert', 'recorded after the call'])
    expect(Math.abs(voiceOf(heard.get(where)!).pitch / pitch - 1), where).toBeLessThan(0.3);
});
