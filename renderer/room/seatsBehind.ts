import type { RoomStatus } from '../../shared/bridge/room.ts';

/** Seats that have not been sent the whole record, as far as this station knows since it was started: cleared before they have it, it cannot give it to them. */
export const seatsBehind = ({ seats, head }: Pick<RoomStatus, 'seats' | 'head'>): string[] =>
  seats.filter(({ entries }) => entries < head.seq).map(({ seat }) => seat);
