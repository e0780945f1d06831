/**
 * Calls over the masked intercom between two real windows: each with a microphone of its own into which somebody speaks, each behind its own shell,
 * the room's station and the seat's between them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeSample } from '../../build/sample/generate.ts';
import { type AppWindow, killStation } from '../../electron/rehearsal/appWindow.ts';
import { expertClicks } from '../../electron/rehearsal/clicks.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { distance, formants, meanCepstrum, median, pitchOf } from '../unit/shared/voice/acoustics.ts';
import { masked } from '../unit/shared/voice/masking.ts';
import { SPEAKERS, type Speaker, spoken } from '../unit/shared/voice/voices.ts';
import { heardAt, loudness, writeSpeech } from './callVoices.ts';
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
    speaker: speaker.name,
    loudness: loudness(arrived).toFixed(3),
    pitch: [pitchOf(said).hz, pitchOf(arrived).hz],
    formants: [0, 1, 2].map((n) => f(arrived, n) / f(said, n)),
    toOwn: distance(own, meanCepstrum(arrived)),
    toMasked: distance(meanCepstrum(masked(said, 'another call')), meanCepstrum(arrived)),
  };
}

it('an expert rings the supervisor; both hear each other, and nobody’s own voice', async () => {
  await press(seat.page, '呼叫见证人员');
  await seat.page.getByText('变声通话', { exact: true }).click();
  await picture(seat.page, 'seat-ask');
  await seat.page
    .getByRole('dialog')
    .getByRole('button', { name: /^呼\s?叫$/ })
    .click();
  await shows(seat.page, 'ringing');
  await shows(room.page, 'ringing');
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
  const [atRoom, atSeat] = await Promise.all([heardAt(room.page, 10), heardAt(seat.page, 10)]);
  const all = [measured(EXPERT, atRoom), measured(SUPERVISOR, atSeat)];
  console.log(JSON.stringify(all));
});
