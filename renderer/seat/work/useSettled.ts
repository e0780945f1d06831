/** What is told of all cells together: read and drawn when no key's picture is on its way, so that a digit does not wait for it. */
import { useEffect, useState } from 'react';
import { afterTyping } from '../../components/afterTyping.ts';
import type { Cells, CellView } from './cells.ts';

/** @param read gives a plain value; the same function as long as it reads the same */
export function useSettled<T extends string | number | boolean>(
  { store }: Cells,
  read: (all: Readonly<Record<string, CellView>>) => T,
): T {
  const [now, setNow] = useState(() => read(store.getState()));
  useEffect(() => {
    let [asked, gone] = [false, false];
    const look = (): void => {
      asked = false;
      if (!gone) setNow(read(store.getState()));
    };
    look();
    const end = store.subscribe(() => {
      if (asked) return;
      asked = true;
      afterTyping(look);
    });
    return () => {
      gone = true;
      end();
    };
  }, [store, read]);
  return now;
}
