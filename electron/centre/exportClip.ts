/** Writes a clip: the segments that cover a stretch, each with its own key, and the journal's entries that prove them; nothing is encoded again. */
import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { hex } from '../../shared/journal/encoding.ts';
import { type Entry, entryHash } from '../../shared/journal/entry.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import {
  CLIP,
  type ClipManifest,
  type ClipSegment,
  carriesKey,
  clipEntries,
} from '../../shared/recording/clip.ts';
import { SILENCE } from '../../shared/recording/coverage.ts';
import type { Stretch } from '../../shared/recording/due.ts';
import type { Segment } from '../../shared/recording/manifest.ts';
import { segmentsWithin } from '../../shared/recording/moment.ts';
import { seekableCopy } from '../../shared/recording/seekable.ts';
import { coveredBy } from '../../shared/recording/stretches.ts';
import { segmentName } from '../../shared/recording/track.ts';
import { accept, type Refusal, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { journalFile } from '../sealing/contents.ts';
import { clipText } from './clipText.ts';
import { openSegment } from './openSegment.ts';
import type { OpenedRecording } from './recordings.ts';
import { newFolder, writeNew } from './writeNew.ts';

export interface ClipWanted {
  /** RFC 3339, by the room's clock. */
  readonly from: string;
  readonly to: string;
  readonly sessions: readonly string[];
  /** In which the clip's own folder is made. */
  readonly folder: string;
}

const utf8 = new TextEncoder();

/** Refuses `CLIP_ORDER`, `CLIP_EMPTY` (nothing of the stretch can be opened), `EXISTS`, `UNWRITABLE`. */
export async function exportClip(
  crypto: CryptoPort,
  recording: OpenedRecording,
  seal: string,
  wanted: ClipWanted,
): Promise<Result<{ folder: string; files: number }>> {
  const { state, bag } = recording;
  const stretch = { from: Date.parse(wanted.from), to: Date.parse(wanted.to) };
  if (stretch.to <= stretch.from) return refuse(clipOrder);
  const rows = rowsWithin(recording, stretch, wanted.sessions);
  if (rows.length === 0) return refuse(clipEmpty);
  const name = `${bag.opened.package.name}-clip-${stamp(wanted.from)}-${stamp(wanted.to)}`;
  const folder = await newFolder(join(wanted.folder, name));
  if (!folder.ok) return folder;
  const digests = new Map<string, string>();

  async function write(path: string, bytes: Uint8Array): Promise<Refusal | null> {
    await mkdir(dirname(join(wanted.folder, name, path)), { recursive: true, mode: 0o700 });
    const done = await writeNew(join(wanted.folder, name, path), bytes);
    digests.set(path, createHash('sha256').update(bytes).digest('hex'));
    return done.ok ? null : done.refusals[0]!;
  }

  const segments: ClipSegment[] = [];
  const closed: ClipManifest['closed'][number][] = [];
  for (const row of rows) {
    const opened = await openSegment(crypto, recording, row);
    if (!opened.ok) {
      const { code, zh, en } = opened.refusals[0]!;
      closed.push({ segment: segmentName(row), code, zh, en });
      continue;
    }
    const { webm, fileKey, header } = opened.value;
    const path = `${segmentName(row)}.webm`;
    const copy = seekableCopy(webm);
    const seekable = copy === null ? path : `${segmentName(row)}.seekable.webm`;
    const failed = (await write(path, webm)) ?? (copy === null ? null : await write(seekable, copy));
    if (failed !== null) return refuse(failed);
    segments.push({
      row,
      fileKey: hex.encode(fileKey),
      header: Buffer.from(header).toString('base64'),
      webm: path,
      seekable,
    });
  }
  if (segments.length === 0) return refuse(clipEmpty);
  const { kept, withheld } = entriesOf(recording, stretch, wanted.sessions, segments);
  const manifest: ClipManifest = {
    format: 'sealroom-clip/1',
    room: state.room!,
    package: state.pkg.digest,
    from: wanted.from,
    to: wanted.to,
    head: state.head,
    segments,
    closed,
    withheld: withheld.map((entry) => ({
      seq: entry.seq,
      type: entry.act.type,
      hash: entryHash(crypto, entry),
    })),
  };
  for (const [path, bytes] of [
    [CLIP.manifest, utf8.encode(`${canonicalJson(manifest)}\n`)],
    [CLIP.journal, journalFile(kept)],
    [CLIP.seal, utf8.encode(seal)],
    [CLIP.text, utf8.encode(clipText(state, manifest, kept))],
  ] as const) {
    const failed = await write(path, bytes);
    if (failed !== null) return refuse(failed);
  }
  const lines = [...digests].map(([path, digest]) => `${digest}  ${path}\n`).join('');
  const listed = await writeNew(join(wanted.folder, name, CLIP.digests), utf8.encode(lines));
  return listed.ok ? accept({ folder: folder.value, files: digests.size + 1 }) : listed;
}

/** Segments that show any of the stretch; each session's clock is its own. */
function rowsWithin(
  { rows, behind }: OpenedRecording,
  stretch: Stretch,
  sessions: readonly string[],
): Segment[] {
  const listed = [...rows.values()]
    .filter(({ session }) => sessions.includes(session))
    .map((row) => ({
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

function entriesOf(
  { entries, behind }: OpenedRecording,
  stretch: Stretch,
  sessions: readonly string[],
  segments: readonly ClipSegment[],
): { kept: Entry[]; withheld: Entry[] } {
  const names = new Set(segments.map(({ row }) => segmentName(row)));
  const at = ({ act }: Entry): number => Date.parse(act.at) + (behind.get(act.session) ?? 0);
  const all = clipEntries(entries, { stretch, sessions, segments: names }, segmentName, at);
  return { kept: all.filter((one) => !carriesKey(one)), withheld: all.filter(carriesKey) };
}

/** `20260518T093000`, as the instant says it in its own zone. */
const stamp = (at: string): string => at.slice(0, 19).replace(/[-:]/g, '');

const clipOrder = refusal('CLIP_ORDER', '片段的结束时间应晚于开始时间', 'A clip ends after it begins');
const clipEmpty = refusal(
  'CLIP_EMPTY',
  '所选时段没有可以打开的录像',
  'There is no recording of this stretch that can be opened',
);
