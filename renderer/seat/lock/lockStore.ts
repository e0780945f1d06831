/** Whether this seat's screen is locked. The station remembers it, so that drawing the window anew does not open it. */
import { create } from 'zustand';
import { seatStore } from '../seat.ts';

interface Lock {
  readonly locked: boolean;
  lock(): void;
  /** After the station has accepted PIN or slip. */
  open(): void;
}

const KEY = 'locked';

const remember = (value: string): void =>
  void seatStore.getState().client?.ask('remember', { key: KEY, value });

export const useLock = create<Lock>()((set) => ({
  locked: false,
  lock() {
    set({ locked: true });
    remember('1');
  },
  open() {
    set({ locked: false });
    remember('');
  },
}));

/** Locks again what was locked when this window was drawn anew. */
export async function recallLock(): Promise<void> {
  const answer = await seatStore.getState().client?.ask('remembered', {});
  if (answer?.ok && answer.value.entries[KEY] === '1') useLock.setState({ locked: true });
}
