/** A copy of a segment's WebM file in which any player can seek: the same clusters, with an index and the duration before them. Nothing is encoded again. */
import { childrenOf, element, elementHead, floatElement, joinedBytes, unsignedElement } from './ebml.ts';
import { type Cluster, ID, readWebm, type Webm } from './webm.ts';

const CUE_POINT = 0xbb;
const CUE_TIME = 0xb3;
const CUE_POSITIONS = 0xb7;
const CUE_TRACK = 0xf7;
const CUE_CLUSTER = 0xf1;
const MILLISECOND = 1_000_000;

/** Null where the bytes are no WebM file. The bytes that are given stay as they are. */
export function seekableCopy(bytes: Uint8Array): Uint8Array | null {
  const webm = readWebm(bytes);
  if (webm === null) return null;
  const { ebml, tracks, clusters } = webm;
  const before = [infoWithDuration(bytes, webm), bytes.subarray(tracks.from, tracks.end)];
  // As long for any position, so that the positions can be told behind it.
  const length = lengthOf(cues(webm, () => 0));
  const start = before.reduce((sum, part) => sum + part.length, 0) + length;
  const positions = new Map<Cluster, number>();
  let at = start;
  for (const cluster of clusters) {
    positions.set(cluster, at);
    at += sizeOf(cluster);
  }
  return joinedBytes([
    bytes.subarray(ebml.from, ebml.end),
    elementHead(ID.segment, at),
    ...before,
    cues(webm, (cluster) => positions.get(cluster)!),
    ...clusters.flatMap(({ content, end }) => [
      elementHead(ID.cluster, end - content),
      bytes.subarray(content, end),
    ]),
  ]);
}

const lengthOf = ({ length }: Uint8Array): number => length;

const sizeOf = ({ content, end }: Cluster): number => elementHead(ID.cluster, 0).length + end - content;

const ticks = (ms: number, scale: number): number => (ms * MILLISECOND) / scale;

function infoWithDuration(bytes: Uint8Array, { info, scale, clusters }: Webm): Uint8Array {
  const kept: Uint8Array[] = [];
  const dropped: readonly number[] = [ID.duration, ID.crc, ID.voidElement];
  for (const child of childrenOf(bytes, info.content, info.end))
    if (!dropped.includes(child.id)) kept.push(bytes.subarray(child.from, child.end!));
  const end = Math.max(...clusters.map(({ last }) => last));
  return element(ID.info, ...kept, floatElement(ID.duration, ticks(end, scale)));
}

function cues({ clusters, track, scale }: Webm, position: (cluster: Cluster) => number): Uint8Array {
  const entries = clusters.filter(({ isEntry }, i) => isEntry || i === 0);
  return element(
    ID.cues,
    ...entries.map((cluster) =>
      element(
        CUE_POINT,
        unsignedElement(CUE_TIME, ticks(cluster.first, scale)),
        element(
          CUE_POSITIONS,
          unsignedElement(CUE_TRACK, track),
          unsignedElement(CUE_CLUSTER, position(cluster)),
        ),
      ),
    ),
  );
}
