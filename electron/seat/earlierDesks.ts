/** Sessions that slips have opened at this machine since its start, and that a move has closed: they make no act any more, but what they recorded is copied with their keys. */
import type { RoomState } from '../../shared/journal/state.ts';
import type { Desk } from '../session/desk.ts';

export interface EarlierDesks {
  /** Those of the room that the move of their experts has closed. */
  closed(): Desk[];
  add(desks: readonly Desk[]): void;
  /** The day has ended: nothing is copied any more. */
  drop(): void;
}

export function earlierDesks(room: () => RoomState | null): EarlierDesks {
  const desks = new Map<string, Desk>();
  return {
    closed: () =>
      [...desks.values()].filter(({ session }) => {
        const known = room()?.sessions.get(session);
        return known?.admitted != null && known.closed !== null;
      }),
    add(more) {
      for (const desk of more) desks.set(desk.session, desk);
    },
    drop: () => desks.clear(),
  };
}
