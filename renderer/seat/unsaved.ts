/** What this seat's station does not hold yet, by what it belongs to: what is being typed, an act that is on its way there or was refused. */
import { useCallback, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

const unsaved = createStore<ReadonlySet<string>>(() => new Set());

export function noteUnsaved(what: string, is: boolean): void {
  const now = unsaved.getState();
  if (now.has(what) === is) return;
  const next = new Set(now);
  if (is) next.add(what);
  else next.delete(what);
  unsaved.setState(next, true);
}

export const useAnyUnsaved = (): boolean => useStore(unsaved, (now) => now.size > 0);

/**
 * For the acts that a part of a screen sends: unsaved until the station has them, and where it did not take one for as long as that part shows it.
 * @returns sends an act, which resolves to null where it was not taken
 */
export function useSending(what: string): <T>(act: () => Promise<T | null>) => Promise<T | null> {
  const shown = useRef(true);
  const sending = useRef(0);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
      if (sending.current === 0) noteUnsaved(what, false);
    };
  }, [what]);
  return useCallback(
    async (act) => {
      sending.current += 1;
      noteUnsaved(what, true);
      const done = await act();
      sending.current -= 1;
      if (sending.current === 0) noteUnsaved(what, done === null && shown.current);
      return done;
    },
    [what],
  );
}
