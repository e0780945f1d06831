/** The check of a clip by whoever was given it: its files, the acts' signatures, the segments' chains; and, with the sealed result, that its journal is that one's. */
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
import { segmentName } from '../../shared/recording/track.ts';
import { type Refusal, refusal } from '../../shared/refusal.ts';
import { folderFiles } from '../archive/fileSet.ts';
import { chainOfPieces } from '../recording/ageFile.ts';
import { isFileKeyOf } from '../recording/ageHeader.ts';
import { journalLines } from '../sealing/contents.ts';

export const CLIP_CHECKS = ['files', 'form', 'signatures', 'segments', 'journal'] as const;
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
const skipped = (id: ClipCheckId, why: Refusal): ClipCheck => ({
  id,
  result: 'NOT CHECKED',
  count: null,
  refusals: [why],
});

/**
 * Every check, in order; what cannot be made says why.
 * @param sealed lines of the sealed result's journal; null where it is not at hand
 */
export async function verifyClip(
  crypto: CryptoPort,
  folder: string,
  sealed: readonly string[] | null,
): Promise<ClipCheck[]> {
  const files = await checkFiles(folder);
  const clip = await manifestIn(folder);
  const entries = await entriesIn(folder);
  if (clip === null || entries === null)
    return [files, said('form', 1, [badForm]), ...CLIP_CHECKS.slice(2).map((id) => skipped(id, badForm))];
  const segments = await Promise.all(
    clip.segments.map((segment) => segmentFault(crypto, folder, clip, segment, entries)),
  );
  return [
    files,
    pass('form', 1),
    said('signatures', entries.length, signatureFaults(crypto, clip, entries)),
    said(
      'segments',
      segments.length,
      segments.filter((one) => one !== null),
    ),
    sealed === null
      ? skipped('journal', noResult)
      : said('journal', entries.length, journalFaults(crypto, clip, entries, sealed)),
  ];
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

/** The file's pieces, encrypted again, give the chain that the seat has signed into the journal. */
async function segmentFault(
  crypto: CryptoPort,
  folder: string,
  clip: ClipManifest,
  { row, fileKey: key, header: base64, webm }: ClipSegment,
  entries: readonly Entry[],
): Promise<Refusal | null> {
  const name = segmentName(row);
  const plaintext = webm === `${name}.webm` ? await readFile(join(folder, webm)).catch(() => null) : null;
  if (plaintext === null) return fileFault(webm);
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
  return fits ? null : chainFault(name, row.from, row.to);
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
const noResult = refusal(
  'NOT_CHECKED',
  '未提供封存结果（--result），未与其中的日志比对',
  'The sealed result is not at hand (--result): nothing was compared with its journal',
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
const chainFault = (name: string, from: string, to: string): Refusal =>
  refusal(
    'SEGMENT_ALTERED',
    `该分段的内容与日志中的校验链不符（${from} 至 ${to}）`,
    `The segment is not what the chain in the journal says (${from} to ${to})`,
    name,
  );
