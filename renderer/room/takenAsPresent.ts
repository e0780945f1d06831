/** Who is in the room when it is paused or goes on, as far as the machines can say: the supervisor looks, and corrects it. */
import type { RoomStatus } from '../../shared/bridge/room.ts';
import { activeSession } from '../../shared/evaluation/committee.ts';
import type { RoomState } from '../../shared/journal/state.ts';

/** Members who are admitted and whose session's machine is connected now, in the committee's order. */
export const takenAsPresent = (room: RoomState, seats: RoomStatus['seats']): string[] =>
  room.members.filter((who) => {
    const session = activeSession(room, who);
    return session !== undefined && seats.some(({ up, sessions }) => up && sessions.includes(session.key));
  });
