/** Whether a clip holds all that belongs in it: what it is of is told from the sealed result anew, and has to be the same. A clip cannot vouch for what it leaves out. */
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { type Entry, readEntry } from '../../shared/journal/entry.ts';
import { type ClipManifest, clipEntries, clipRows } from '../../shared/recording/clip.ts';
import { clocksBehind } from '../../shared/recording/clocks.ts';
import type { Segment } from '../../shared/recording/manifest.ts';
import { segmentName } from '../../shared/recording/track.ts';
import { type Refusal, refusal } from '../../shared/refusal.ts';
import { manifestIn } from '../sealing/recordingEvidence.ts';
import type { SealedRecord } from '../sealing/sealedRecord.ts';

/** @param entries of the clip */
export function completeFaults(
  clip: ClipManifest,
  entries: readonly Entry[],
  { lines, manifest }: SealedRecord,
): Refusal[] {
  const journal = lines.flatMap((line) => {
    const read = readEntry(line);
    return read.ok ? [read.value] : [];
  });
  const rows = manifestIn(manifest)?.segments;
  if (rows === undefined || journal.length !== lines.length) return [noRecord];
  const scope = {
    stretch: { from: Date.parse(clip.from), to: Date.parse(clip.to) },
    sessions: clip.sessions,
    behind: clocksBehind(journal),
  };
  const shown = new Set(clip.segments.map(({ row }) => segmentName(row)));
  const { kept, withheld } = clipEntries(journal, scope, shown);
  return [
    ...segmentFaults(clip, clipRows(rows, scope)),
    ...entryFaults(kept, entries),
    ...entryFaults(withheld, clip.withheld),
  ];
}

function segmentFaults(clip: ClipManifest, due: readonly Segment[]): Refusal[] {
  const rows = new Map(clip.segments.map(({ row }) => [segmentName(row), row]));
  const closed = new Set(clip.closed.map(({ segment }) => segment));
  const names = new Set(due.map(segmentName));
  const faults = due.flatMap((row) => {
    const shown = rows.get(segmentName(row));
    if (shown === undefined) return closed.has(segmentName(row)) ? [] : [leftOut(row)];
    return canonicalJson(shown) === canonicalJson(row) ? [] : [otherRow(row)];
  });
  const others = [...rows.keys(), ...closed].filter((name) => !names.has(name));
  const isTwice = rows.size < clip.segments.length || [...rows.keys()].some((name) => closed.has(name));
  return [...faults, ...others.map(strange), ...(isTwice ? [twice] : [])];
}

interface Numbered {
  readonly seq: number;
}

function entryFaults(due: readonly Numbered[], there: readonly Numbered[]): Refusal[] {
  const [belongs, has] = [new Set(due.map(({ seq }) => seq)), new Set(there.map(({ seq }) => seq))];
  return [
    ...[...belongs].filter((seq) => !has.has(seq)).map(missingEntry),
    ...[...has].filter((seq) => !belongs.has(seq)).map(strangeEntry),
  ];
}

const noRecord = refusal(
  'CLIP_RESULT',
  '封存结果中没有录像清单，或其日志格式不符',
  'The sealed result holds no manifest of a recording, or its journal is not of the known form',
);
const leftOut = (row: Segment): Refusal =>
  refusal(
    'SEGMENT_MISSING',
    `该分段属于本时段而不在片段之中（${row.from} 至 ${row.to}）`,
    `The segment shows the stretch and is left out of the clip (${row.from} to ${row.to})`,
    segmentName(row),
  );
const otherRow = (row: Segment): Refusal =>
  refusal(
    'SEGMENT_ALTERED',
    `片段中的该分段与封存结果的录像清单不符：被截短，或时间被改动（${row.from} 至 ${row.to}）`,
    `The segment is not the one of the sealed result’s manifest: it was cut short, or its times were altered (${row.from} to ${row.to})`,
    segmentName(row),
  );
const missingEntry = (seq: number): Refusal =>
  refusal(
    'CLIP_ENTRY_MISSING',
    '该条日志应在片段之中而没有',
    'The entry belongs in the clip and is left out',
    `entry ${seq}`,
  );
const strangeEntry = (seq: number): Refusal =>
  refusal(
    'CLIP_ENTRY_STRANGE',
    '该条日志不属于本片段',
    'The entry does not belong in the clip',
    `entry ${seq}`,
  );
const strange = (name: string): Refusal =>
  refusal('CLIP_SEGMENT_STRANGE', '该分段不属于本时段', 'The segment is not of this stretch', name);
const twice = refusal('SEGMENT_DOUBLED', '有分段重复列出', 'A segment is listed twice');
