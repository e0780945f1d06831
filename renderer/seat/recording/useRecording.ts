/** The recording in a component. */
import { useStore } from 'zustand';
import type { SeatStatus } from '../../../shared/bridge/seat.ts';
import { type Mark, markOf } from './mark.ts';
import { type RecordingView, recordingStore } from './recording.ts';

export function useRecording(status: SeatStatus | null): {
  readonly mark: Mark;
  readonly view: RecordingView;
} {
  const view = useStore(recordingStore);
  return { view, mark: markOf(status?.recording ?? null, view.up, view.tracks) };
}
