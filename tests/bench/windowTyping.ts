/** Key press to painted cell, in the matrix: what Chromium itself measures, from the key's own time to the next picture on the screen (Event Timing). */
import type { Page } from '@playwright/test';
import { scrolledCells } from '../e2e/matrix.ts';
import type { Measured } from './measure.ts';

/** Milliseconds. */
const LIMIT = 50;
/** Chromium tells nothing of what took less. */
const LEAST = 16;
const CELLS = 120;
/** Between two keys of somebody who types fast. */
const PAUSE = 60;
/** Typed into every other cell. */
const SCORES = ['0.5', '1'] as const;

interface Heard {
  readonly durations: number[];
}

/** Key presses that Chromium has handed to the page, however little time they took. */
const keysHeard = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { eventCounts } = performance as unknown as { readonly eventCounts: ReadonlyMap<string, number> };
    return eventCounts.get('keydown') ?? 0;
  });

/** @param fields of the whole matrix @throws where keys were lost on the way, none was measured, or the cells do not hold what was typed: then nothing was measured */
export async function measureTyping(page: Page, fields: number): Promise<Measured> {
  await page.keyboard.press('F2');
  await page.locator('table [data-cell]').first().waitFor({ timeout: 60_000 });
  await page.locator('table [data-cell]').first().focus();
  // The key that has opened the matrix is none of those that are measured.
  await page.waitForTimeout(1000);
  await page.evaluate((least) => {
    const heard: Heard = { durations: [] };
    Object.assign(window, { heard });
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries())
        if (name === 'keydown') heard.durations.push(duration);
    }).observe({ type: 'event', durationThreshold: least } as PerformanceObserverInit);
  }, LEAST);
  const before = await keysHeard(page);
  let pressed = 0;
  const press = async (key: string): Promise<void> => {
    await page.keyboard.press(key);
    await page.waitForTimeout(PAUSE);
    pressed++;
  };
  for (let cell = 0; cell < CELLS; cell++) {
    for (const key of SCORES[cell % SCORES.length]!) await press(key);
    await press('Enter');
  }
  await page.waitForTimeout(1000);
  const { durations } = await page.evaluate(() => (window as unknown as { readonly heard: Heard }).heard);
  const heard = (await keysHeard(page)) - before;
  if (heard < pressed || durations.length === 0)
    throw new Error(`of ${pressed} keys ${heard} were heard and ${durations.length} measured`);
  const values = Object.values(await scrolledCells(page.locator('.matrix-frame'), fields));
  for (const score of SCORES) {
    const held = values.filter((value) => value === score).length;
    if (held !== CELLS / SCORES.length) throw new Error(`${score} was typed, and ${held} cells hold it`);
  }
  const all = [...durations, ...Array<number>(Math.max(0, pressed - durations.length)).fill(LEAST)];
  const at = (share: number): number => all.sort((a, b) => a - b)[Math.ceil(all.length * share) - 1]!;
  const [middle, p99] = [at(0.5), at(0.99)];
  return {
    name: `key to painted cell, 30 bids x 60 items, p99 of ${pressed} keys (median ${middle} ms)`,
    ours: `${p99} ms`,
    peer: `${LIMIT} ms`,
    ratio: LIMIT / p99,
    goal: 1,
  };
}
