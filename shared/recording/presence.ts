/** What a track has at a moment: a segment, or why there is none. */
import type { ToldGap } from './coverage.ts';
import type { Stretch } from './due.ts';
import { type ListedSegment, segmentAt } from './moment.ts';

export interface GapWithReason extends ToldGap {
  readonly reason: string;
}

export interface TrackRecord<S extends ListedSegment> {
  readonly segments: readonly S[];
  /** Of this track. */
  readonly gaps: readonly GapWithReason[];
  /** When its session was to be recorded. */
  readonly due: readonly Stretch[];
}

export type Presence<S> =
  | { readonly kind: 'recorded'; readonly segment: S }
  /** The journal explains why there is nothing. */
  | { readonly kind: 'gap'; readonly gap: GapWithReason }
  /** It was not to be recorded then: not admitted yet, paused, or the scores were out. */
  | { readonly kind: 'not-due' }
  /** It was to be recorded, and there is neither a recording nor a word about it. */
  | { readonly kind: 'hole' };

const within = (at: number, { from, to }: Stretch): boolean => from <= at && at <= to;

/** @param at milliseconds since 1970, by the seat's clock */
export function presenceAt<S extends ListedSegment>(track: TrackRecord<S>, at: number): Presence<S> {
  const segment = segmentAt(track.segments, at);
  if (segment !== null) return { kind: 'recorded', segment };
  const gap = track.gaps.find(({ from, to }) => within(at, { from: Date.parse(from), to: Date.parse(to) }));
  if (gap !== undefined) return { kind: 'gap', gap };
  return track.due.some((stretch) => within(at, stretch)) ? { kind: 'hole' } : { kind: 'not-due' };
}
