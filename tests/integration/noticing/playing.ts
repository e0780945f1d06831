/** Plays a clip to a watcher as fast as it takes it: time is the clip's own. */
import type { FaceCounter } from '../../../electron/noticing/faces.ts';
import { createWatcher, type Watcher } from '../../../electron/noticing/watcher.ts';
import type { SeatAlarm } from '../../../shared/noticing/notice.ts';
import type { I420 } from '../../../shared/noticing/picture.ts';
import type { NoticingThresholds } from '../../../shared/noticing/thresholds.ts';
import { RATE, SAMPLE_RATE } from './clips.ts';

export interface Clip {
  readonly seconds: number;
  /** Null where none arrives. */
  readonly frame: (second: number, half: number) => I420 | null;
  /** Of one second; null where none arrives. */
  readonly sound: (second: number) => Int16Array | null;
  /** Seconds by which the seat's clock is ahead. */
  readonly offset?: number;
}

const BEGIN = Date.parse('2026-05-18T09:30:00Z');

/** Sound comes in pieces of 10 ms, as from WebRTC. */
function hear(watcher: Watcher, pcm: Int16Array, from: number): void {
  const piece = SAMPLE_RATE / 100;
  for (let i = 0; i < pcm.length; i += piece)
    watcher.sound(pcm.subarray(i, i + piece), SAMPLE_RATE, from + ((i + piece) * 1000) / SAMPLE_RATE);
}

/** @returns what was told, in order; the alarms that watching's end ended are not in it */
export async function play(
  clip: Clip,
  faces: FaceCounter,
  thresholds: NoticingThresholds,
): Promise<SeatAlarm[]> {
  const told: SeatAlarm[] = [];
  let now = BEGIN;
  let tick: () => void = () => undefined;
  let searches: Promise<unknown> = Promise.resolve();
  const watcher = createWatcher({
    seat: '03',
    thresholds,
    faces: {
      ...faces,
      count(picture) {
        const count = faces.count(picture);
        searches = count;
        return count;
      },
    },
    clock: {
      now: () => now,
      every(each) {
        tick = each;
        return () => undefined;
      },
    },
    alarms: (_, alarm) => told.push(alarm),
  });
  for (let second = 0; second < clip.seconds; second++) {
    for (let half = 0; half < RATE; half++) {
      now = BEGIN + (second + half / RATE) * 1000;
      const frame = clip.frame(second, half);
      if (frame !== null) watcher.frame(frame, now);
      await searches;
    }
    const pcm = clip.sound(second);
    if (pcm !== null) hear(watcher, pcm, BEGIN + second * 1000);
    now = BEGIN + (second + 1) * 1000;
    if (clip.offset !== undefined) watcher.clock(clip.offset, now);
    tick();
  }
  const noticed = [...told];
  watcher.close();
  return noticed;
}
