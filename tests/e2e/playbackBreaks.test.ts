/** The centre's window plays a recording whose recorders got no pictures for a while, as on a machine that was busy: nothing of it is left out. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildWindows } from '../../build/windows.ts';
import type { AppWindow } from '../../electron/rehearsal/appWindow.ts';
import type { Track } from '../../shared/recording/track.ts';
import { CYCLE, clockVideo, USUAL_VIDEO } from '../playback/clockVideo.ts';
import { momentOf, openPlayback, seen, settled } from '../playback/playbackWindow.ts';
import { type RecordedResult, recordedResult } from '../playback/recordedResult.ts';

const folder = mkdtempSync(join(tmpdir(), 'sealroom-breaks-'));
/** Longer than what a player keeps behind the moment: its first picture alone stands by itself. */
const SEGMENT = 60;
/** Seconds of each segment between which there are no pictures. */
const BREAK = { from: 8, to: 14 };
let result: RecordedResult;
let centre: AppWindow;

/** No picture after the break stands by itself. */
const withBreak = (track: Track, first: number, seconds: number): Buffer =>
  clockVideo(folder, track, first, seconds, { ...USUAL_VIDEO, rate: 5, wholeEvery: 200, without: BREAK });

beforeAll(async () => {
  await buildWindows();
  result = await recordedResult(folder, {
    ...{ step: 400, segmentSeconds: SEGMENT, pieceMs: 1000, recorders: 1, video: withBreak },
  });
  centre = await openPlayback(result.station);
});
afterAll(async () => {
  await centre?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Clicks an act of the recorded seat so many seconds into a segment; what its tracks show, and what they would without a break. */
async function jump(wanted: (second: number) => boolean): Promise<{ due: number; shown: number[] }> {
  const { page } = centre;
  const [{ session, from }] = result.recorded as [RecordedResult['recorded'][number]];
  const secondOf = (seq: number): number => (Date.parse(result.entryAt(seq)) - from) / 1000;
  const seq = result.entriesOf(session).find((one) => wanted(secondOf(one) % SEGMENT))!;
  const button = page.locator(`[data-seq="${seq}"]`);
  await page.locator('.ant-pagination-item-1').click();
  while ((await button.count()) === 0) await page.locator('.ant-pagination-next').click();
  await button.click();
  await settled(page);
  const due = Math.floor(((await momentOf(page)) - result.behind - from) / 1000) % CYCLE;
  return { due, shown: (await seen(page)).filter(({ shown }) => shown).map(({ second }) => second) };
}

it('within a break the picture before it stands, of screen and camera', async () => {
  const { due, shown } = await jump((second) => second > BREAK.from + 1 && second < BREAK.to - 1);
  const before = due - (due % SEGMENT) + BREAK.from;
  expect(shown).toHaveLength(2);
  for (const second of shown) expect([before - 1, before]).toContain(second);
});

it('what was recorded after a break is shown, though no picture there stands by itself', async () => {
  const { due, shown } = await jump((second) => second > BREAK.to + 2 && second < SEGMENT - 4);
  expect(shown).toHaveLength(2);
  for (const second of shown) expect([due - 1, due]).toContain(second);
});

it('late in a long segment the pictures are there still: they need its first one', async () => {
  const { due, shown } = await jump((second) => second > SEGMENT - 12 && second < SEGMENT - 4);
  expect(shown).toHaveLength(2);
  for (const second of shown) expect([due - 1, due]).toContain(second);
});

it('in the largest text no word lies over the next picture', async () => {
  const { page } = centre;
  await page.getByRole('button', { name: '字号', exact: true }).click();
  await page.getByRole('menuitem', { name: '特大', exact: true }).click();
  await page.getByRole('menu').waitFor({ state: 'hidden' });
  await page.getByText('校验链相符').first().waitFor();
  const beyond = await page
    .locator('.recorded-seat, .recorded-seat figure')
    .evaluateAll((all) =>
      all
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
        .map((it) => (it as HTMLElement).innerText),
    );
  expect(beyond).toEqual([]);
});
