/** Whether the program of this seat may be ended: not while it holds recordings that the room has not, unless the supervisor lets the seat go by an act. */

import type { SeatRecording, SeatStatus } from '../../shared/bridge/seat.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import type { Regime } from '../../shared/project/model.ts';
import { spokenTerms } from '../../shared/record/words.ts';
import { type Refusal, refusal } from '../../shared/refusal.ts';

/** Of the seat's engine. */
interface Seat {
  readonly room: () => RoomState | null;
  readonly status: () => Pick<SeatStatus, 'stage' | 'session'>;
}

/** Why the program must not be ended now, by what is recorded and not copied; null: it may. */
export function seatQuitting({ room, status }: Seat): (recording: SeatRecording) => Refusal | null {
  /** Entries from before this start: whoever was let go then has come back. */
  const before = room()?.head.seq ?? 0;
  return ({ due, unsent }) => {
    const { stage, session } = status();
    // A seat that has seen its host sign two stories says so, and nothing of it is sent any more.
    if ((!due && unsent === 0) || session === null || stage === 'finished' || stage === 'stopped')
      return null;
    const letGo = room()?.letGo.get(session);
    return letGo !== undefined && letGo.seq > before
      ? null
      : unsentRefusal(due, unsent, room()?.pkg.data.project.regime ?? null);
  };
}

const MEGABYTE = 1e6;

function unsentRefusal(due: boolean, unsent: number, regime: Regime | null): Refusal {
  const { supervisor } = spokenTerms('zh', regime);
  const size = (unsent / MEGABYTE).toFixed(1);
  return due
    ? refusal(
        'RECORDING_DUE',
        `本席位正在录音录像（尚有 ${size} MB 未送达主机），不能退出；确需退出的，须经${supervisor}准许`,
        `This seat is being recorded (${size} MB have not reached the room), and cannot be ended; the supervisor has to let it go`,
      )
    : refusal(
        'RECORDING_UNSENT',
        `本席位尚有 ${size} MB 录音录像未送达主机，不能退出；请保持开机并联网，确需退出的，须经${supervisor}准许`,
        `${size} MB of this seat’s recording have not reached the room: leave it on and connected. To end it nevertheless, the supervisor has to let it go`,
      );
}
