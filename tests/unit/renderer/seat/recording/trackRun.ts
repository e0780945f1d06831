import { step } from '../../../../../renderer/seat/recording/track.ts';
import {
  newTrack,
  type Order,
  type TrackEvent,
  type TrackState,
} from '../../../../../renderer/seat/recording/trackState.ts';

export const SEGMENT = 120_000;

/** A track with a clock that only moves when it is told to. */
export function run() {
  let state: TrackState = newTrack('camera');
  let mono = 1000;
  let wall = 1_800_000_000_000;
  const does = (event: TrackEvent): readonly Order[] => {
    const done = step(state, event, { mono, wall });
    state = done.state;
    return done.orders;
  };
  const pass = (ms: number, slept = 0): void => {
    mono += ms;
    wall += ms + slept;
  };
  return {
    does,
    pass,
    get state() {
      return state;
    },
    /** Seconds go by, in each of which the recorder gives data. */
    records(recorder: number, seconds: number): readonly Order[] {
      return Array.from({ length: seconds }, () => {
        pass(1000);
        return [...does({ on: 'data', recorder }), ...does({ on: 'tick' })];
      }).flat();
    },
    /** It is wanted, devices are open, the first segment runs. */
    begin(): void {
      does({ on: 'wanted', wanted: true, length: SEGMENT });
      does({ on: 'acquired', missing: [], text: '' });
      does({ on: 'opened', recorder: 1, segment: 1 });
      does({ on: 'data', recorder: 1 });
    },
  };
}
