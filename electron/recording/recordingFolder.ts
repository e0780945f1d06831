/** The recordings on a machine's disk: `recording/<session>/`, a file or two for each segment. */
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Segment } from '../../shared/recording/manifest.ts';
import { syncFolder } from '../store/durableFile.ts';
import { readDescription } from './ageFile.ts';

/** Files of one session's segments: `.open` while it is open, `.age` and its description `.json` once it is closed. */
const NAME = /^(screen|camera)-(\d{5,})\.(open|age|json)$/;

export interface SegmentFiles {
  readonly track: Segment['track'];
  readonly segment: number;
  readonly forms: ReadonlySet<string>;
  /** Path without its ending. */
  readonly base: string;
}

export async function sessionFolder(root: string, session: string): Promise<string> {
  const folder = join(root, session);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await syncFolder(root);
  return folder;
}

/** Segments in the order of tracks and numbers. */
export async function segmentsIn(root: string, session: string): Promise<SegmentFiles[]> {
  const names = await readdir(join(root, session)).catch(() => []);
  const found = new Map<
    string,
    { track: Segment['track']; segment: number; forms: Set<string>; base: string }
  >();
  for (const name of names) {
    const [whole, track, segment, form] = NAME.exec(name) ?? [];
    if (whole === undefined) continue;
    const base = `${track}-${segment}`;
    const one = found.get(base) ?? {
      track: track as Segment['track'],
      segment: Number(segment),
      forms: new Set<string>(),
      base: join(root, session, base),
    };
    found.set(base, { ...one, forms: one.forms.add(form!) });
  }
  return [...found.values()].sort(
    (a, b) => Number(a.track < b.track) - Number(a.track > b.track) || a.segment - b.segment,
  );
}

/** Descriptions of a session's closed segments. */
export async function closedIn(root: string, session: string): Promise<Segment[]> {
  const segments = await segmentsIn(root, session);
  const read = await Promise.all(
    segments
      .filter(({ forms }) => forms.has('json') && forms.has('age'))
      .map(({ base }) => readDescription(`${base}.json`)),
  );
  return read.filter((one) => one !== null);
}
