/**
 * Watches one seat: takes every frame and every piece of sound as they arrive, looks at some, and tells alarms. What it keeps does not grow:
 * one reduced picture, one second of sound, one search for faces at a time.
 */
import { type FrameFacts, frameFacts } from '../../shared/noticing/frameFacts.ts';
import { notice, noticedLast, noticing, type Sample, type SeatAlarm } from '../../shared/noticing/notice.ts';
import { coloured, type I420, type Picture, reduced } from '../../shared/noticing/picture.ts';
import { soundFacts } from '../../shared/noticing/soundFacts.ts';
import type { NoticingThresholds } from '../../shared/noticing/thresholds.ts';
import type { FaceCounter } from './faces.ts';

/** Time by the room's clock, in milliseconds since 1970; no setting of the machine's clock may make it jump. */
export interface WatchClock {
  now(): number;
  /** Calls `tick` about once a second until it is stopped. */
  every(tick: () => void): () => void;
}

export interface WatcherOptions {
  /** What the seat is called in the room: it comes back with each alarm. */
  readonly seat: string;
  readonly thresholds: NoticingThresholds;
  readonly faces: FaceCounter;
  readonly clock: WatchClock;
  /** Each alarm twice: raised (`to` null), and ended. */
  readonly alarms: (seat: string, alarm: SeatAlarm) => void;
}

export interface Watcher {
  /** @param at when it arrived, by the watcher's clock. The frame's bytes are free again when this returns. */
  frame(frame: I420, at: number): void;
  /** @param pcm one channel, of any length up to a second */
  sound(pcm: Int16Array, sampleRate: number, at: number): void;
  /** @param offset seconds by which the seat's clock is ahead of the room's */
  clock(offset: number, at: number): void;
  /** The seat is no longer watched, and that is no fault: open alarms end. */
  close(): void;
}

export function createWatcher({ seat, thresholds, faces, clock, alarms }: WatcherOptions): Watcher {
  let state = noticing(clock.now());
  let picture: Picture | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let searchedAt = Number.NEGATIVE_INFINITY;
  let searching = false;
  let closed = false;
  let second = new Int16Array(0);
  let filled = 0;

  function take(sample: Sample): void {
    if (closed) return;
    const noticed = notice(state, sample, thresholds);
    state = noticed.state;
    for (const alarm of noticed.alarms) alarms(seat, alarm);
  }

  function search(frame: I420, small: Picture, at: number): void {
    if (searching || at - searchedAt < thresholds.facesEvery * 1000) return;
    searching = true;
    searchedAt = at;
    void faces.count(coloured(frame, small)).then((count) => {
      searching = false;
      if (count !== null) take({ at, faces: count });
    });
  }

  const stop = clock.every(() => take({ at: clock.now() }));

  return {
    frame(frame, at) {
      if (closed || at - lookedAt < thresholds.looksEvery * 1000) return;
      lookedAt = at;
      const small = reduced(frame);
      const facts: FrameFacts = frameFacts(small, picture);
      picture = small;
      take({ at, picture: facts });
      if (state.sees) search(frame, small, at);
    },
    sound(pcm, sampleRate, at) {
      if (closed) return;
      if (second.length !== sampleRate) {
        second = new Int16Array(sampleRate);
        filled = 0;
      }
      for (let from = 0; from < pcm.length; ) {
        const part = pcm.subarray(from, from + second.length - filled);
        second.set(part, filled);
        filled += part.length;
        from += part.length;
        if (filled < second.length) break;
        filled = 0;
        take({ at, sound: soundFacts(second, sampleRate) });
      }
    },
    clock: (offset, at) => take({ at, offset }),
    close() {
      if (closed) return;
      stop();
      for (const alarm of noticedLast(state, clock.now())) alarms(seat, alarm);
      closed = true;
    },
  };
}
