/** What the frame says of the recording, from what the station and the recorders say. */
import type { SeatRecording } from '../../../shared/bridge/seat.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import type { TrackState, TroubleKind } from './trackState.ts';

export interface TrackLook {
  readonly state: TrackState;
  readonly devices: readonly string[];
  readonly waiting: number;
  readonly late: boolean;
}

/** `gone`: there is no station; `late`: it does not answer. */
export type Problem = TroubleKind | 'gone' | 'late' | Refusal;

export interface Mark {
  /** `off`: nothing is due; `starting`: due, and nothing has come yet. */
  readonly state: 'off' | 'starting' | 'recording' | 'paused' | 'trouble';
  readonly problem: Problem | null;
}

/** @param up there is a station */
export function markOf(said: SeatRecording | null, up: boolean, tracks: readonly TrackLook[]): Mark {
  if (said === null || !said.due) return { state: 'off', problem: null };
  const problem = up ? problemOf(said, tracks) : 'gone';
  if (problem !== null) return { state: 'trouble', problem };
  if (said.paused) return { state: 'paused', problem: null };
  return { state: tracks.length > 0 && tracks.every(runs) ? 'recording' : 'starting', problem: null };
}

const runs = ({ state }: TrackLook): boolean =>
  state.recorders.some((one) => one.state === 'running' && one.data !== null);

function problemOf(said: SeatRecording, tracks: readonly TrackLook[]): Problem | null {
  const refused = said.tracks.find(({ problem }) => problem !== null)?.problem ?? null;
  if (refused !== null) return refused;
  const troubled = tracks.find(({ state }) => state.trouble !== null)?.state.trouble ?? null;
  return tracks.some(({ late }) => late) ? 'late' : troubled;
}
