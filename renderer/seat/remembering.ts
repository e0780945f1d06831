/** What the seat's station keeps of where a person is, by key: written when it has settled, so that what he types is written first. */
import { seatStore } from './seat.ts';

/** Milliseconds after the last change: going from cell to cell and leafing through are not worth writing down. */
const SETTLED = 400;

const open = new Map<string, { readonly timer: ReturnType<typeof setTimeout>; readonly write: () => void }>();

/** The newest value of a key is written, once. */
export function remember(key: string, value: string): void {
  clearTimeout(open.get(key)?.timer);
  const write = (): void => {
    open.delete(key);
    void seatStore.getState().client?.ask('remember', { key, value });
  };
  open.set(key, { timer: setTimeout(write, SETTLED), write });
}

/** Writes at once what has not settled yet: whoever leaves a screen comes back to it as he left it. */
export function rememberNow(): void {
  for (const { timer, write } of [...open.values()]) {
    clearTimeout(timer);
    write();
  }
}
