/**
 * Where a moment lies in a recording: in which segment, and how far into it. A recorder's own time runs as the window's monotonic clock does; it is never
 * counted from pieces, which may come late, and never from the wall clock alone, which may be set.
 */
import { SILENCE } from './coverage.ts';
import type { Stretch } from './due.ts';
import type { Segment } from './manifest.ts';

/** When a piece was made: milliseconds since 1970, microseconds of the monotonic clock. */
export type PieceTime = readonly [at: number, mono: number];

/** What of a segment is needed to find a moment in it. */
export interface SegmentTimes {
  /** The recorder's start, RFC 3339. */
  readonly from: string;
  readonly pieces: readonly PieceTime[];
}

/** A moment by both clocks. */
interface Knot {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Milliseconds of the segment's own time. */
  readonly offset: number;
}

export const pieceTimes = ({ from, pieces }: Segment): SegmentTimes => ({
  from,
  pieces: pieces.map(([, at, mono]) => [at, mono]),
});

/** The recorder's start and the end of each piece. The monotonic clock of the start is not written down: to the first piece the wall clock has to do. */
function knots({ from, pieces }: SegmentTimes): Knot[] {
  const start = Date.parse(from);
  const [first] = pieces;
  if (first === undefined) return [];
  const until = Math.max(0, first[0] - start);
  return [
    { at: start, offset: 0 },
    ...pieces.map(([at, mono]) => ({ at, offset: until + Math.max(0, mono - first[1]) / 1000 })),
  ];
}

/**
 * Milliseconds from the beginning of the segment to the moment; null where it records none: before its start, after its last piece, or where
 * no piece came for so long that nothing was recorded.
 * @param at milliseconds since 1970, by the seat's clock
 */
export function offsetAt(segment: SegmentTimes, at: number): number | null {
  const all = knots(segment);
  for (let i = 1; i < all.length; i++) {
    const [a, b] = [all[i - 1]!, all[i]!];
    if (at < a.at || at > b.at || b.at - a.at > SILENCE) continue;
    const part = b.at === a.at ? 0 : (at - a.at) / (b.at - a.at);
    return a.offset + part * (b.offset - a.offset);
  }
  return null;
}

/** The moment, by the seat's clock, that so many milliseconds of the segment show; the last one's for whatever lies behind it. */
export function momentAt(segment: SegmentTimes, offset: number): number {
  const all = knots(segment);
  for (let i = 1; i < all.length; i++) {
    const [a, b] = [all[i - 1]!, all[i]!];
    if (offset > b.offset) continue;
    const part = b.offset === a.offset ? 1 : (offset - a.offset) / (b.offset - a.offset);
    return a.at + Math.max(0, part) * (b.at - a.at);
  }
  return all.at(-1)?.at ?? Date.parse(segment.from);
}

/** A segment as a list of them shows it. */
export interface ListedSegment {
  readonly segment: number;
  /** Milliseconds since 1970, by the seat's clock; in order, apart from each other. */
  readonly covered: readonly Stretch[];
}

/**
 * The segment that shows a moment. Segments overlap: of two the older is taken, whose pictures are there, and not yet the one that is only
 * just starting.
 * @param segments of one track of one session, by number
 */
export function segmentAt<S extends ListedSegment>(segments: readonly S[], at: number): S | null {
  return segments.find(({ covered }) => covered.some(({ from, to }) => from <= at && at <= to)) ?? null;
}

/** The segments that show any of a stretch, in their order. */
export const segmentsWithin = <S extends ListedSegment>(segments: readonly S[], { from, to }: Stretch): S[] =>
  segments.filter(({ covered }) => covered.some((one) => one.from <= to && from <= one.to));
