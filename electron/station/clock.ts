/** A station's clock: the room's wall time, which anybody may set, beside a monotonic reading, which nobody can. */
import type { Clock } from '../session/sessionAuthor.ts';

/**
 * @param wall the present time
 * @param mono milliseconds since the station started
 */
export const stationClock = (wall: () => Date, mono: () => number): Clock => ({
  now: () => withOffset(wall()),
  mono: () => mono().toFixed(3),
});

/** RFC 3339 with milliseconds and the machine's own offset. */
export function withOffset(date: Date): string {
  const offset = -date.getTimezoneOffset();
  const two = (n: number): string => String(Math.floor(Math.abs(n))).padStart(2, '0');
  const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1);
  return `${local}${offset < 0 ? '-' : '+'}${two(offset / 60)}:${two(offset % 60)}`;
}
