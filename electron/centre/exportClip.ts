/** Writes a clip: the segments that cover a stretch, each with its own key, and the journal's entries that prove them; nothing is encoded again. */
import { join } from 'node:path';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { hex } from '../../shared/journal/encoding.ts';
import { entryHash } from '../../shared/journal/entry.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import {
  CLIP,
  type ClipManifest,
  type ClipScope,
  type ClipSegment,
  clipEntries,
  clipRows,
} from '../../shared/recording/clip.ts';
import { seekableCopy } from '../../shared/recording/seekable.ts';
import { segmentName } from '../../shared/recording/track.ts';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { journalFile } from '../sealing/contents.ts';
import { type ClipFiles, clipFiles } from './clipFiles.ts';
import { clipText } from './clipText.ts';
import { openSegment } from './openSegment.ts';
import type { OpenedRecording } from './recordings.ts';

export interface ClipWanted {
  /** RFC 3339, by the room's clock. */
  readonly from: string;
  readonly to: string;
  readonly sessions: readonly string[];
  /** In which the clip's own folder is made. */
  readonly folder: string;
}

const utf8 = new TextEncoder();

/** Refuses `CLIP_ORDER`, `CLIP_EMPTY` (nothing of the stretch can be opened), `EXISTS`, `UNWRITABLE`; nothing is left behind then. */
export async function exportClip(
  crypto: CryptoPort,
  recording: OpenedRecording,
  seal: string,
  wanted: ClipWanted,
): Promise<Result<{ folder: string; files: number }>> {
  const stretch = { from: Date.parse(wanted.from), to: Date.parse(wanted.to) };
  if (stretch.to <= stretch.from) return refuse(clipOrder);
  const scope = { stretch, sessions: wanted.sessions, behind: recording.behind };
  const name = `${recording.bag.opened.package.name}-clip-${stamp(wanted.from)}-${stamp(wanted.to)}`;
  const files = clipFiles(join(wanted.folder, name));
  let isWhole = false;
  try {
    const done = await writeClip(crypto, recording, { seal, wanted, scope, files });
    isWhole = done.ok;
    return done;
  } finally {
    if (!isWhole) await files.remove();
  }
}

async function writeClip(
  crypto: CryptoPort,
  recording: OpenedRecording,
  of: {
    readonly seal: string;
    readonly wanted: ClipWanted;
    readonly scope: ClipScope;
    readonly files: ClipFiles;
  },
): Promise<Result<{ folder: string; files: number }>> {
  const { seal, wanted, scope, files } = of;
  const { state, entries } = recording;
  const segments: ClipSegment[] = [];
  const closed: ClipManifest['closed'][number][] = [];
  for (const row of clipRows([...recording.rows.values()], scope)) {
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
    const failed =
      (await files.write(path, webm)) ?? (copy === null ? null : await files.write(seekable, copy));
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
  const names = new Set(segments.map(({ row }) => segmentName(row)));
  const { kept, withheld } = clipEntries(entries, scope, names);
  const manifest: ClipManifest = {
    format: 'sealroom-clip/1',
    room: state.room!,
    package: state.pkg.digest,
    from: wanted.from,
    to: wanted.to,
    sessions: [...wanted.sessions],
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
    const failed = await files.write(path, bytes);
    if (failed !== null) return refuse(failed);
  }
  const lines = [...files.digests].map(([path, digest]) => `${digest}  ${path}\n`).join('');
  const failed = await files.write(CLIP.digests, utf8.encode(lines));
  return failed === null ? accept({ folder: files.folder, files: files.digests.size }) : refuse(failed);
}

/** `20260518T093000`, as the instant says it in its own zone. */
const stamp = (at: string): string => at.slice(0, 19).replace(/[-:]/g, '');

const clipOrder = refusal('CLIP_ORDER', '片段的结束时间应晚于开始时间', 'A clip ends after it begins');
const clipEmpty = refusal(
  'CLIP_EMPTY',
  '所选时段没有可以打开的录像',
  'There is no recording of this stretch that can be opened',
);
