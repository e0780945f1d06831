/** How far the seats' wall clocks are from the host's: order is the journal's, but the times that people read are the clocks'. */

export interface SeatClock {
  readonly seat: string;
  /** Milliseconds by which the seat's clock is ahead, as a decimal string; the way of the message makes it a little too small. */
  readonly offset: string;
  /** A person should set one of the two clocks. */
  readonly warn: boolean;
}

/** Milliseconds that nobody minds. */
const TOLERATED = 2_000;
/** Milliseconds by which a clock has to move for windows to be told again. */
const STEP = 250;

/**
 * @param now the host's clock, RFC 3339
 * @param changed what `all` says has changed by more than a breath
 */
export function seatClocks(now: () => string, changed: () => void) {
  const clocks = new Map<string, { readonly ahead: number; readonly told: number }>();
  return {
    heard(seat: string, at: string): void {
      const ahead = Date.parse(at) - Date.parse(now());
      const told = clocks.get(seat)?.told;
      const same = told !== undefined && Math.abs(ahead - told) < STEP;
      clocks.set(seat, { ahead, told: same ? told : ahead });
      if (!same) changed();
    },
    gone(seat: string): void {
      clocks.delete(seat);
    },
    all: (): SeatClock[] =>
      [...clocks].map(([seat, { ahead }]) => ({
        seat,
        offset: `${ahead}`,
        warn: Math.abs(ahead) > TOLERATED,
      })),
  };
}
