/** What somebody could do to a clip before he hands it on, with all its own lists told anew, and what its check has to say of it. */
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import type { ClipManifest } from '../../shared/recording/clip.ts';
import type { Segment } from '../../shared/recording/manifest.ts';
import { seekableCopy } from '../../shared/recording/seekable.ts';
import { segmentName } from '../../shared/recording/track.ts';

export type ClipSegment = ClipManifest['segments'][number];

/** A clip's folder that may be changed. */
export interface ClipCopy {
  readonly one: ClipSegment;
  readonly two: ClipSegment;
  at(path: string): string;
  lines(): string[];
  write(lines: readonly string[]): void;
  manifest(change: (json: ClipManifest) => ClipManifest): void;
}

export function clipCopy(clip: string, to: string): ClipCopy {
  cpSync(clip, to, { recursive: true });
  const at = (path: string): string => join(to, path);
  const read = (): ClipManifest => JSON.parse(readFileSync(at('clip.json'), 'utf8'));
  const [one, two] = read().segments as [ClipSegment, ClipSegment];
  return {
    one,
    two,
    at,
    lines: () => readFileSync(at('journal.jsonl'), 'utf8').trimEnd().split('\n'),
    write: (lines) => writeFileSync(at('journal.jsonl'), `${lines.join('\n')}\n`),
    manifest: (change) => writeFileSync(at('clip.json'), `${canonicalJson(change(read()))}\n`),
  };
}

/** The list of digests that a stock tool reads, of what is there now. */
export function relist({ at }: ClipCopy): void {
  const names = readdirSync(at('.'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'manifest-sha256.txt')
    .map((entry) => join(entry.parentPath, entry.name).slice(at('.').length + 1));
  writeFileSync(at('manifest-sha256.txt'), execFileSync('sha256sum', names, { cwd: at('.') }));
}

function headOf(line: string, row: Segment): { pieces: number; head: string } | null {
  const { act } = JSON.parse(line);
  const isOwn =
    act.type === 'recording-head' && segmentName({ session: act.session, ...act.body }) === segmentName(row);
  return isOwn ? act.body : null;
}

/** A segment with all that speaks of it, but for what `left` keeps of the lines. */
function without({ one, at, write, lines, manifest }: ClipCopy, closed: ClipManifest['closed']): void {
  rmSync(at(one.webm));
  rmSync(at(one.seekable));
  write(lines().filter((line) => headOf(line, one.row) === null));
  manifest((json) => ({ ...json, segments: json.segments.slice(1), closed }));
}

/** As a host's own tools could make it: the first half of a segment, with the head that binds just this much. */
function halve({ one, at, write, lines, manifest }: ClipCopy): void {
  const heads = lines().flatMap((line) => headOf(line, one.row) ?? []);
  const { head, pieces: half } = heads.reduce((least, next) => (next.pieces < least.pieces ? next : least));
  const pieces = one.row.pieces.slice(0, half);
  const bytes = pieces.reduce((sum, [size]) => sum + size, 0);
  const webm = readFileSync(at(one.webm)).subarray(0, bytes);
  writeFileSync(at(one.webm), webm);
  writeFileSync(at(one.seekable), seekableCopy(webm)!);
  write(lines().filter((line) => (headOf(line, one.row)?.pieces ?? 0) <= half));
  const row = { ...one.row, pieces, head, to: new Date(pieces.at(-1)![1]).toISOString() };
  manifest((json) => ({ ...json, segments: json.segments.with(0, { ...one, row }) }));
}

export interface ClipChange {
  readonly what: string;
  change(copy: ClipCopy): void;
  /** What the check says of it. */
  readonly says: (one: ClipSegment) => RegExp;
}

export const CLIP_CHANGES: readonly ClipChange[] = [
  {
    what: 'has two pictures’ files exchanged',
    change({ at, one, two }) {
      renameSync(at(one.webm), at('held'));
      renameSync(at(two.webm), at(one.webm));
      renameSync(at('held'), at(two.webm));
    },
    says: () => /SEGMENT_ALTERED/,
  },
  {
    what: 'has a time in its journal changed',
    change: ({ lines, write }) =>
      write(
        lines().map((line) => line.replace(/"mono":"(\d)/, (_, d) => `"mono":"${d === '1' ? '2' : '1'}`)),
      ),
    says: () => /CLIP_SIGNATURE[\s\S]*CLIP_ENTRY/,
  },
  {
    what: 'has something added to a picture',
    change: ({ at, one }) => appendFileSync(at(one.webm), 'x'),
    says: () => /SEGMENT_ALTERED/,
  },
  {
    what: 'has half a segment, with the head that binds it',
    change: halve,
    says: ({ row }) =>
      new RegExp(`SEGMENT_ALTERED: .*cut short.*${segmentName(row)}[\\s\\S]*CLIP_ENTRY_MISSING`),
  },
  {
    what: 'has a segment less',
    change: (copy) => without(copy, []),
    says: ({ row }) => new RegExp(`SEGMENT_MISSING: .*${row.from} to ${row.to}.*${segmentName(row)}`),
  },
  {
    what: 'has an entry less',
    change({ lines, write }) {
      const gap = lines().findIndex((line) => line.includes('"type":"recording-gap"'));
      write(lines().toSpliced(gap, 1));
    },
    says: () => /CLIP_ENTRY_MISSING/,
  },
  {
    what: 'shows another segment in the copy that people play',
    change: ({ at, one, two }) => cpSync(at(two.seekable), at(one.seekable)),
    says: ({ seekable }) => new RegExp(`CLIP_COPY: .*${seekable}`),
  },
  {
    what: 'says of a segment that it would not open',
    change: (copy) =>
      without(copy, [
        { segment: segmentName(copy.one.row), code: 'SEGMENT_LOCKED', zh: '未打开', en: 'not opened' },
      ]),
    says: ({ row }) => new RegExp(`4 .*NOT CHECKED\n.*SEGMENT_LOCKED: not opened \\(${segmentName(row)}\\)`),
  },
];
