/** The recording in a component. */
import { useStore } from 'zustand';
import type { SeatRecording } from '../../../shared/bridge/seat.ts';
import { seatStore } from '../seat.ts';
import { type Mark, markOf } from './mark.ts';
import { type RecordingView, recordingStore } from './recording.ts';

export function useRecording(): {
  /** What the station says; null before it has said anything. */
  readonly said: SeatRecording | null;
  readonly mark: Mark;
  readonly view: RecordingView;
} {
  const view = useStore(recordingStore);
  const said = useStore(seatStore, ({ status }) => status?.recording ?? null);
  return { said, view, mark: markOf(said, view.up, view.tracks) };
}

/** What the mark says. What the recording tells changes many times a second: a component that shows no more than this is not drawn anew each time. */
export function useMarkState(): Mark['state'] {
  const state = (): Mark['state'] => {
    const { up, tracks } = recordingStore.getState();
    return markOf(seatStore.getState().status?.recording ?? null, up, tracks).state;
  };
  useStore(seatStore, state);
  return useStore(recordingStore, state);
}
