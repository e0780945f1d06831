/** What passes from a seat's station to its window tells the shell as well whether that window may record: the shell asks nobody for it. */
import { event } from '../../shared/bridge/messages.ts';
import { seatStatus } from '../../shared/bridge/seat.ts';

/** Whether the person at a seat is to be recorded now, where the station's message says so; null for any other message. */
export function recordingDue(message: unknown): boolean | null {
  const told = event.safeParse(message);
  if (!told.success || told.data.tell !== 'status') return null;
  const status = seatStatus.safeParse(told.data.value);
  return status.success ? status.data.recording.due && !status.data.recording.paused : null;
}
