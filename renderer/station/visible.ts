/**
 * What of a status a person would see change at once. A recording counts on at every second and writes its heads into the journal: a window that was
 * drawn anew for each of them, in a room of ten seats, would do nothing else.
 */
import type { RoomStatus } from '../../shared/bridge/room.ts';
import type { SeatStatus } from '../../shared/bridge/seat.ts';
import type { Entry } from '../../shared/journal/entry.ts';

const ofSeat = ({ head: _head, acts, recording, ...rest }: SeatStatus) => ({
  ...rest,
  waiting: acts.saved - acts.received,
  recording: {
    ...recording,
    tracks: recording.tracks.map(({ track, problem, pieces }) => ({ track, problem, begun: pieces > 0 })),
    bytesPerHour: null,
    hoursLeft: null,
    unsent: recording.unsent > 0,
  },
});

const ofRoom = ({ head: _head, seats, clock, disk, ...rest }: RoomStatus) => ({
  ...rest,
  seats: seats.map(({ entries: _entries, ...seat }) => seat),
  clock: clock.seats.map(({ seat, warn }) => ({ seat, warn })),
  disk: { warn: disk.warn, problem: disk.problem },
});

/** Equal for two statuses that look the same. */
export const visible = (status: SeatStatus | RoomStatus | null): string =>
  JSON.stringify(status === null ? null : 'recording' in status ? ofSeat(status) : ofRoom(status));

/** An entry that only says that a recording goes on. */
export const isCounter = ({ act }: Entry): boolean => act.type === 'recording-head';
