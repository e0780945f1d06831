/** How far this seat's clock is from the room's, as the journal shows it: what people wait for is told by the room's. */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { behindLately } from '../../shared/recording/clocks.ts';
import { seatStore } from './seat.ts';

/** Milliseconds by which it is behind; null before the journal has an act of this seat. */
export function useBehind(): number | null {
  const { session, entries, acts } = useStore(
    seatStore,
    useShallow(({ status, room, entries }) => ({
      session: status?.session ?? null,
      entries,
      acts: room?.sessions.get(status?.session ?? '')?.last.seq ?? 0,
    })),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: `entries` grow in place, and only another act of this seat tells more
  return useMemo(() => (session === null ? null : behindLately(entries, session)), [session, entries, acts]);
}
