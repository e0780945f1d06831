/** This machine's clock in a frame's head; apart, so that a second that passes draws nothing else. */
import { useNow } from './clock.ts';
import { wallTime } from './moments.ts';

export function RoomClock({
  seconds = false,
  title,
}: {
  readonly seconds?: boolean;
  readonly title?: string;
}) {
  return (
    <span className="figures" title={title}>
      {wallTime(useNow(), seconds)}
    </span>
  );
}
