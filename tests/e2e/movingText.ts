/** What a recorded screen shows while nobody works before it. */
import type { Page } from '@playwright/test';

/** Lays a page of text over the window that moves as a reader does, a few lines on, twice a second; what is below it can still be clicked. */
export const moveText = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const over = document.createElement('div');
    over.style.cssText =
      'position:fixed;inset:0;z-index:99999;pointer-events:none;overflow:hidden;background:#fff;font:16px/1.5 sans-serif;padding:24px;white-space:pre-wrap';
    over.textContent = Array.from(
      { length: 2000 },
      (_, i) => `第${i}行 屋面拆除、防水、保温的工艺与质量保证措施 ${Math.imul(i, 2654435761) >>> 0}`,
    ).join('\n');
    document.body.append(over);
    setInterval(() => {
      over.scrollTop = (over.scrollTop + 72) % (over.scrollHeight - over.clientHeight);
    }, 500);
  });
