/** The centre's window at a result's playback, as a test sees it. */
import type { Page } from '@playwright/test';
import { type AppWindow, openApp } from '../../electron/rehearsal/appWindow.ts';
import { secondShown } from './clockVideo.ts';

const PATIENCE = 120_000;

/** Opens the centre, its one result, and that result's playback, with every entry that its timeline has. */
export async function openPlayback(station: string): Promise<AppWindow> {
  const window = await openApp(['--station', station]);
  const { page } = window;
  await page.getByRole('button', { name: '查看结果' }).click({ timeout: PATIENCE });
  await page.getByRole('tab', { name: '录像回放' }).click({ timeout: PATIENCE });
  await page.locator('video').first().waitFor({ state: 'attached', timeout: PATIENCE });
  await page.getByRole('checkbox', { name: /^显示系统记录/ }).check();
  return window;
}

export interface SeenTrack {
  readonly session: string;
  readonly track: string;
  /** Whether there is a picture at this moment. */
  readonly shown: boolean;
  /** Seconds of the element's own time, and what stands in the picture. */
  readonly time: number;
  readonly second: number;
  readonly paused: boolean;
  /** How much faster than the recording the element is to run. */
  readonly rate: number;
}

/** What every video element shows now, read off its picture. */
export async function seen(page: Page): Promise<SeenTrack[]> {
  const found = await page.evaluate(() =>
    [...document.querySelectorAll('video')].map((video) => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [80, 60];
      const drawn = canvas.getContext('2d')!;
      if (video.videoWidth > 0) drawn.drawImage(video, 0, 0, 80, 60);
      const columns = Array.from({ length: 8 }, (_, i) => {
        const { data } = drawn.getImageData(i * 10 + 4, 28, 2, 4);
        const green = Array.from({ length: 8 }, (_, pixel) => data[pixel * 4 + 1]!);
        return green.reduce((sum, one) => sum + one, 0) / green.length;
      });
      return {
        session: video.dataset['session']!,
        track: video.dataset['track']!,
        shown: video.parentElement!.dataset['state'] === 'shown' && !video.seeking && video.readyState >= 2,
        time: video.currentTime,
        columns,
        paused: video.paused,
        rate: video.playbackRate,
      };
    }),
  );
  return found.map(({ columns, ...one }) => ({ ...one, second: secondShown(columns) }));
}

/** Waits until nothing is being read any more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll('video')].every(
        (video) =>
          video.parentElement!.dataset['state'] === 'none' ||
          (video.parentElement!.dataset['state'] === 'shown' && !video.seeking && video.readyState >= 2),
      ),
    undefined,
    { timeout: PATIENCE },
  );
}

/** The moment of the window's clock, milliseconds since 1970 by the room's clock. */
export const momentOf = async (page: Page): Promise<number> =>
  Number(await page.locator('[data-moment]').getAttribute('data-moment'));

/** Clicks an entry's act in the list, on whatever leaf it is; answers the moment that the window is at then. */
export async function jumpToEntry(page: Page, seq: number): Promise<number> {
  const button = page.locator(`[data-seq="${seq}"]`);
  if ((await button.count()) === 0) await page.locator('.ant-pagination-item-1').click();
  while ((await button.count()) === 0) await page.locator('.ant-pagination-next').click();
  await button.click();
  await settled(page);
  return momentOf(page);
}

/** Numbers of all entries in the list of acts, leaf after leaf. */
export async function listed(page: Page): Promise<number[]> {
  const here = (): Promise<number[]> =>
    page
      .locator('[data-seq]')
      .evaluateAll((rows) => rows.map((row) => Number((row as HTMLElement).dataset['seq'])));
  const next = page.locator('.ant-pagination-next:not(.ant-pagination-disabled)');
  const first = page.locator('.ant-pagination-item-1');
  if ((await first.count()) > 0) await first.click();
  const all = await here();
  while ((await next.count()) > 0) {
    await next.click();
    all.push(...(await here()));
  }
  return all;
}
