/** The recording of this seat: begins by itself when the station says that it is due, for as long as it is. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SeatStatus, seatContract } from '../../../shared/bridge/seat.ts';
import { USUAL } from '../../../shared/recording/rate.ts';
import { TRACKS } from '../../../shared/recording/track.ts';
import type { RoomView } from '../../station/roomView.ts';
import { type SeatClient, seatStore } from '../seat.ts';
import type { TrackLook } from './mark.ts';
import { trackRunner } from './trackRunner.ts';

const TICK = 1000;

export interface RecordingView {
  readonly tracks: readonly TrackLook[];
  /** There is a station to record to. */
  readonly up: boolean;
}

interface Recording {
  readonly store: StoreApi<RecordingView>;
  /** What is heard at the seat besides the microphone belongs into its recording. See `TrackRunner.mix`. */
  recordAlso(sound: MediaStreamTrack | null): Promise<void>;
}

function recordingOf(seat: StoreApi<RoomView<typeof seatContract>>): Recording {
  const store = createStore<RecordingView>(() => ({ tracks: [], up: false }));
  const runners = TRACKS.map((track) => trackRunner(track, USUAL, show));
  let client: SeatClient | null = null;
  /** What the station before this one has said last: true of it alone. */
  let stale: SeatStatus | null = null;

  function show(): void {
    store.setState({
      up: client !== null && !client.closed,
      tracks: runners.map(({ state, devices, waiting, late }) => ({ state, devices, waiting, late })),
    });
  }

  function follow({ client: next, status }: RoomView<typeof seatContract>): void {
    if (next !== client) {
      client = next;
      stale = status;
    }
    const there = client !== null && !client.closed;
    const said = status === stale ? null : (status?.recording ?? null);
    for (const runner of runners) {
      runner.attach(there ? client : null);
      if (said != null) runner.setRate(said.rate);
      runner.want(there && said?.due === true && !said.paused, said?.segmentSeconds ?? 0);
    }
    show();
  }

  seat.subscribe(follow);
  follow(seat.getState());
  setInterval(() => {
    for (const runner of runners) runner.tick();
  }, TICK);
  return { store, recordAlso: (sound) => runners[TRACKS.indexOf('camera')]!.mix(sound) };
}

export const { store: recordingStore, recordAlso } = recordingOf(seatStore);
