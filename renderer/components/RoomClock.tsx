/** The room's clock in a frame's head; apart, so that a second that passes draws nothing else. */
import { useNow } from './clock.ts';
import { wallTime } from './moments.ts';

interface Props {
  /** Milliseconds by which this machine's clock is behind the room's. */
  readonly behind?: number;
  readonly title?: string;
}

export function RoomClock({ behind = 0, title }: Props) {
  return (
    <span className="figures" title={title}>
      {wallTime(useNow() + behind, true)}
    </span>
  );
}
