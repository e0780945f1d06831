/** Where a seat stands in its day: what its window shows. */
import type { SeatStatus } from '../../shared/bridge/seat.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import type { Desk } from '../session/desk.ts';
import { keyMissing } from './duties.ts';
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

/** Who works at a seat, and with what: nobody before the slip, and nothing before the journal. */
export const sittingOf = (seat: {
  readonly crypto: CryptoPort;
  readonly folder: Pick<SeatFolder, 'ended' | 'store'>;
  readonly room: RoomState | null;
  readonly desk: Desk | null;
}): Pick<SeatStatus, 'person' | 'session' | 'sheetKey' | 'refused' | 'head' | 'pin'> => {
  const { crypto, folder, room, desk } = seat;
  return {
    person: desk === null ? null : { who: desk.who, name: desk.name },
    session: desk?.session ?? null,
    sheetKey: desk === null || room === null || keyMissing({ crypto, ...desk }, room) === null,
    refused: desk === null || folder.ended() !== null ? [] : [...folder.store.refusedActs(desk.session)],
    head: room?.head ?? { seq: 0, hash: '0'.repeat(64) },
    pin: desk !== null && folder.store.memory.hasPin(desk.who),
  };
};
