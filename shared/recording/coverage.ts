/**
 * Whether a recording is whole: what the journal says was recorded, held against what is there. Each segment that is missing, swapped, doubled,
 * cut, re-ordered, altered or foreign is named with its time; and so is time that nothing covers and no gap explains.
 */
import type { Closure } from './closedScreens.ts';
import type { Stretch } from './due.ts';
import {
  absent,
  altered,
  cut,
  doubled,
  doubledBy,
  fault,
  foreign,
  hole,
  leftBehind,
  lost,
  missing,
  type Place,
  type RecordingFault,
  reordered,
  swapped,
  unopened,
  type Why,
} from './fault.ts';
import { isLost, type Lost } from './loss.ts';
import type { Segment } from './manifest.ts';
import { coveredBy, uncovered } from './stretches.ts';
import { type SegmentId, segmentName, TRACKS, type Track } from './track.ts';

/** A `recording-head` of the journal, with its session. */
export interface BoundHead extends SegmentId {
  readonly pieces: number;
  readonly head: string;
  readonly from: string;
  readonly to: string;
}

/** A `recording-gap` of the journal, with its session. */
export interface ToldGap {
  readonly session: string;
  readonly track: Track;
  readonly from: string;
  readonly to: string;
}

/** What the journal says of a room's recording. */
export interface Told {
  readonly heads: readonly BoundHead[];
  readonly gaps: readonly ToldGap[];
  /** By session. */
  readonly due: ReadonlyMap<string, readonly Stretch[]>;
  /** What was declared lost, by session (`loss.ts`); left out: nothing. */
  readonly lost?: ReadonlyMap<string, readonly Lost[]>;
  /** Screens that may stay closed, by segment (`closedScreens.ts`); left out: none. */
  readonly closures?: ReadonlyMap<string, Closure>;
}

/** A row of the manifest, and what stands at its file. */
export interface Presented {
  readonly claim: Segment;
  /** Null: there is no such file. */
  readonly found: {
    readonly bytes: number;
    readonly sha256: string;
    /** The chain over what the file holds, after each piece; null where it takes a key that is not at hand. */
    readonly heads: readonly string[] | null;
    /** Whether a key at hand opens it. */
    readonly opens: boolean;
  } | null;
}

/** Milliseconds that may be without a recording and without a word about it. */
const TOLERANCE = 10_000;
/** Milliseconds between two pieces from which on nothing counts as recorded between them. */
export const SILENCE = 5_000;

const iso = (ms: number): string => new Date(ms).toISOString();

/** Every fault, in the order of the journal's heads and then of the manifest's rows. */
export function recordingFaults(told: Told, presented: readonly Presented[]): RecordingFault[] {
  const bound = newestHeads(told.heads);
  const named = new Map<string, Presented>();
  const faults = listFaults(presented, named);
  for (const [name, head] of bound)
    if (!named.has(name)) faults.push(lacking(told, head, head, missing(place(head, bound))));
  for (const [name, one] of named) {
    const why = contentFault(one, told, bound, named);
    if (why !== null) faults.push(why);
    else if (!bound.has(name)) faults.push(fault(one.claim, one.claim, foreign));
  }
  return [...faults, ...holes(told, bound, named)];
}

function newestHeads(heads: readonly BoundHead[]): Map<string, BoundHead> {
  const newest = new Map<string, BoundHead>();
  for (const head of heads) {
    const before = newest.get(segmentName(head));
    if (before === undefined || head.pieces >= before.pieces) newest.set(segmentName(head), head);
  }
  return newest;
}

/** What the list of segments itself shows: a segment twice, or rows out of their order. Fills `named` with the first of each. */
function listFaults(presented: readonly Presented[], named: Map<string, Presented>): RecordingFault[] {
  const faults: RecordingFault[] = [];
  let before: Segment | null = null;
  for (const one of presented) {
    const { claim } = one;
    if (named.has(segmentName(claim))) faults.push(fault(claim, claim, doubled));
    else {
      named.set(segmentName(claim), one);
      const back =
        before?.session === claim.session && before.track === claim.track && before.segment > claim.segment;
      if (back) faults.push(fault(claim, claim, reordered));
    }
    before = claim;
  }
  return faults;
}

