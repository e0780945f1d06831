/**
 * One line of a journal, checked as far as a line by itself can be: canonical, of a known form, signed by its author. A canonical line
 * already is the text that its hash and its signature stand over, so nothing is written again: this is what lets a long journal be
 * verified at nearly the speed of its signatures.
 */
import { framed } from '../../shared/journal/domain.ts';
import { hex } from '../../shared/journal/encoding.ts';
import { type Entry, readEntry } from '../../shared/journal/entry.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';

export interface CheckedLine {
  readonly entry: Entry;
  /** The entry's hash, hex. */
  readonly hash: string;
}

/** The hash of the act in a canonical line: the same as `actHash` of the act. */
export function actHashIn(crypto: CryptoPort, line: string): string {
  const end = lay(line);
  return hex.encode(crypto.sha256(framedBytes('act', ACT, actEnd(end))));
}

/** The hash of the entry that a canonical line holds: the same as `entryHash` of the entry. */
export const lineHash = (crypto: CryptoPort, line: string): string =>
  hex.encode(crypto.sha256(framedBytes('entry', LINE, lay(line))));

/**
 * Reads one line and checks its act's signature. That it continues a chain is `continues`' answer.
 * Refuses `NOT_CANONICAL`, `ENTRY_FORM`, `SIGNATURE`.
 */
export function checkLine(crypto: CryptoPort, line: string): Result<CheckedLine> {
  const read = readEntry(line);
  if (!read.ok) return read;
  const { act } = read.value;
  const hash = lineHash(crypto, line);
  const key = Buffer.from(act.session, 'base64url');
  const signature = Buffer.from(act.sig, 'base64url');
  if (!crypto.ed25519Verify(key, signedBytes(line), signature))
    return refuse(refusal('SIGNATURE', '签名无效', 'The signature is not valid'));
  return accept({ entry: read.value, hash });
}

const SIGNATURE_MEMBER = ',"sig":"'.length + 86 + '"'.length;

const FRAMES = { act: Buffer.from(framed('act', '')), entry: Buffer.from(framed('entry', '')) };

/** Where a line's bytes begin, and where its act does; what is framed has its frame before it. */
const LINE = 32;
const ACT = LINE + '{"act":'.length;

/** The line that is looked at, in bytes, until the next is: a new buffer for each would cost more than its hash. */
let bytes = Buffer.allocUnsafeSlow(LINE + 16 * 1024);

/** UTF-8 takes three bytes at most for what a string counts as one. */
function lay(line: string): number {
  const most = LINE + 3 * line.length;
  if (bytes.length < most) bytes = Buffer.allocUnsafeSlow(2 * most);
  return LINE + bytes.write(line, LINE);
}

/** The bytes from one place to another behind the frame of their use, which overwrites what stood before them. */
function framedBytes(use: keyof typeof FRAMES, from: number, to: number): Uint8Array {
  const start = from - FRAMES[use].length;
  bytes.set(FRAMES[use], start);
  return bytes.subarray(start, to);
}

/** The last place before `end` where a text stands whole; behind it may lie what is left of a longer line. */
const lastBefore = (end: number, text: string): number => bytes.lastIndexOf(text, end - text.length);

const actEnd = (lineEnd: number): number => lastBefore(lineEnd, '},"at":"') + 1;

/**
 * What the author signed, cut out of the line. In canonical order the act comes first in the line and its signature last but one in the
 * act; what follows (type, time, hash, number) has no room for the texts that are looked for from the end.
 */
function signedBytes(line: string): Uint8Array {
  const end = actEnd(lay(line));
  const signature = lastBefore(end, ',"sig":"');
  bytes.copyWithin(signature, signature + SIGNATURE_MEMBER, end);
  return framedBytes('act', ACT, end - SIGNATURE_MEMBER);
}

/** The entries of lines that were verified before: when the journal was opened, or before they were stored. */
export function* entriesIn(lines: Iterable<string>): Generator<Entry> {
  for (const line of lines) {
    const entry = readEntry(line);
    if (entry.ok) yield entry.value;
  }
}
