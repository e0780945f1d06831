/** A segment's WebM file, as a browser's recorder writes it: without an index and without a duration. What is in it, cluster by cluster. */
import { childrenOf, type Element, elementAt, unsignedIn } from './ebml.ts';

export const ID = {
  ebml: 0x1a45dfa3,
  segment: 0x18538067,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  trackNumber: 0xd7,
  trackType: 0x83,
  codec: 0x86,
  cluster: 0x1f43b675,
  timestamp: 0xe7,
  simpleBlock: 0xa3,
  blockGroup: 0xa0,
  block: 0xa1,
  blockDuration: 0x9b,
  referenceBlock: 0xfb,
  cues: 0x1c53bb6b,
  seekHead: 0x114d9b74,
  tags: 0x1254c367,
  attachments: 0x1941a469,
  chapters: 0x1043a770,
  crc: 0xbf,
  voidElement: 0xec,
} as const;

/** What ends a cluster of unknown size. */
const TOP_LEVEL: ReadonlySet<number> = new Set([
  ID.cluster,
  ID.info,
  ID.tracks,
  ID.cues,
  ID.seekHead,
  ID.tags,
  ID.attachments,
  ID.chapters,
  ID.segment,
  ID.ebml,
]);
const VIDEO = 1;
const MILLISECOND = 1_000_000;
const KEYFRAME = 0x80;

/** A cluster: some seconds of sound and pictures. */
export interface Cluster {
  /** Bytes of the file: where it begins, where its content does, where it ends. */
  readonly from: number;
  readonly content: number;
  readonly end: number;
  /** Milliseconds from the beginning of the segment: its first block's time, its last one's. */
  readonly first: number;
  readonly last: number;
  /** A player can begin here: its first picture needs none before it, or there are no pictures. */
  readonly isEntry: boolean;
}

export interface Webm {
  readonly ebml: Element & { readonly end: number };
  readonly info: Element & { readonly end: number };
  readonly tracks: Element & { readonly end: number };
  /** The track that seeking goes by: the pictures, or the sound where there are none. */
  readonly track: number;
  /** As a player is told it. What a recorder was asked for may be more: a microphone that was not there has no track. */
  readonly mime: string;
  /** Nanoseconds that a tick of the file's times has. */
  readonly scale: number;
  /** Bytes before the first cluster: what a player has to have first. */
  readonly head: number;
  readonly clusters: readonly Cluster[];
}

/** Its end is known. */
export const isWhole = (one: Element | null): one is Element & { readonly end: number } =>
  one !== null && one.end !== null;

/** Null where the bytes are no WebM file with at least one cluster. What is torn at its end is left out. */
export function readWebm(bytes: Uint8Array): Webm | null {
  const ebml = elementAt(bytes, 0);
  if (!isWhole(ebml) || ebml.id !== ID.ebml) return null;
  const segment = elementAt(bytes, ebml.end);
  if (segment === null || segment.id !== ID.segment) return null;
  let info: Element | null = null;
  let tracks: Element | null = null;
  const clusters: Cluster[] = [];
  let pictures: Pictures | null = null;
  for (let at = segment.content; at < bytes.length; ) {
    const one = elementAt(bytes, at);
    if (one === null) break;
    if (one.id === ID.cluster) {
      if (!isWhole(info) || !isWhole(tracks)) return null;
      pictures ??= picturesIn(bytes, info, tracks);
      const cluster = clusterAt(bytes, one, pictures);
      if (cluster === null) break;
      if (cluster.blocks) clusters.push(cluster.cluster);
      at = cluster.cluster.end;
      continue;
    }
    if (one.end === null || one.end > bytes.length) break;
    if (one.id === ID.info) info = one;
    if (one.id === ID.tracks) tracks = one;
    at = one.end;
  }
  const [first] = clusters;
  if (first === undefined || pictures === null || !isWhole(info) || !isWhole(tracks)) return null;
  return { ebml, info, tracks, ...pictures, head: first.from, clusters };
}

interface Pictures {
  readonly scale: number;
  readonly track: number;
  readonly mime: string;
}

/** Matroska's names of codecs, as MIME types have them. */
const CODECS: Readonly<Record<string, string>> = {
  V_VP8: 'vp8',
  V_VP9: 'vp9',
  A_OPUS: 'opus',
  A_VORBIS: 'vorbis',
};

