/** The check of a clip by whoever was given it: its files, the acts' signatures, the segments' chains; and, with the sealed result, that its journal is that one's, and that nothing is left out. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hex } from '../../shared/journal/encoding.ts';
import {
  actHash,
  type Entry,
  entryHash,
  entryLine,
  readEntry,
  verifyAct,
} from '../../shared/journal/entry.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { CLIP, type ClipManifest, type ClipSegment, clipManifest } from '../../shared/recording/clip.ts';
import { seekableCopy } from '../../shared/recording/seekable.ts';
import { segmentName } from '../../shared/recording/track.ts';
import { type Refusal, refusal } from '../../shared/refusal.ts';
import { folderFiles } from '../archive/fileSet.ts';
import { chainOfPieces } from '../recording/ageFile.ts';
import { isFileKeyOf } from '../recording/ageHeader.ts';
import { journalLines } from '../sealing/contents.ts';
import type { SealedRecord } from '../sealing/sealedRecord.ts';
import { completeFaults } from './clipComplete.ts';

export const CLIP_CHECKS = ['files', 'form', 'signatures', 'segments', 'journal', 'complete'] as const;
export type ClipCheckId = (typeof CLIP_CHECKS)[number];

export interface ClipCheck {
  readonly id: ClipCheckId;
  readonly result: 'PASS' | 'FAIL' | 'NOT CHECKED';
  /** How many were looked at; null where nothing was. */
  readonly count: number | null;
  readonly refusals: readonly Refusal[];
}

const pass = (id: ClipCheckId, count: number): ClipCheck => ({ id, result: 'PASS', count, refusals: [] });
const said = (id: ClipCheckId, count: number, refusals: readonly Refusal[]): ClipCheck =>
  refusals.length === 0 ? pass(id, count) : { id, result: 'FAIL', count, refusals };
const skipped = (id: ClipCheckId, ...why: readonly Refusal[]): ClipCheck => ({
  id,
  result: 'NOT CHECKED',
  count: null,
  refusals: why,
});

/**
 * Every check, in order; what cannot be made says why.
 * @param sealed what the sealed result says; null where it is not at hand
 */
export async function verifyClip(
  crypto: CryptoPort,
  folder: string,
  sealed: SealedRecord | null,
): Promise<ClipCheck[]> {
  const files = await checkFiles(folder);
  const clip = await manifestIn(folder);
  const entries = await entriesIn(folder);
  if (clip === null || entries === null)
    return [files, said('form', 1, [badForm]), ...CLIP_CHECKS.slice(2).map((id) => skipped(id, badForm))];
  return [
    files,
    pass('form', 1),
    said('signatures', entries.length, signatureFaults(crypto, clip, entries)),
    await checkSegments(crypto, folder, clip, entries),
    ...(sealed === null
      ? [skipped('journal', noJournal), skipped('complete', noResult)]
      : [
          said('journal', entries.length, journalFaults(crypto, clip, entries, sealed.lines)),
          said('complete', clip.segments.length, completeFaults(clip, entries, sealed)),
        ]),
  ];
}

/** What the clip could not open it does not show: that is said, and cannot pass. */
async function checkSegments(
  crypto: CryptoPort,
  folder: string,
  clip: ClipManifest,
  entries: readonly Entry[],
): Promise<ClipCheck> {
  const faults: Refusal[] = [];
  for (const segment of clip.segments)
    faults.push(...(await segmentFaults(crypto, folder, clip, segment, entries)));
  if (faults.length > 0 || clip.closed.length === 0) return said('segments', clip.segments.length, faults);
  return skipped(
    'segments',
    ...clip.closed.map(({ code, zh, en, segment }) => refusal(code, zh, en, segment)),
  );
}

async function checkFiles(folder: string): Promise<ClipCheck> {
  const there = await folderFiles(folder);
  if (!there.ok) return said('files', 0, there.refusals);
  const text = await readFile(join(folder, CLIP.digests), 'utf8').catch(() => '');
  const listed = new Map(
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );
  const faults: Refusal[] = [];
  const names = there.value.names.filter((name) => name !== CLIP.digests);
  for (const name of names) {
    const digest = createHash('sha256')
      .update(await readFile(join(folder, name)))
      .digest('hex');
    if (listed.get(name) !== digest) faults.push(fileFault(name));
  }
  for (const name of listed.keys()) if (!names.includes(name)) faults.push(fileFault(name));
  return said('files', names.length, faults);
}

async function manifestIn(folder: string): Promise<ClipManifest | null> {
  try {
    const json = JSON.parse(await readFile(join(folder, CLIP.manifest), 'utf8'));
    return clipManifest.parse(json);
  } catch {
    return null;
  }
}

async function entriesIn(folder: string): Promise<Entry[] | null> {
  const file = await readFile(join(folder, CLIP.journal)).catch(() => null);
  const lines = file === null ? null : journalLines(file);
  if (lines === null) return null;
  const read = lines.map(readEntry);
  return read.every((one) => one.ok) ? read.map(({ value }) => value) : null;
}

