/** The moment that all seats show: one clock for all of them, which runs, rests and jumps. */
import { createStore, type StoreApi } from 'zustand/vanilla';

export const SPEEDS = [0.5, 1, 2, 4, 8] as const;
export type Speed = (typeof SPEEDS)[number];

export interface Playhead {
  /** By the room's clock, milliseconds since 1970. */
  readonly at: number;
  readonly playing: boolean;
  readonly speed: Speed;
  /** Counts the jumps, so that a jump to where it stands is one too. */
  readonly jumps: number;
  seek(at: number): void;
  play(): void;
  pause(): void;
  setSpeed(speed: Speed): void;
  /** Moves on by what has passed on this machine, in milliseconds; rests at the end. */
  pass(milliseconds: number): void;
}

/** @param from and `to`: what there is to show, by the room's clock */
export function playhead(from: number, to: number): StoreApi<Playhead> {
  const within = (at: number): number => Math.min(to, Math.max(from, at));
  return createStore<Playhead>((set, get) => ({
    at: from,
    playing: false,
    speed: 1,
    jumps: 0,
    seek: (at) => set({ at: within(at), jumps: get().jumps + 1 }),
    play: () => set({ playing: get().at < to }),
    pause: () => set({ playing: false }),
    setSpeed: (speed) => set({ speed }),
    pass(milliseconds) {
      const { at, playing, speed } = get();
      if (!playing) return;
      const next = within(at + milliseconds * speed);
      set({ at: next, playing: next < to });
    },
  }));
}
