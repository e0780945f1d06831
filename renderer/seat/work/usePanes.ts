/** F6 goes from one pane to the next, with Shift to the one before: to its cell at the cursor, to what is to be done first, or to its first control. */
import { type RefObject, useEffect } from 'react';
import { hearKeys } from '../../components/windowKeys.ts';
import { cellAtCursor } from './deskStore.ts';

const FOCUSABLE = 'input, button, select, textarea, a[href], [tabindex]:not([tabindex="-1"])';

function enter(pane: HTMLElement | null): void {
  const cell = cellAtCursor();
  const first =
    cell !== null && pane?.contains(cell) === true ? cell : pane?.querySelector<HTMLElement>('[data-first]');
  (first ?? pane?.querySelector<HTMLElement>(FOCUSABLE))?.focus();
}

/** @param panes in their order on the screen */
export function usePanes(...panes: readonly RefObject<HTMLElement | null>[]): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the references never change
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.key !== 'F6') return;
      event.preventDefault();
      const at = panes.findIndex(({ current }) => current?.contains(document.activeElement) ?? false);
      const step = event.shiftKey ? panes.length - 1 : 1;
      enter(panes[(at + step) % panes.length]!.current);
    };
    return hearKeys(hear);
  }, []);
}