function picturesIn(bytes: Uint8Array, info: Element, tracks: Element): Pictures {
  let scale = MILLISECOND;
  for (const one of childrenOf(bytes, info.content, info.end!))
    if (one.id === ID.timestampScale) scale = unsignedIn(bytes, one.content, one.end!);
  const found: { number: number; type: number; codec: string }[] = [];
  for (const entry of childrenOf(bytes, tracks.content, tracks.end!)) {
    if (entry.id !== ID.trackEntry) continue;
    let [number, type, codec] = [0, 0, ''];
    for (const one of childrenOf(bytes, entry.content, entry.end!)) {
      if (one.id === ID.trackNumber) number = unsignedIn(bytes, one.content, one.end!);
      if (one.id === ID.trackType) type = unsignedIn(bytes, one.content, one.end!);
      if (one.id === ID.codec) codec = String.fromCharCode(...bytes.subarray(one.content, one.end!));
    }
    found.push({ number, type, codec });
  }
  const pictures = found.find(({ type }) => type === VIDEO);
  const codecs = found.map(({ codec }) => CODECS[codec] ?? codec).join(',');
  const mime = `${pictures === undefined ? 'audio' : 'video'}/webm;codecs="${codecs}"`;
  return { scale, track: (pictures ?? found[0])?.number ?? 0, mime };
}

/** A block of one track: a picture, or some sound. */
export interface Block {
  readonly track: number;
  /** Bytes that the track's number takes, before the block's time. */
  readonly width: number;
  /** Ticks from its cluster's own time. */
  readonly ticks: number;
  readonly key: boolean;
}

/** Null where the element is no block. */
export function blockIn(bytes: Uint8Array, one: Element & { readonly end: number }): Block | null {
  if (one.id === ID.simpleBlock) return blockAt(bytes, one.content, one.end, null);
  if (one.id !== ID.blockGroup) return null;
  let block: Element | null = null;
  let refers = false;
  for (const child of childrenOf(bytes, one.content, one.end)) {
    if (child.id === ID.block) block = child;
    if (child.id === ID.referenceBlock) refers = true;
  }
  return block === null ? null : blockAt(bytes, block.content, block.end!, !refers);
}

/** @param key null: the block says it itself */
function blockAt(bytes: Uint8Array, content: number, end: number, key: boolean | null): Block | null {
  const first = bytes[content] ?? 0;
  const width = first === 0 ? 0 : Math.clz32(first) - 23;
  if (width === 0 || content + width + 3 > end) return null;
  let track = first & (0xff >> width);
  for (let i = 1; i < width; i++) track = track * 256 + bytes[content + i]!;
  const view = new DataView(bytes.buffer, bytes.byteOffset + content + width, 3);
  return { track, width, ticks: view.getInt16(0), key: key ?? (view.getUint8(2) & KEYFRAME) !== 0 };
}

function clusterAt(
  bytes: Uint8Array,
  { from, content, end }: Element,
  { scale, track }: Pictures,
): { cluster: Cluster; blocks: boolean } | null {
  const limit = Math.min(end ?? bytes.length, bytes.length);
  let base = 0;
  let [first, last] = [Number.POSITIVE_INFINITY, 0];
  let entry: boolean | null = null;
  let at = content;
  while (at < limit) {
    const one = elementAt(bytes, at);
    if (one === null || (end === null && TOP_LEVEL.has(one.id))) break;
    if (!isWhole(one) || one.end > limit) break;
    at = one.end;
    if (one.id === ID.timestamp) base = unsignedIn(bytes, one.content, one.end);
    const block = blockIn(bytes, one);
    if (block === null) continue;
    const ms = ((base + block.ticks) * scale) / MILLISECOND;
    first = Math.min(first, ms);
    last = Math.max(last, ms);
    if (block.track === track) entry ??= block.key;
  }
  const blocks = Number.isFinite(first);
  // Only what ends within the file's bytes is kept: a torn block at the end of all is not.
  if (at === content) return null;
  const known = end !== null && end <= bytes.length ? end : at;
  return {
    cluster: { from, content, end: known, first: blocks ? first : 0, last, isEntry: entry ?? false },
    blocks,
  };
}

/** The cluster at which a player has to begin so that it can show the moment; the first one for whatever lies before. */
export function entryBefore(clusters: readonly Pick<Cluster, 'isEntry' | 'first'>[], ms: number): number {
  const found = clusters.findLastIndex(({ isEntry, first }) => isEntry && first <= ms);
  return Math.max(0, found);
}
