/** Whether a session is to be recorded: from its admission until the scores are released. */
import { currentRound, isMember } from '../evaluation/committee.ts';
import { allOpened } from '../evaluation/gate.ts';
import type { RoomState, Session } from '../journal/state.ts';

/** Whether the scores of the round that counts are out. A committee that goes back is recorded again. */
const released = (state: RoomState): boolean => {
  const round = currentRound(state);
  return round !== undefined && allOpened(state, round);
};

/** Whether this session's seat is to be recorded now, but for a pause of the room. */
export const recordingDue = (state: RoomState, session: Session): boolean =>
  state.opening?.recording.due === true &&
  state.closed === null &&
  session.role === 'member' &&
  session.admitted !== null &&
  session.closed === null &&
  isMember(state, session.who) &&
  !released(state);
