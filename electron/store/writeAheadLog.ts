/**
 * Looks at SQLite's write-ahead log before SQLite does. SQLite takes the first frame whose checksum is wrong for the end of the log, which
 * is right after a power cut, and drops every commit behind it without a word, which is wrong when a byte was changed later.
 * The format: sqlite.org/fileformat2.html, section 4.
 */
import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';

const HEADER = 32;
const FRAME_HEADER = 24;
/** The magic number of a log whose checksums read words little-endian; the other one is greater by one. */
const LITTLE_ENDIAN = 0x377f0682;

/**
 * Whether commits stand behind a broken frame that must have been whole once. Each commit is synced before the next begins, so that a
 * power cut can break the last one only: more than one commit behind the break means that the file was altered. (A break in the last
 * commit itself cannot be told from a power cut; signed heads show what is missing then.)
 */
export function logWasAltered(journalPath: string): boolean {
  const path = `${journalPath}-wal`;
  if (!existsSync(path)) return false;
  const log = readFileSync(path);
  return log.length > HEADER + FRAME_HEADER && commitsBehindBreak(log, pageSize(journalPath)) > 1;
}

/** Bytes of a page, as the journal file itself says: the log's own header may be what was altered. */
function pageSize(journalPath: string): number {
  const file = openSync(journalPath, 'r');
  const header = Buffer.alloc(18);
  readSync(file, header, 0, header.length, 0);
  closeSync(file);
  const size = header.readUInt16BE(16);
  return size < SMALLEST_PAGE ? LARGEST_PAGE : size;
}

/** The largest does not fit into its two bytes and is written as 1. */
const SMALLEST_PAGE = 512;
const LARGEST_PAGE = 65_536;

function commitsBehindBreak(log: Buffer, page: number): number {
  const frame = FRAME_HEADER + page;
  const checksum = log.readUInt32BE(0) === LITTLE_ENDIAN ? littleEndianSum : bigEndianSum;
  let sum = checksum(log, 0, 24, { a: 0, b: 0 });
  let at = HEADER;
  if (!holds(log, 24, sum)) return commits(log, frame, at, log.subarray(HEADER + 8, HEADER + 16));
  const salts = log.subarray(16, 24);
  for (; at + frame <= log.length && hasSalts(log, at, salts); at += frame) {
    sum = checksum(log, at + FRAME_HEADER, at + frame, checksum(log, at, at + 8, sum));
    if (!holds(log, at + 16, sum)) break;
  }
  return commits(log, frame, at, salts);
}

/** Two running sums over 32-bit words, taken in pairs. */
interface Sum {
  readonly a: number;
  readonly b: number;
}

const summing =
  (word: (log: Buffer, at: number) => number) =>
  (log: Buffer, from: number, to: number, start: Sum): Sum => {
    let { a, b } = start;
    for (let at = from; at < to; at += 8) {
      a = (a + word(log, at) + b) >>> 0;
      b = (b + word(log, at + 4) + a) >>> 0;
    }
    return { a, b };
  };
const littleEndianSum = summing((log, at) => log.readUInt32LE(at));
const bigEndianSum = summing((log, at) => log.readUInt32BE(at));

const holds = (log: Buffer, at: number, { a, b }: Sum): boolean =>
  log.readUInt32BE(at) === a && log.readUInt32BE(at + 4) === b;

/** Frames left over from before the log was begun anew carry other salts. */
const hasSalts = (log: Buffer, at: number, salts: Buffer): boolean =>
  log.subarray(at + 8, at + 16).equals(salts);

/** Frames of this log, from one on, that end a transaction: they name the database's size after it. */
function commits(log: Buffer, frame: number, from: number, salts: Buffer): number {
  let count = 0;
  for (let at = from; at + frame <= log.length; at += frame)
    if (hasSalts(log, at, salts) && log.readUInt32BE(at + 4) !== 0) count++;
  return count;
}
