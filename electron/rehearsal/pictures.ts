/** Pictures of the windows' screens, at the sizes that people have, and what stands in anybody's way on them. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { type Size, SMALL } from './appWindow.ts';
import { cutText } from './cutText.ts';

const SIZES: readonly Size[] = [SMALL, { width: 1920, height: 1080 }];
const PATIENCE = 120_000;

export interface Pictures {
  /** What axe finds serious, and text that is cut off, a line each. */
  readonly barriers: readonly string[];
  /** A picture at each size; the window is put back. In Chinese axe looks as well. */
  picture(page: Page, name: string, language?: string): Promise<void>;
  /** In Chinese and English, and in the largest text on the smaller screen. */
  inBoth(page: Page, name: string): Promise<void>;
}

/** Waits until the document in the middle is open and its first page drawn, where there is one. */
async function drawn(page: Page): Promise<void> {
  // The screen may change under the one who looks: then there is no document any longer.
  await page.waitForFunction(
    () => {
      const sheets = [...document.querySelectorAll('[data-page]')];
      if (document.querySelector('[aria-busy=true]:not([data-page])') !== null) return false;
      return sheets.length === 0 || sheets.some((sheet) => sheet.getAttribute('aria-busy') === 'false');
    },
    undefined,
    { timeout: PATIENCE },
  );
}

/** @param folder is made */
export function picturesInto(folder: string): Pictures {
  mkdirSync(folder, { recursive: true });
  const barriers: string[] = [];

  const cut = (file: string, texts: readonly string[]): void => {
    for (const text of texts) barriers.push(`${file}: text is cut off ${text}`);
  };

  async function large(page: Page, name: string): Promise<void> {
    const choose = async (size: string): Promise<void> => {
      await page.getByRole('button', { name: '字号', exact: true }).click();
      await page.getByRole('menuitem', { name: size, exact: true }).click();
      await page.getByRole('menu').waitFor({ state: 'hidden' });
    };
    await choose('特大');
    await page.waitForTimeout(300);
    const file = `${name}-largest-zh-CN-${SMALL.width}x${SMALL.height}.png`;
    await page.screenshot({ path: join(folder, file) });
    cut(file, await cutText(page));
    await choose('标准');
  }

  async function picture(page: Page, name: string, language = 'zh-CN'): Promise<void> {
    await drawn(page);
    for (const { width, height } of SIZES) {
      await page.setViewportSize({ width, height });
      await page.waitForTimeout(300);
      const file = `${name}-${language}-${width}x${height}.png`;
      await page.screenshot({ path: join(folder, file) });
      cut(file, await cutText(page));
    }
    await page.setViewportSize(SMALL);
    if (language !== 'zh-CN') return;
    // Another page to finish in, which the library would open, is what this app has not.
    const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
    const { violations } = await axe.analyze();
    for (const { id, impact, help, nodes } of violations)
      if (impact === 'serious' || impact === 'critical')
        barriers.push(`${name}: ${id} (${impact}): ${help}: ${nodes.map(({ html }) => html).join(' ')}`);
  }

  async function inBoth(page: Page, name: string): Promise<void> {
    await picture(page, name);
    await page.getByRole('button', { name: 'English', exact: true }).click();
    await picture(page, name, 'en');
    await page.getByRole('button', { name: '中文', exact: true }).click();
    await large(page, name);
  }

  return { barriers, picture, inBoth };
}
