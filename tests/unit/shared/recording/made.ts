/** A seat's recording as its journal and its manifest tell of it, with nothing behind it but numbers. */
import { hex } from '../../../../shared/journal/encoding.ts';
import { nobleCrypto as crypto } from '../../../../shared/ports/nobleCrypto.ts';
import { chainNext, chainStart } from '../../../../shared/recording/chain.ts';
import {
  type BoundHead,
  type Presented,
  recordingFaults,
  type Told,
} from '../../../../shared/recording/coverage.ts';
import { type Segment, segmentFile } from '../../../../shared/recording/manifest.ts';
import { TRACKS } from '../../../../shared/recording/track.ts';

export const START = Date.parse('2026-05-18T01:00:00.000Z');
export const ROOM = '0'.repeat(64);
export const SESSION = 'A'.repeat(43);
const iso = (ms: number): string => new Date(ms).toISOString();
export const digest = (text: string): string => hex.encode(crypto.sha256(new TextEncoder().encode(text)));

export interface Made {
  readonly told: Told;
  readonly presented: Presented[];
}

/** A track of segments that follow each other, `pieces` a second apart, with a head bound every third piece and at the end. */
export function recording(counts: readonly number[], track: Segment['track'] = 'camera'): Made {
  const heads: BoundHead[] = [];
  const presented: Presented[] = [];
  let now = START;
  counts.forEach((count, i) => {
    const id = { session: SESSION, track, segment: i + 1 };
    const from = iso(now);
    const header = digest(`header ${i}`);
    let head = chainStart(crypto, { room: ROOM, ...id, from, mime: 'video/webm', header });
    const chain: string[] = [];
    const pieces: Segment['pieces'] = [];
    for (let piece = 1; piece <= count; piece++) {
      now += 1000;
      head = chainNext(crypto, head, crypto.sha256(new Uint8Array([i, piece])));
      chain.push(hex.encode(head));
      pieces.push([100, now, piece]);
      if (piece % 3 === 0 || piece === count)
        heads.push({ ...id, pieces: piece, head: chain.at(-1)!, from, to: iso(now) });
    }
    const claim: Segment = {
      ...id,
      from,
      to: iso(now),
      mime: 'video/webm',
      header,
      pieces,
      head: chain.at(-1)!,
      file: segmentFile(id, 'age'),
      bytes: 100 * count,
      sha256: digest(`file ${i}`),
    };
    presented.push({ claim, found: { bytes: claim.bytes, sha256: claim.sha256, heads: chain, opens: true } });
  });
  return { told: { heads, gaps: [], due: new Map([[SESSION, [{ from: START, to: now }]]]) }, presented };
}

/** Of the one track: the other has to be explained by a gap in every case here. */
export function codes({ told, presented }: Made) {
  const other = told.heads[0]?.track === 'screen' ? 'camera' : 'screen';
  const [due] = told.due.get(SESSION) ?? [];
  const gap = { session: SESSION, track: other, from: iso(due!.from), to: iso(due!.to) } as const;
  return recordingFaults({ ...told, gaps: [...told.gaps, gap] }, presented).map((fault) => [
    fault.refusal.code,
    fault.segment,
    fault.from,
    fault.to,
  ]);
}

export const COUNTS = [20, 20, 20, 20];
export const at = (seconds: number): string => iso(START + seconds * 1000);
export const wholly = (segment: number): [number, string, string] => [
  segment,
  at((segment - 1) * 20),
  at(segment * 20),
];

/** So many seconds of a session were declared lost. */
export const declared = (from: number, to: number, session = SESSION): NonNullable<Told['lost']> => {
  const parts = TRACKS.map((track) => ({ track, from: at(from), to: at(to) }));
  return new Map([[session, [{ reason: 'the disk broke', declared: { by: ROOM, at: at(0), parts } }]]]);
};
