/** The seat as its screens know it: one store for the window, and what every screen asks of it. */

import { createContext, useContext } from 'react';
import type { BridgeClient } from '../../shared/bridge/client.ts';
import { type SeatStatus, seatContract } from '../../shared/bridge/seat.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import type { ProjectData } from '../../shared/project/model.ts';
import type { WindowTerms } from '../../shared/record/words.ts';
import { roomView } from '../station/roomView.ts';

export const seatStore = roomView(seatContract);

export type SeatClient = BridgeClient<typeof seatContract>;

/** What stays as it is while an expert sits here: who asks for no more is not drawn anew at each act that anybody does. */
export interface Sitting {
  readonly client: SeatClient;
  /** The member who sits here. */
  readonly me: string;
  readonly data: ProjectData;
  /** The regime's own words, in this window's language. */
  readonly terms: WindowTerms;
}

/** A seat at which an expert works: everything is there. */
export interface Seat extends Sitting {
  readonly status: SeatStatus;
  /** Folded in place; draw again at each revision. */
  readonly room: RoomState;
  readonly revision: number;
}

export const SittingContext = createContext<Sitting | null>(null);
export const SeatContext = createContext<Seat | null>(null);

/** Of use only below the seat's frame, where an expert works. */
export function useSitting(): Sitting {
  const sitting = useContext(SittingContext);
  if (sitting === null) throw new Error('no expert works here');
  return sitting;
}

/** Of use only below the seat's frame, where an expert works. */
export function useSeat(): Seat {
  const seat = useContext(SeatContext);
  if (seat === null) throw new Error('no expert works here');
  return seat;
}
