/** What passes from a seat's station to its window tells the shell as well what that window may take: the shell asks nobody for it. */
import { seatStatus } from '../../shared/bridge/seat.ts';
import type { Asker } from './permissions.ts';
import { statusIn } from './statusIn.ts';

export type SeatWants = Pick<Asker, 'recordingDue' | 'watched'>;

export const NOTHING: SeatWants = { recordingDue: false, watched: false };

/** Whether the person at a seat is to be recorded now, and whether the monitor wants him, where the station's message says so; null for any other message. */
export function seatWants(message: unknown): SeatWants | null {
  const status = seatStatus.safeParse(statusIn(message));
  if (!status.success) return null;
  const { recording, watched } = status.data;
  return { recordingDue: recording.due && !recording.paused, watched: watched !== null };
}
