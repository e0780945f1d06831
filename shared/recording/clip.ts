/** A clip (录像片段): whole segments that cover a stretch of time, with the entries of the journal that prove them. CLIP.md has the page. */
import { z } from 'zod';
import type { ActType } from '../journal/acts.ts';
import type { Entry } from '../journal/entry.ts';
import * as f from '../journal/fields.ts';
import { SILENCE } from './coverage.ts';
import type { Stretch } from './due.ts';
import { type Segment, segmentForm } from './manifest.ts';
import { segmentsWithin } from './moment.ts';
import { coveredBy } from './stretches.ts';
import { segmentName } from './track.ts';

export const clipSegment = z.strictObject({
  /** The manifest's row, as it stands in the sealed result. */
  row: segmentForm,
  /** The age file's key, hex: it opens this segment and no other. */
  fileKey: z.string().regex(/^[0-9a-f]{32}$/),
  /** The age header, base64. */
  header: z.base64(),
  /** What the recorder wrote, and a copy that players can seek in; below the clip's folder. */
  webm: z.string(),
  seekable: z.string(),
});
export type ClipSegment = z.infer<typeof clipSegment>;

/** `clip.json`. */
export const clipManifest = z.strictObject({
  format: z.literal('sealroom-clip/1'),
  room: f.hash,
  package: f.hash,
  /** By the room's clock. */
  from: f.instant,
  to: f.instant,
  /** Whose recordings it is of. */
  sessions: z.array(f.key32).min(1),
  /** The journal's end, as the seal signs it. */
  head: z.strictObject({ seq: f.positive, hash: f.hash }),
  segments: z.array(clipSegment).min(1),
  /** Segments of the stretch that could not be opened, and why. */
  closed: z.array(z.strictObject({ segment: z.string(), code: z.string(), zh: z.string(), en: z.string() })),
  /** Entries of the stretch that are left out, because they carry keys that open whole sheets and screens. */
  withheld: z.array(z.strictObject({ seq: f.positive, type: z.string(), hash: f.hash })),
});
export type ClipManifest = z.infer<typeof clipManifest>;

export const CLIP = {
  manifest: 'clip.json',
  journal: 'journal.jsonl',
  seal: 'seal.json',
  text: 'CHECK.txt',
  digests: 'manifest-sha256.txt',
} as const;

const KEYS: ReadonlySet<ActType> = new Set(['release', 'screen-key']);

const carriesKey = ({ act }: Entry): boolean => KEYS.has(act.type);

/** What a clip is of: everything in it follows from that. */
export interface ClipScope {
  /** By the room's clock. */
  readonly stretch: Stretch;
  readonly sessions: readonly string[];
  /** By how many milliseconds each session's clock is behind the room's. */
  readonly behind: ReadonlyMap<string, number>;
}

/** Segments that show any of the stretch; each session's clock is its own. */
export function clipRows(rows: readonly Segment[], { stretch, sessions, behind }: ClipScope): Segment[] {
  const listed = rows.map((row) => ({
    row,
    segment: row.segment,
    covered: coveredBy(
      Date.parse(row.from),
      row.pieces.map(([, at]) => ({ at })),
      SILENCE,
    ),
  }));
  return sessions.flatMap((session) => {
    const off = behind.get(session) ?? 0;
    const own = listed.filter(({ row }) => row.session === session);
    return segmentsWithin(own, { from: stretch.from - off, to: stretch.to - off }).map(({ row }) => row);
  });
}

/**
 * The entries that belong in a clip, in the journal's order: the opening, how its sessions came into the room, the heads and gaps of its
 * recordings, and what was done in the stretch. `withheld` are those of them that carry keys.
 * @param segments names of the clip's segments (`segmentName`)
 */
export function clipEntries(
  entries: readonly Entry[],
  { stretch, sessions, behind }: ClipScope,
  segments: ReadonlySet<string>,
): { kept: Entry[]; withheld: Entry[] } {
  const done = entries.filter(({ act }) => {
    const moment = Date.parse(act.at) + (behind.get(act.session) ?? 0);
    return act.type !== 'recording-head' && stretch.from <= moment && moment <= stretch.to;
  });
  const authors = new Set([...sessions, ...done.map(({ act }) => act.session)]);
  const taken = new Set(done.map(({ seq }) => seq));
  const all = entries.filter(({ seq, act }) => {
    if (taken.has(seq)) return true;
    switch (act.type) {
      case 'open':
        return true;
      case 'sign-in':
        return authors.has(act.session);
      case 'admit':
        return authors.has(act.body.session);
      case 'recording-head':
        return segments.has(segmentName({ session: act.session, ...act.body }));
      case 'recording-gap':
        return sessions.includes(act.session);
      default:
        return false;
    }
  });
  return { kept: all.filter((one) => !carriesKey(one)), withheld: all.filter(carriesKey) };
}
