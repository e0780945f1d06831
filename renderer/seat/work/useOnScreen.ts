/** Which rows and columns of the matrix are on the screen, or nearly. */
import { type RefObject, startTransition, useLayoutEffect, useState } from 'react';
import { afterTyping } from '../../components/afterTyping.ts';
import type { Span } from './moves.ts';

export interface OnScreen {
  /** Items of the rows. */
  readonly rows: ReadonlySet<string>;
  readonly columns: Span;
}

/** Beyond the edge, so that what is scrolled to is there: CSS pixels up and down, columns to the sides. */
const ROWS_AHEAD = 150;
const COLUMNS_AHEAD = 2;

const NOTHING: OnScreen = { rows: new Set(), columns: [0, 0] };

const sameSpan = (one: Span, other: Span): boolean => one[0] === other[0] && one[1] === other[1];

/** @param frame what scrolls: its heads of columns are `[data-column]`, equally wide, its rows `[data-row=<item>]` */
export function useOnScreen(frame: RefObject<HTMLElement | null>): OnScreen {
  const [now, setNow] = useState(NOTHING);

  useLayoutEffect(() => {
    const scroller = frame.current!;

    function look(): void {
      const heads = scroller.querySelectorAll<HTMLElement>('[data-column]');
      const width = heads[0]?.offsetWidth ?? 1;
      const first = Math.floor(scroller.scrollLeft / width) - COLUMNS_AHEAD;
      const last = Math.ceil((scroller.scrollLeft + scroller.clientWidth) / width) + COLUMNS_AHEAD;
      const columns: Span = [Math.max(0, first), Math.min(heads.length, last)];
      const [top, bottom] = [
        scroller.scrollTop - ROWS_AHEAD,
        scroller.scrollTop + scroller.clientHeight + ROWS_AHEAD,
      ];
      const rows = new Set<string>();
      for (const row of scroller.querySelectorAll<HTMLElement>('[data-row]'))
        if (row.offsetTop < bottom && row.offsetTop + row.offsetHeight > top) rows.add(row.dataset['row']!);
      // What is ahead may come a moment later than what was typed.
      startTransition(() =>
        setNow((was) =>
          sameSpan(was.columns, columns) && [...rows].join() === [...was.rows].join()
            ? was
            : { rows, columns },
        ),
      );
    }

    look();
    let asked = false;
    // Whoever types has his next fields already: what lies ahead comes between two keys.
    function scrolled(): void {
      if (asked) return;
      asked = true;
      afterTyping(() => {
        asked = false;
        if (frame.current !== null) look();
      });
    }
    const resized = new ResizeObserver(look);
    resized.observe(scroller);
    scroller.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      resized.disconnect();
      scroller.removeEventListener('scroll', scrolled);
    };
  }, [frame]);

  return now;
}
