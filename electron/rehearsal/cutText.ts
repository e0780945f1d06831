/** Text that cannot be read because something cuts it off or hides it, on a window as it stands. */
import type { Page } from '@playwright/test';

/**
 * A line for each text of which a part is neither on the screen nor to be scrolled to: what holds it is too narrow and hides the rest, or it
 * stands beyond the window's edge. Text that ends in an ellipsis and says all of it in its title is none.
 */
export const cutText = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    /** CSS pixels that a glyph may stand out by. */
    const SLACK = 2;
    const clips = (value: string): boolean => value === 'hidden' || value === 'clip';
    const scrolls = (value: string): boolean => value === 'auto' || value === 'scroll';

    /** Whether what stands outside an ancestor's box, in one direction, is lost. */
    function lost(text: DOMRect, from: HTMLElement): string | null {
      let [across, down] = [true, true];
      for (let at: HTMLElement | null = from; at !== null; at = at.parentElement) {
        const style = getComputedStyle(at);
        const box = at.getBoundingClientRect();
        if (style.position === 'fixed') down = false;
        if (scrolls(style.overflowX)) across = false;
        if (scrolls(style.overflowY)) down = false;
        // What is kept for readers who hear it stands in a box of one pixel.
        if (box.width <= 1 || box.height <= 1) return null;
        const named = at.title !== '' || from.closest('[title]') !== null;
        if (
          across &&
          clips(style.overflowX) &&
          (text.right > box.right + SLACK || text.left < box.left - SLACK)
        )
          return style.textOverflow === 'ellipsis' && named ? null : 'across';
        if (
          down &&
          clips(style.overflowY) &&
          (text.bottom > box.bottom + SLACK || text.top < box.top - SLACK)
        )
          return 'down';
      }
      return across && (text.right > innerWidth + SLACK || text.left < -SLACK) ? 'beyond the edge' : null;
    }

    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      const text = node.textContent?.trim() ?? '';
      // A document's own text lies unseen over its picture.
      if (text === '' || parent === null || parent.closest('[data-page], svg, script, style') !== null)
        continue;
      if (!parent.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      if (box.width === 0) continue;
      const how = lost(box, parent);
      if (how !== null) found.push(`${how}: ${text.slice(0, 60)}`);
    }
    return found;
  });
