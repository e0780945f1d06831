/**
 * A recorder that gets no pictures for a while writes none, and a recorder's file says of no picture how long it stands. A player that is given the file
 * in pieces takes such a break for a new beginning, and drops all pictures after it that do not stand by themselves.
 */
import { type Element, element, elementAt, joinedBytes, unsignedElement, unsignedIn } from './ebml.ts';
import { blockIn, ID, isWhole, readWebm } from './webm.ts';

/** Milliseconds between two pictures from which on it is said how long the first one stands. */
const BREAK = 250;
const MILLISECOND = 1_000_000;
/** Of a block's flags, those that only a simple block has: that it stands by itself, and that it may be left out. */
const SIMPLE = 0x81;
/** A picture before, whichever. */
const EARLIER = new Uint8Array([0xff]);

interface Picture {
  readonly element: Element & { readonly end: number };
  readonly isKey: boolean;
  /** Bytes of a track's number before the block's time. */
  readonly width: number;
  /** Ticks from the beginning. */
  readonly at: number;
}

/**
 * The file with the duration of each picture that stands last in its cluster and has a break after it; the file itself where there are none, or where it is
 * no file of a recorder.
 */
export function withStandingPictures(bytes: Uint8Array): Uint8Array {
  const webm = readWebm(bytes);
  const segment = webm === null ? null : elementAt(bytes, webm.ebml.end);
  if (webm === null || segment === null || segment.end !== null) return bytes;
  const standing = new Map<number, Uint8Array>();
  let before: (Picture & { readonly cluster: number }) | null = null;
  for (const [cluster, { content, end }] of webm.clusters.entries()) {
    const pictures = outermost(bytes, content, end, webm.track);
    if (pictures === null) continue;
    const ticks = before === null ? 0 : pictures.first - before.at;
    if (before?.element.id === ID.simpleBlock && (ticks * webm.scale) / MILLISECOND > BREAK)
      standing.set(before.cluster, clusterWith(bytes, webm.clusters[before.cluster]!, before, ticks));
    before = { ...pictures.last, cluster };
  }
  if (standing.size === 0) return bytes;
  const clusters = webm.clusters.map(({ from, end }, i) => standing.get(i) ?? bytes.subarray(from, end));
  return joinedBytes([bytes.subarray(0, webm.head), ...clusters]);
}

/** Of a cluster's pictures the last one, and when the first comes; null where there are none. */
function outermost(
  bytes: Uint8Array,
  content: number,
  end: number,
  track: number,
): { first: number; last: Picture } | null {
  let base = 0;
  let first: number | null = null;
  let last: Picture | null = null;
  for (let at = content; at < end; ) {
    const one = elementAt(bytes, at);
    if (!isWhole(one) || one.end > end) break;
    at = one.end;
    if (one.id === ID.timestamp) base = unsignedIn(bytes, one.content, one.end);
    const block = blockIn(bytes, one);
    if (block?.track !== track) continue;
    last = { element: one, isKey: block.key, width: block.width, at: base + block.ticks };
    first ??= last.at;
  }
  return first === null || last === null ? null : { first, last };
}

/** The cluster with one simple block made one that has a duration. */
function clusterWith(
  bytes: Uint8Array,
  { content, end }: { readonly content: number; readonly end: number },
  { element: simple, isKey, width }: Picture,
  ticks: number,
): Uint8Array {
  const block = bytes.slice(simple.content, simple.end);
  block[width + 2]! &= ~SIMPLE;
  const group = element(
    ID.blockGroup,
    element(ID.block, block),
    unsignedElement(ID.blockDuration, ticks),
    ...(isKey ? [] : [element(ID.referenceBlock, EARLIER)]),
  );
  return element(ID.cluster, bytes.subarray(content, simple.from), group, bytes.subarray(simple.end, end));
}
