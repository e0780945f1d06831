/** Who looks at the raw pictures and sound of each seat: one watcher a seat, one search for faces for all. */
import type { SeatAlarm } from '../../shared/noticing/notice.ts';
import type { NoticingThresholds } from '../../shared/noticing/thresholds.ts';
import { openFaceCounter } from '../noticing/faces.ts';
import { createWatcher, type Watcher } from '../noticing/watcher.ts';

/** Begins to watch a seat. @param told hears each alarm when it is raised and when it has ended */
export type Watch = (seat: string, told: (alarm: SeatAlarm) => void) => Watcher;

/** @param now milliseconds since 1970, by a clock that nobody sets while it runs */
export function watchSeats(thresholds: NoticingThresholds, now: () => number): Watch {
  const faces = openFaceCounter(thresholds.faceScore);
  const clock = {
    now,
    every(tick: () => void) {
      const timer = setInterval(tick, 1000);
      return () => clearInterval(timer);
    },
  };
  return (seat, told) => createWatcher({ seat, thresholds, faces, clock, alarms: (_, alarm) => told(alarm) });
}