/** What is wrong with a segment's file, or with what the manifest says of it; null where nothing is. */
function contentFault(
  { claim, found }: Presented,
  told: Told,
  bound: ReadonlyMap<string, BoundHead>,
  named: ReadonlyMap<string, Presented>,
): RecordingFault | null {
  const name = segmentName(claim);
  const newest = bound.get(name);
  if (found === null) return fault(claim, claim, absent, true);
  if (found.sha256 !== claim.sha256) {
    const other = [...named.values()].find(
      (one) => one.claim.sha256 === found.sha256 && segmentName(one.claim) !== name,
    );
    if (other !== undefined) {
      const still = other.found?.sha256 === other.claim.sha256;
      return fault(claim, claim, still ? doubledBy(other.claim) : swapped(other.claim));
    }
    return found.bytes < claim.bytes
      ? fault(claim, { from: iso(lastWhole(claim, found.bytes)), to: claim.to }, cut)
      : fault(claim, claim, altered);
  }
  if (newest === undefined) return null;
  const chain = found.heads ?? claimed(claim);
  const count = found.heads?.length ?? claim.pieces.length;
  const own = told.heads.filter((head) => segmentName(head) === name);
  const fits = own.every(
    ({ pieces, head }) => pieces > count || chain[pieces - 1] === undefined || chain[pieces - 1] === head,
  );
  if (!fits) {
    const other = [...bound.values()].find(
      (one) => segmentName(one) !== name && (one.head === claim.head || one.from === claim.from),
    );
    return fault(claim, newest, other === undefined ? altered : swapped(other));
  }
  if (found.heads !== null && chain[claim.pieces.length - 1] !== claim.head)
    return fault(claim, claim, altered);
  const closure = told.closures?.get(name);
  if (!found.opens && closure === undefined) return lacking(told, claim, newest, unopened);
  if (!found.opens && closure === 'seat') return lacking(told, claim, newest, leftBehind, true);
  if (newest.pieces <= count) return null;
  const last = claim.pieces[count - 1]?.[1];
  const rest = { from: last === undefined ? claim.from : iso(last), to: newest.to };
  return claim.pieces.length === count ? lacking(told, claim, rest, cut) : fault(claim, rest, cut);
}

/** Of a segment that no key opens, only what the manifest says of its last head can be compared. */
function claimed({ pieces, head }: Segment): (string | undefined)[] {
  const chain: (string | undefined)[] = new Array(pieces.length).fill(undefined);
  if (pieces.length > 0) chain[pieces.length - 1] = head;
  return chain;
}

/** When the last piece was made that lies wholly within so many bytes of the file. */
function lastWhole({ pieces, from }: Segment, bytes: number): number {
  let at = Date.parse(from);
  let end = 0;
  for (const [length, made] of pieces) {
    end += length;
    if (end > bytes) break;
    at = made;
  }
  return at;
}

/** Time that was to be recorded, that no segment covers and no gap explains; what a named segment lacks is named already. */
function holes(
  told: Told,
  bound: ReadonlyMap<string, BoundHead>,
  named: ReadonlyMap<string, Presented>,
): RecordingFault[] {
  const { due, gaps } = told;
  return [...due].flatMap(([session, stretches]) =>
    TRACKS.flatMap((track) => {
      const own = (one: { session: string; track: Track }): boolean =>
        one.session === session && one.track === track;
      const covered = [
        ...[...named.values()]
          .filter(({ claim }) => own(claim))
          .flatMap(({ claim }) =>
            coveredBy(
              Date.parse(claim.from),
              claim.pieces.map(([, at]) => ({ at })),
              SILENCE,
            ),
          ),
        ...[...bound.entries()]
          .filter(
            ([name, head]) =>
              own(head) && (!named.has(name) || named.get(name)!.claim.pieces.length < head.pieces),
          )
          .map(([, head]) => stretchOf(head)),
        ...gaps.filter(own).map(stretchOf),
      ];
      return uncovered(stretches, covered, TOLERANCE).map(({ from, to }) =>
        lacking(told, { session, track, segment: null }, { from: iso(from), to: iso(to) }, hole),
      );
    }),
  );
}

const stretchOf = ({ from, to }: { from: string; to: string }): Stretch => ({
  from: Date.parse(from),
  to: Date.parse(to),
});

/** What the manifest itself has not, or no key opens: where its loss was declared it is lost, and nothing speaks against the rest. */
const lacking = (
  told: Told,
  of: Parameters<typeof fault>[0],
  { from, to }: Parameters<typeof fault>[1],
  why: Why,
  isAbsent = false,
): RecordingFault =>
  isLost(told.lost?.get(of.session) ?? [], { track: of.track, from, to })
    ? fault(of, { from, to }, lost, true, 'declared')
    : fault(of, { from, to }, why, isAbsent, 'may');

/** Where in its track a segment stands that is not there. */
function place(head: BoundHead, bound: ReadonlyMap<string, BoundHead>): Place {
  const numbers = [...bound.values()]
    .filter(({ session, track }) => session === head.session && track === head.track)
    .map(({ segment }) => segment);
  if (head.segment === Math.max(...numbers)) return 'last';
  return head.segment === Math.min(...numbers) ? 'first' : 'middle';
}
