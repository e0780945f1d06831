/** What the supervisor has typed and not yet done: it lives as long as the window, which outlives its station. */
import { type Draft, drafts, useDraft } from '../components/drafts.ts';
import { useRoom } from './supervise.ts';

const BETWEEN = '\u001f';
const kept = drafts();

/**
 * @param what it belongs to: the act, and which question, alarm or session
 * @param empty what stands there before anything is typed
 */
export function useRoomDraft<T extends object>(what: readonly string[], empty: T): Draft<T> {
  const { room, status } = useRoom();
  return useDraft(kept, [room.room ?? '', status.person?.who ?? '', ...what].join(BETWEEN), empty);
}