/** Every act is of this room and signed by its session; the room is the one that the opening makes. */
function signatureFaults(crypto: CryptoPort, clip: ClipManifest, entries: readonly Entry[]): Refusal[] {
  const [opening] = entries;
  const faults = entries.flatMap(({ seq, act }) => {
    const own = act.type === 'open' ? actHash(crypto, act) === clip.room : act.room === clip.room;
    return own && verifyAct(crypto, act) ? [] : [actFault(seq)];
  });
  return opening?.act.type === 'open' ? faults : [noOpening, ...faults];
}

/** The file's pieces, encrypted again, give the chain that the seat has signed into the journal; the copy that is played is made of them. */
async function segmentFaults(
  crypto: CryptoPort,
  folder: string,
  clip: ClipManifest,
  { row, fileKey: key, header: base64, webm, seekable }: ClipSegment,
  entries: readonly Entry[],
): Promise<Refusal[]> {
  const name = segmentName(row);
  const plaintext = webm === `${name}.webm` ? await readFile(join(folder, webm)).catch(() => null) : null;
  if (plaintext === null) return [fileFault(webm)];
  const fileKey = hex.decode(key);
  const bytes = Buffer.from(base64, 'base64');
  const header = createHash('sha256').update(bytes).digest('hex');
  const chain =
    header === row.header && isFileKeyOf(bytes, fileKey)
      ? chainOfPieces(crypto, clip.room, row, { plaintext, fileKey, header })
      : null;
  const heads = entries.flatMap(({ act }) =>
    act.type === 'recording-head' && segmentName({ session: act.session, ...act.body }) === name
      ? [act.body]
      : [],
  );
  const fits =
    chain !== null &&
    heads.length > 0 &&
    chain.at(-1) === row.head &&
    heads.every(({ pieces, head }) => chain[pieces - 1] === head);
  const isCopy = await isSeekableCopy(folder, name, seekable, plaintext);
  return [...(fits ? [] : [chainFault(name, row.from, row.to)]), ...(isCopy ? [] : [copyFault(seekable)])];
}

async function isSeekableCopy(
  folder: string,
  name: string,
  seekable: string,
  plaintext: Uint8Array,
): Promise<boolean> {
  const copy = seekableCopy(plaintext);
  if (copy === null) return seekable === `${name}.webm`;
  if (seekable !== `${name}.seekable.webm`) return false;
  const there = await readFile(join(folder, seekable)).catch(() => null);
  return there?.equals(copy) === true;
}

function journalFaults(
  crypto: CryptoPort,
  clip: ClipManifest,
  entries: readonly Entry[],
  sealed: readonly string[],
): Refusal[] {
  const last = readEntry(sealed.at(-1) ?? '');
  const isEnd =
    last.ok && entryHash(crypto, last.value) === clip.head.hash && last.value.seq === clip.head.seq;
  const others = entries.filter((entry) => sealed[entry.seq - 1] !== entryLine(entry)).map(({ seq }) => seq);
  const kept = clip.withheld.filter(({ seq, hash }) => {
    const entry = readEntry(sealed[seq - 1] ?? '');
    return !entry.ok || entryHash(crypto, entry.value) !== hash;
  });
  return [...(isEnd ? [] : [otherResult]), ...[...others, ...kept.map(({ seq }) => seq)].map(entryFault)];
}

const badForm = refusal(
  'CLIP_FORM',
  '不是录像片段，或其清单、日志的格式不符',
  'This is no clip, or its list or its journal is not of the known form',
);
const noJournal = refusal(
  'NOT_CHECKED',
  '未提供封存结果（--result）：未核对这些日志是否就是封存结果中的日志',
  'The sealed result is not at hand (--result): whether these entries stand in its journal was not asked',
);
const noResult = refusal(
  'NOT_CHECKED',
  '未提供封存结果（--result）：无法核对时段内的日志或分段是否有遗漏，也无法核对分段是否连同其后的校验点一起被截短',
  'The sealed result is not at hand (--result): nobody can say without it whether entries or segments of the stretch were left out, or a segment was cut short together with the heads that bind its end',
);
const noOpening = refusal('CLIP_OPENING', '没有开室记录', 'The opening of the room is missing');
const otherResult = refusal(
  'CLIP_RESULT',
  '该封存结果的日志不是本片段所指的那一份',
  'The journal of this sealed result is not the one that the clip names',
);
const fileFault = (name: string): Refusal =>
  refusal('CLIP_FILE', '文件缺失、多余或已被改动', 'A file is missing, altered, or not of the clip', name);
const actFault = (seq: number): Refusal =>
  refusal(
    'CLIP_SIGNATURE',
    '该条操作的签名不符，或不属于本评标室',
    'The act is not signed by its session, or not of this room',
    `entry ${seq}`,
  );
const entryFault = (seq: number): Refusal =>
  refusal(
    'CLIP_ENTRY',
    '该条日志与封存结果不一致',
    'The entry is not the one that stands in the sealed result',
    `entry ${seq}`,
  );
const copyFault = (name: string): Refusal =>
  refusal(
    'CLIP_COPY',
    '便于拖动播放的副本不是由该分段制成的',
    'The copy that players can seek in is not made of the segment',
    name,
  );
const chainFault = (name: string, from: string, to: string): Refusal =>
  refusal(
    'SEGMENT_ALTERED',
    `该分段的内容与日志中的校验链不符（${from} 至 ${to}）`,
    `The segment is not what the chain in the journal says (${from} to ${to})`,
    name,
  );
