/** What can be seen of the matrix: whether its heads stay, and whether anything is cut off. */
import type { Locator } from '@playwright/test';

interface Corner {
  /** Where the first column's head begins, down the screen, and the first row's, across it; where the foot ends. */
  readonly headTop: number;
  readonly rowLeft: number;
  readonly footBottom: number;
  readonly scrolled: readonly [across: number, down: number];
}

/** CSS pixels. @param matrix what scrolls */
export const cornerOf = (matrix: Locator): Promise<Corner> =>
  matrix.evaluate((it) => {
    const at = (selector: string): DOMRect => it.querySelector(selector)!.getBoundingClientRect();
    return {
      headTop: Math.round(at('thead th:nth-child(2)').top),
      rowLeft: Math.round(at('tbody tr:nth-child(2) th').left),
      footBottom: Math.round(at('tfoot td').bottom),
      scrolled: [it.scrollLeft, it.scrollTop] as const,
    };
  });

/** Texts of heads and cells that are larger than what holds them, and of fields that cannot show the largest score. */
export const clippedCells = (matrix: Locator): Promise<string[]> =>
  matrix.evaluate((it) =>
    [...it.querySelectorAll<HTMLElement>('th, td, input')]
      .filter((cell) => cell.scrollWidth > cell.clientWidth || cell.scrollHeight > cell.clientHeight + 1)
      .map((cell) => cell.innerText || cell.getAttribute('aria-label') || cell.tagName),
  );
