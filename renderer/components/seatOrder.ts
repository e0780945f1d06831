/** Seats as they stand in the room: 2 before 10. */
export const bySeat = (one: { readonly seat: string }, other: { readonly seat: string }): number =>
  one.seat.localeCompare(other.seat, 'en', { numeric: true });
