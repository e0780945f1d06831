/** The file of a segment while it is open: a line that says what it is, an age header, then a record for each piece. What is torn at its end is cut off. */
import { createHash } from 'node:crypto';
import { open as openFile } from 'node:fs/promises';
import { z } from 'zod';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { hex } from '../../shared/journal/encoding.ts';
import * as f from '../../shared/journal/fields.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { chainNext, chainStart, type SegmentStart } from '../../shared/recording/chain.ts';
import {
  PIECE_INFO,
  type Piece,
  pieceNonce,
  RECORD_HEAD,
  readRecordHead,
  recordHead,
  TAG,
} from '../../shared/recording/record.ts';
import { TRACKS } from '../../shared/recording/track.ts';
import { headerLength, hkdf } from './ageHeader.ts';
import { open, sealInto } from './cipher.ts';

const FORMAT = 'sealroom-recording-open/1';
const firstLine = z.strictObject({
  format: z.literal(FORMAT),
  room: f.hash,
  session: f.key32,
  track: z.enum(TRACKS),
  segment: f.positive,
  from: f.instant,
  mime: z.string().max(128),
});
const LONGEST_LINE = 2048;
const NONE = Buffer.alloc(0);

export const pieceKey = (fileKey: Uint8Array): Buffer => hkdf(fileKey, NONE, PIECE_INFO);

/**
 * A piece's record: what stands in the file, and what the chain goes over.
 * @param take memory for so many bytes
 */
export function recordOf(
  key: Uint8Array,
  number: number,
  piece: Piece,
  plaintext: Uint8Array,
  take: (length: number) => Buffer = Buffer.allocUnsafeSlow,
): Buffer {
  const record = take(RECORD_HEAD + plaintext.length + TAG);
  const head = recordHead(piece);
  record.set(head);
  sealInto(record.subarray(RECORD_HEAD), key, pieceNonce(number), plaintext, head);
  return record;
}

/** What stands in the file before its first record. @param header the age header */
export function beginningOf(start: Omit<SegmentStart, 'header'>, header: Uint8Array): Buffer {
  const { room, session, track, segment, from, mime } = start;
  const line = `${canonicalJson({ format: FORMAT, room, session, track, segment, from, mime })}\n`;
  return Buffer.concat([Buffer.from(line), header]);
}

/** A piece as it is on the disk. */
export interface Written extends Piece {
  /** Where its record ends in the file. */
  readonly end: number;
  /** The chain's head after it, hex. */
  readonly head: string;
}

export interface OpenSegment {
  readonly start: SegmentStart;
  readonly header: Uint8Array;
  readonly pieces: readonly Written[];
  /** Where the last whole record ends. */
  readonly end: number;
}

/**
 * Reads what a seat had on its disk, up to the first record that is not whole. With the file key, also up to the first that is not what was
 * written, as a power cut may leave it; each piece's plaintext is then handed on. Null where not even the beginning is whole.
 * @throws the disk's error
 */
export async function readOpenFile(
  crypto: CryptoPort,
  path: string,
  fileKey: Uint8Array | null = null,
  plaintext: (bytes: Uint8Array, header: Uint8Array) => Promise<void> | void = () => undefined,
): Promise<OpenSegment | null> {
  const handle = await openFile(path, 'r');
  try {
    const beginning = Buffer.alloc(LONGEST_LINE + LONGEST_LINE);
    const { bytesRead } = await handle.read(beginning, 0, beginning.length, 0);
    const read = readBeginning(beginning.subarray(0, bytesRead));
    if (read === null) return null;
    const key = fileKey === null ? null : pieceKey(fileKey);
    const pieces: Written[] = [];
    let head = chainStart(crypto, read.start);
    let end = read.end;
    const recordStart = Buffer.alloc(RECORD_HEAD);
    for (;;) {
      const first = await handle.read(recordStart, 0, RECORD_HEAD, end);
      const piece = readRecordHead(recordStart.subarray(0, first.bytesRead));
      if (piece === null) break;
      const record = Buffer.allocUnsafeSlow(RECORD_HEAD + piece.length + TAG);
      const whole = await handle.read(record, 0, record.length, end);
      if (whole.bytesRead < record.length) break;
      if (key !== null) {
        const bytes = open(
          key,
          pieceNonce(pieces.length + 1),
          record.subarray(RECORD_HEAD),
          record.subarray(0, RECORD_HEAD),
        );
        if (bytes === null) break;
        await plaintext(bytes, read.header);
      }
      end += record.length;
      head = chainNext(crypto, head, record);
      pieces.push({ ...piece, end, head: hex.encode(head) });
    }
    return { start: read.start, header: read.header, pieces, end };
  } finally {
    await handle.close();
  }
}

function readBeginning(bytes: Buffer): { start: SegmentStart; header: Uint8Array; end: number } | null {
  const lineEnd = bytes.indexOf(0x0a);
  if (lineEnd < 0) return null;
  try {
    const { format: _, ...start } = firstLine.parse(JSON.parse(bytes.subarray(0, lineEnd).toString()));
    const length = headerLength(bytes.subarray(lineEnd + 1));
    if (length === null) return null;
    const header = bytes.subarray(lineEnd + 1, lineEnd + 1 + length);
    const digest = createHash('sha256').update(header).digest('hex');
    return { start: { ...start, header: digest }, header, end: lineEnd + 1 + length };
  } catch {
    return null;
  }
}
