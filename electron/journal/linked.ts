/** Whether lines of a journal hang together, before anything is made of them. */
import { readEntry } from '../../shared/journal/entry.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { lineHash } from './entryLine.ts';

/** What a run of lines joins and where it ends, by hashes; signatures and order are the fold's to check. */
export interface LinkedLines {
  /** The hash of the entry before the first line. */
  readonly after: string;
  /** The hash of the last line. */
  readonly end: string;
}

/** Null where there is no line, one cannot be read, or one does not carry the hash of the line before it. */
export function linkedLines(crypto: CryptoPort, lines: readonly string[]): LinkedLines | null {
  let after: string | null = null;
  let end = '';
  for (const line of lines) {
    const read = readEntry(line);
    if (!read.ok || (after !== null && read.value.prev !== end)) return null;
    after ??= read.value.prev;
    end = lineHash(crypto, line);
  }
  return after === null ? null : { after, end };
}
