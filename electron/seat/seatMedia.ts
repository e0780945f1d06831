/** What passes between this seat's window and the room besides acts: camera and sound for live watching, and the voices of calls. */
import type { SeatStatus } from '../../shared/bridge/seat.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import type { FromRoom, FromSeat } from '../link/wire.ts';
import type { Desk } from '../session/desk.ts';
import { type Calling, calling } from './calling.ts';
import { type Publishing, publishing } from './publishing.ts';

type OfMedia = Extract<FromRoom, { say: 'monitor-want' | 'monitor-answer' | 'line' | 'line-answer' }>;

export interface SeatMedia {
  readonly live: Publishing;
  readonly call: Calling;
  hear(message: OfMedia): void;
  /** The link went down. */
  lost(): void;
  status(): Pick<SeatStatus, 'watched' | 'line'>;
}

/** @param seat.present who sits here, and the room, while its host is in reach; else null */
export function seatMedia(seat: {
  readonly crypto: CryptoPort;
  readonly desk: () => Desk | null;
  readonly present: () => { readonly desk: Desk; readonly state: RoomState } | null;
  readonly say: (message: FromSeat) => void;
}): SeatMedia {
  const call = calling(seat);
  const live = publishing({
    ...seat,
    present() {
      const { desk, state } = seat.present() ?? {};
      return desk === undefined || state?.room == null ? null : { desk, room: state.room };
    },
  });
  return {
    live,
    call,
    hear(message) {
      if (message.say === 'line' || message.say === 'line-answer') call.hear(message);
      else live.hear(message);
    },
    lost() {
      live.lost();
      call.lost();
    },
    status: () => ({ watched: live.watched(), line: call.line() }),
  };
}
