import type { RoomStatus } from '../../shared/bridge/room.ts';

/**
 * The seats from which a lost journal can be rebuilt now. A spare seat that holds nothing stands for nobody.
 * @param members of the committee
 * @returns `up`: connected seats that hold entries; `all`: no member's copy is known to be out of reach
 */
export function seatsHolding(
  seats: RoomStatus['seats'],
  members: number,
): { readonly up: number; readonly all: boolean } {
  const holding = seats.filter(({ entries }) => entries > 0);
  const up = holding.filter((seat) => seat.up).length;
  return { up, all: up === holding.length && up >= members };
}
