/** What passes from a station to its window tells the shell as well what that window may take: the shell asks nobody for it. */
import { roomStatus } from '../../shared/bridge/room.ts';
import { seatStatus } from '../../shared/bridge/seat.ts';
import type { StationRole } from '../../shared/bridge/shell.ts';
import type { Asker } from './permissions.ts';
import { statusIn } from './statusIn.ts';

export type StationWants = Pick<Asker, 'recordingDue' | 'watched' | 'speaks'>;

export const NOTHING: StationWants = { recordingDue: false, watched: false, speaks: false };

/**
 * Whether the person at a seat is to be recorded now, and whether the monitor wants him; whether somebody speaks at the room's window. Null for a message that
 * says nothing of it.
 */
export function stationWants(role: StationRole, message: unknown): StationWants | null {
  const said = statusIn(message);
  if (role === 'room') {
    const status = roomStatus.safeParse(said);
    if (!status.success) return null;
    return { ...NOTHING, speaks: status.data.lines.some(({ state }) => state === 'accepted') };
  }
  const status = role === 'seat' ? seatStatus.safeParse(said) : null;
  if (status === null || !status.success) return null;
  const { recording, watched } = status.data;
  return { ...NOTHING, recordingDue: recording.due && !recording.paused, watched: watched !== null };
}
