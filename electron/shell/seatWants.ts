/** What passes from a seat's station to its window tells the shell as well what that window may take: the shell asks nobody for it. */
import { answer, event } from '../../shared/bridge/messages.ts';
import { seatStatus } from '../../shared/bridge/seat.ts';
import type { Asker } from './permissions.ts';

export type SeatWants = Pick<Asker, 'recordingDue' | 'watched'>;

export const NOTHING: SeatWants = { recordingDue: false, watched: false };

/** Whether the person at a seat is to be recorded now, and whether the monitor wants him, where the station's message says so; null for any other message. */
export function seatWants(message: unknown): SeatWants | null {
  const status = seatStatus.safeParse(saidIn(message));
  if (!status.success) return null;
  const { recording, watched } = status.data;
  return { recordingDue: recording.due && !recording.paused, watched: watched !== null };
}

/** The status is told, or it is the answer to a question; no other answer has its form. */
function saidIn(message: unknown): unknown {
  const told = event.safeParse(message);
  if (told.success) return told.data.tell === 'status' ? told.data.value : null;
  const answered = answer.safeParse(message);
  return answered.success && answered.data.ok ? answered.data.value : null;
}
