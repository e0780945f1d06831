/** What passes from a seat's station to its window tells the shell as well whether that window may record: the shell asks nobody for it. */
import { answer, event } from '../../shared/bridge/messages.ts';
import { seatStatus } from '../../shared/bridge/seat.ts';

/** Whether the person at a seat is to be recorded now, where the station's message says so; null for any other message. */
export function recordingDue(message: unknown): boolean | null {
  const status = seatStatus.safeParse(saidIn(message));
  return status.success ? status.data.recording.due && !status.data.recording.paused : null;
}

/** The status is told, or it is the answer to a question; no other answer has its form. */
function saidIn(message: unknown): unknown {
  const told = event.safeParse(message);
  if (told.success) return told.data.tell === 'status' ? told.data.value : null;
  const answered = answer.safeParse(message);
  return answered.success && answered.data.ok ? answered.data.value : null;
}
