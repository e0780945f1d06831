/**
 * A seek in a four-hour recording: an act is clicked in the centre's window, and its pictures, screen and camera, are there. Segments of two minutes as
 * seats make them, all of the same pictures, each encrypted for itself; every seek goes to a segment that has not been opened before.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWindows } from '../../build/windows.ts';
import { USUAL, WHOLE_EVERY } from '../../shared/recording/rate.ts';
import type { Track } from '../../shared/recording/track.ts';
import { clockVideo, repeated, type VideoForm } from '../playback/clockVideo.ts';
import { openPlayback } from '../playback/playbackWindow.ts';
import { recordedResult } from '../playback/recordedResult.ts';
import { type Measured, median } from './measure.ts';

const LIMIT = 500;
const SEGMENT = 120;
/** Seconds of pictures that each segment repeats. */
const PICTURES = 20;
/** Of the simulated day's clock, so that the scores are out after about four hours. */
const STEP = 51_000;
const FORMS: Readonly<Record<Track, VideoForm>> = {
  screen: { size: '1920x1080', rate: USUAL.screen, bits: 400_000, wholeEvery: WHOLE_EVERY },
  camera: { size: '640x480', rate: USUAL.camera, bits: 250_000, wholeEvery: WHOLE_EVERY },
};

/** Clicks an act of the page that is shown; resolves to the milliseconds until every picture of that second is there. */
async function seek(
  page: Awaited<ReturnType<typeof openPlayback>>['page'],
  row: number,
  zero: number,
): Promise<number> {
  return page.evaluate(
    async ([at, from]) => {
      const buttons = document.querySelectorAll<HTMLElement>('[data-seq]');
      const button = buttons[Math.floor(at! * buttons.length)]!;
      // The page of acts is drawn before one of them is clicked.
      await new Promise((resolve) => requestIdleCallback(resolve));
      const begun = performance.now();
      button.click();
      const there = (): boolean => {
        const moment = Number(document.querySelector<HTMLElement>('[data-moment]')!.dataset['moment']);
        const videos = [...document.querySelectorAll('video')].filter((video) => video.src !== '');
        return (
          videos.length === 2 &&
          videos.every(
            (video) =>
              video.parentElement!.dataset['state'] === 'shown' &&
              Math.abs(video.currentTime - (moment - from!) / 1000) < 1 &&
              !video.seeking &&
              video.readyState >= 2,
          )
        );
      };
      // What is not there after this is no seek at all.
      const patience = begun + 60_000;
      await new Promise<void>((resolve) => {
        const look = (): void =>
          void (there() || performance.now() > patience ? resolve() : requestAnimationFrame(look));
        requestAnimationFrame(look);
      });
      return performance.now() - begun;
    },
    [row, zero] as const,
  );
}

export async function benchSeek(): Promise<Measured> {
  await buildWindows();
  const folder = mkdtempSync(join(tmpdir(), 'seek-bench-'));
  try {
    const videos = new Map<string, Buffer>();
    const pictures = {
      screen: clockVideo(folder, 'screen', 0, PICTURES, FORMS.screen),
      camera: clockVideo(folder, 'camera', 0, PICTURES, FORMS.camera),
    };
    const result = await recordedResult(folder, {
      step: STEP,
      segmentSeconds: SEGMENT,
      pieceMs: 1000,
      recorders: 1,
      video(track, _, seconds) {
        const key = `${track} ${seconds}`;
        const made = videos.get(key) ?? repeated(folder, pictures[track], seconds);
        videos.set(key, made);
        return made;
      },
    });
    const { from, to } = result.recorded[0]!;
    const { page, close } = await openPlayback(result.station);
    try {
      const times: number[] = [];
      const pages = await page.locator('.ant-pagination-item').count();
      // What was done after the scores were out was not recorded: the last page is left out.
      for (let number = 1; number < pages; number++) {
        await page.locator(`.ant-pagination-item-${number}`).click();
        for (const row of [0.3, 0.7]) times.push(await seek(page, row, from + result.behind));
      }
      const [middle, worst] = [median(times), Math.max(...times)];
      const hours = ((to - from) / 3_600_000).toFixed(1);
      return {
        name: `a seek in a recording of ${hours} h until screen and camera show it (worst of ${times.length}: ${worst.toFixed(0)} ms)`,
        ours: `${middle.toFixed(0)} ms`,
        peer: `${LIMIT} ms`,
        ratio: LIMIT / middle,
        goal: 1,
      };
    } finally {
      await close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
