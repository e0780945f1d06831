/** The status in a station's message to its window, of whatever form: what the shell has to know of it, it reads there and asks nobody. */
import { answer, event } from '../../shared/bridge/messages.ts';

/** The status is told, or it is the answer to a question; no other answer has its form. Null: the message holds none. */
export function statusIn(message: unknown): unknown {
  const told = event.safeParse(message);
  if (told.success) return told.data.tell === 'status' ? told.data.value : null;
  const answered = answer.safeParse(message);
  return answered.success && answered.data.ok ? answered.data.value : null;
}
