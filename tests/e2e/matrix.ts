/** What can be seen of the matrix: whether its heads stay, and whether anything is cut off. */
import type { Locator } from '@playwright/test';

interface Corner {
  /** Where the first column's head begins, down the screen, and the first row's, across it; where the foot ends. */
  readonly headTop: number;
  readonly rowLeft: number;
  readonly footBottom: number;
  readonly scrolled: readonly [across: number, down: number];
  /** What can be scrolled to beside the last column, where nothing is. */
  readonly emptyBeside: number;
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
      emptyBeside: Math.round(
        it.scrollWidth - it.scrollLeft + it.getBoundingClientRect().left - at('thead th:last-child').right,
      ),
    };
  });

/** Texts of heads and cells that are larger than what holds them, and of fields that cannot show the largest score. */
export const clippedCells = (matrix: Locator): Promise<string[]> =>
  matrix.evaluate((it) =>
    [...it.querySelectorAll<HTMLElement>('th, td, input')]
      .filter((cell) => cell.scrollWidth > cell.clientWidth || cell.scrollHeight > cell.clientHeight + 1)
      .map((cell) => cell.innerText || cell.getAttribute('aria-label') || cell.tagName),
  );

/** How often a matrix is scrolled through before what it shows counts as all. */
const TIMES = 5;

/**
 * Texts of its cells, by cell: of a large matrix only what is on the screen has fields, so it is scrolled through.
 * @param count cells that there should be; what is drawn late on a slow machine is looked for again, with twice the patience
 */
export const scrolledCells = (matrix: Locator, count: number): Promise<Record<string, string>> =>
  matrix.evaluate(
    async (it, { count, times }) => {
      const found: Record<string, string> = {};
      const [down, across] = [it.clientHeight * 0.8, it.clientWidth * 0.8];
      for (let time = 0; time < times && Object.keys(found).length < count; time++)
        for (let top = 0; top < it.scrollHeight; top += down)
          for (let left = 0; left < it.scrollWidth; left += across) {
            it.scrollTo(left, top);
            await new Promise((resolve) => setTimeout(resolve, 150 * 2 ** time));
            for (const cell of it.querySelectorAll<HTMLInputElement>('[data-cell]'))
              found[cell.dataset['cell']!] = cell.value;
          }
      it.scrollTo(0, 0);
      return found;
    },
    { count, times: TIMES },
  );
