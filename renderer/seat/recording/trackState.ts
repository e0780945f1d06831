/** One track of the recording: what is known of it, what can happen to it, what it orders. */
import type { Params } from '../../../shared/bridge/contract.ts';
import type { seatContract } from '../../../shared/bridge/seat.ts';

export type Track = Params<typeof seatContract, 'recordingTrouble'>['track'];
export type TroubleKind = Params<typeof seatContract, 'recordingTrouble'>['kind'];

/** Both clocks of this machine, milliseconds. The monotonic one may stand still while the machine sleeps; the wall's may be set by anybody. */
export interface Moment {
  readonly mono: number;
  readonly wall: number;
}

export interface Recorder {
  readonly id: number;
  /** `opening`: the station has not given the segment its number; `stopping`: its last data is on the way. */
  readonly state: 'opening' | 'running' | 'stopping';
  readonly segment: number | null;
  /** Monotonic: since when it is in this state. */
  readonly since: number;
  /** Monotonic: when it last gave data; null before it has. */
  readonly data: number | null;
}

export interface TrackState {
  readonly track: Track;
  readonly wanted: boolean;
  /** Milliseconds after which a recorder is followed by the next. */
  readonly length: number;
  readonly source: 'none' | 'opening' | 'open';
  /** Monotonic: since when the source is in this state. */
  readonly since: number;
  /** Devices that this track lacks while the others go on. */
  readonly missing: readonly TroubleKind[];
  /** What is wrong now; null once data comes again. */
  readonly trouble: TroubleKind | null;
  /** Kinds of trouble that were told and are not over. */
  readonly told: readonly TroubleKind[];
  /** Newest last. */
  readonly recorders: readonly Recorder[];
  /** How many recorders there have been. */
  readonly count: number;
  /** Monotonic: no segment is asked for before. */
  readonly notBefore: number;
  /** The station has not taken what waits for it: nothing is recorded until it has. */
  readonly blocked: boolean;
  readonly looked: Moment | null;
}

export type TrackEvent =
  /** @property length milliseconds of a segment */
  | { readonly on: 'wanted'; readonly wanted: boolean; readonly length: number }
  | { readonly on: 'acquired'; readonly missing: readonly TroubleKind[]; readonly text: string }
  | { readonly on: 'unavailable'; readonly kind: TroubleKind; readonly text: string }
  /** A device ended or fell silent. */
  | { readonly on: 'lost'; readonly kind: TroubleKind; readonly text: string }
  | { readonly on: 'opened'; readonly recorder: number; readonly segment: number }
  /** The station opens no segment for it, or takes nothing more of its segment. */
  | { readonly on: 'refused'; readonly recorder: number }
  | { readonly on: 'data'; readonly recorder: number }
  | { readonly on: 'stopped'; readonly recorder: number }
  | { readonly on: 'failed'; readonly recorder: number; readonly text: string }
  /** As much waits for the station as may wait. */
  | { readonly on: 'full'; readonly text: string }
  | { readonly on: 'drained' }
  /** What is recorded has become another mixture of the same devices: the next segment begins with it. */
  | { readonly on: 'mixed' }
  | { readonly on: 'tick' };

export type Order =
  | { readonly do: 'acquire' }
  | { readonly do: 'release' }
  /** Asks the station for a segment. */
  | { readonly do: 'open'; readonly recorder: number }
  | { readonly do: 'start'; readonly recorder: number; readonly segment: number }
  | { readonly do: 'stop'; readonly recorder: number }
  /** Nothing more comes of it: the station closes its segment behind its last piece. */
  | { readonly do: 'close'; readonly recorder: number }
  | { readonly do: 'tell'; readonly kind: TroubleKind; readonly text: string };

export interface Step {
  readonly state: TrackState;
  readonly orders: readonly Order[];
}

export const newTrack = (track: Track): TrackState => ({
  track,
  wanted: false,
  length: 0,
  source: 'none',
  since: 0,
  missing: [],
  trouble: null,
  told: [],
  recorders: [],
  count: 0,
  notBefore: 0,
  blocked: false,
  looked: null,
});
