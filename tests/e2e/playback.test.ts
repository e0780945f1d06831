/**
 * The centre's window plays a recording: an act is clicked, and every seat shows that second, read off the pictures themselves; gaps are told in
 * words, the chain is checked, a clip is written that a stranger can check.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildWindows } from '../../build/windows.ts';
import type { AppWindow } from '../../electron/rehearsal/appWindow.ts';
import { CYCLE, clockVideo } from '../playback/clockVideo.ts';
import { momentOf, openPlayback, seen, settled } from '../playback/playbackWindow.ts';
import { type RecordedResult, recordedResult } from '../playback/recordedResult.ts';

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

async function jumpTo(seq: number): Promise<number> {
  const button = centre.page.locator(`[data-seq="${seq}"]`);
  while ((await button.count()) === 0) await centre.page.locator('.ant-pagination-next').click();
  await button.click();
  await settled(centre.page);
  return momentOf(centre.page);
}

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
    const tracks = (await seen(page)).filter(({ shown }) => shown);
    expect(tracks.length).toBeGreaterThanOrEqual(3);
    for (const { session, track, second, time } of tracks) {
      const from = result.recorded.find((one) => one.session === session)!.from;
      const behind = result.behind;
      const due = expected(at - behind);
      // A picture is held until the next one comes.
      expect([due, (due + CYCLE - 1) % CYCLE], `${track} ${time}`).toContain(second);
      expect(Math.abs(time - (at - behind - from) / 1000), `${track} of ${session}`).toBeLessThan(0.5);
    }
    await page.screenshot({ path: join(screens, `playback-${seq}.png`) });
  }
});
