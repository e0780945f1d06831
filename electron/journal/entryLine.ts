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
export const actHashIn = (crypto: CryptoPort, line: string): string =>
  hex.encode(crypto.sha256(Buffer.from(framed('act', line.slice(BEFORE_ACT, actEnd(line))))));

/** The hash of the entry that a canonical line holds: the same as `entryHash` of the entry. */
export const lineHash = (crypto: CryptoPort, line: string): string =>
  hex.encode(crypto.sha256(Buffer.from(framed('entry', line))));

/**
 * Reads one line and checks its act's signature. That it continues a chain is `continues`' answer.
 * Refuses `NOT_CANONICAL`, `ENTRY_FORM`, `SIGNATURE`.
 */
export function checkLine(crypto: CryptoPort, line: string): Result<CheckedLine> {
  const read = readEntry(line);
  if (!read.ok) return read;
  const { act } = read.value;
  const key = Buffer.from(act.session, 'base64url');
  const signature = Buffer.from(act.sig, 'base64url');
  if (!crypto.ed25519Verify(key, signedText(line), signature))
    return refuse(refusal('SIGNATURE', '签名无效', 'The signature is not valid'));
  return accept({ entry: read.value, hash: lineHash(crypto, line) });
}

const BEFORE_ACT = '{"act":'.length;
const SIGNATURE_MEMBER = ',"sig":"'.length + 86 + '"'.length;

const actEnd = (line: string): number => line.lastIndexOf('},"at":"') + 1;

/**
 * What the author signed, cut out of the line. In canonical order the act comes first in the line and its signature last but one in the
 * act; what follows (type, time, hash, number) has no room for the texts that are looked for from the end.
 */
function signedText(line: string): Uint8Array {
  const signature = line.lastIndexOf(',"sig":"');
  const act = line.slice(BEFORE_ACT, signature) + line.slice(signature + SIGNATURE_MEMBER, actEnd(line));
  return Buffer.from(framed('act', act));
}

/** The entries of lines that were verified before: when the journal was opened, or before they were stored. */
export function* entriesIn(lines: Iterable<string>): Generator<Entry> {
  for (const line of lines) {
    const entry = readEntry(line);
    if (entry.ok) yield entry.value;
  }
}
