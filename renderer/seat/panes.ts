/** F6 goes from one pane to the next, with Shift to the one before: to its cell at the cursor, to what is to be done first, or to its first control. */
import { useEffect } from 'react';
import { hearKeys } from '../components/windowKeys.ts';
import { cellAtCursor } from './work/deskStore.ts';

const FOCUSABLE = ':is(input, button, select, textarea):enabled, a[href], [tabindex]:not([tabindex="-1"])';

/** What stands beside something else, in its order on the screen: elements with `data-pane`, those of the dialog that holds the focus or of the screen. */
export function panesHere(): HTMLElement[] {
  const dialogOf = (element: Element | null): Element | null => element?.closest('[role=dialog]') ?? null;
  const here = dialogOf(document.activeElement);
  return [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(
    (pane) => dialogOf(pane) === here && pane.offsetWidth > 0,
  );
}

function enter(pane: HTMLElement): void {
  const cell = cellAtCursor();
  const first = cell !== null && pane.contains(cell) ? cell : pane.querySelector<HTMLElement>('[data-first]');
  (first ?? pane.querySelector<HTMLElement>(FOCUSABLE))?.focus();
}

/** The pages of the first document on the screen, where there is one. */
export const focusPages = (): void =>
  document.querySelector<HTMLElement>('[data-pane] [role=document]')?.focus();

/** Heard at one place for every screen. */
export function usePanes(): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.key !== 'F6') return;
      event.preventDefault();
      const panes = panesHere();
      const at = panes.findIndex((pane) => pane.contains(document.activeElement));
      const to = panes.at(event.shiftKey ? Math.max(at, 0) - 1 : (at + 1) % panes.length);
      if (to !== undefined) enter(to);
    };
    return hearKeys(hear);
  }, []);
}
