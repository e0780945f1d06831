/** Where a seat stands in its day: what its window shows. */
import type { SeatStatus } from '../../shared/bridge/seat.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import type { Desk } from '../session/desk.ts';
import type { SeatCopy } from './seatCopy.ts';
import type { SeatFolder } from './seatFolder.ts';

/** The room that a copy tells; null before its opening is here. */
export function roomIn(copy: SeatCopy | null): RoomState | null {
  const state = copy?.state();
  return state === undefined || state.room === null ? null : state;
}

/** @param seat.fetching the package is on its way */
export function stageOf(seat: {
  readonly folder: Pick<SeatFolder, 'ended' | 'opened'>;
  readonly fetching: boolean;
  readonly linked: boolean;
  readonly room: RoomState | null;
  readonly desk: Desk | null;
}): SeatStatus['stage'] {
  const { folder, room, desk } = seat;
  const ended = folder.ended();
  if (ended !== null) return ended.stage;
  if (folder.opened() === null) return seat.fetching ? 'fetching' : 'connecting';
  if (room === null) return seat.linked ? 'waiting' : 'connecting';
  if (desk === null) return 'slip';
  const session = room.sessions.get(desk.session);
  if (session === undefined) return 'signing-in';
  if (session.closed !== null) return 'moved';
  if (session.admitted === null) return 'admission';
  return room.closed === null ? 'seated' : 'closed';
}
