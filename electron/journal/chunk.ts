/** A stretch of a journal, verified by itself: what a worker answers about it, and how stretches are joined. */
import { continues, type Entry, type Head } from '../../shared/journal/entry.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { checkLine } from './entryLine.ts';

/** Consecutive lines; `first` is the number that the first of them has in the journal, from 1. */
export interface Chunk {
  readonly first: number;
  readonly lines: readonly string[];
}

/** How a verified chain ends. */
export interface ChainEnd {
  readonly head: Head;
  /** The last entry's time; null before the first. */
  readonly at: string | null;
}

export interface ChunkAnswer {
  /** The first entry, which joins the stretch to the one before; null where its line cannot be read. */
  readonly begins: Entry | null;
  readonly end: ChainEnd;
  /** The first line that is wrong, with its entry number; null where all are right. */
  readonly refusal: Refusal | null;
}

/** The refusal with the entry's number by its place in the journal, whatever number the line itself claims. */
const atEntry = (number: number, refusal: Refusal): Refusal => ({
  ...refusal,
  where: `entry ${number}`,
});

/** Checks every line and the chain between them; the first line's link to the stretch before is `joins`'. */
export function verifyChunk(crypto: CryptoPort, { first, lines }: Chunk): ChunkAnswer {
  let begins: ChunkAnswer['begins'] = null;
  let end: ChainEnd = { head: { seq: first - 1, hash: '' }, at: null };
  for (const [index, line] of lines.entries()) {
    const checked = checkLine(crypto, line);
    if (!checked.ok) return { begins, end, refusal: atEntry(first + index, checked.refusals[0]!) };
    const { entry, hash } = checked.value;
    if (begins === null) begins = entry;
    else {
      const broken = continues(end.head, end.at, entry);
      if (broken !== null) return { begins, end, refusal: atEntry(first + index, broken) };
    }
    end = { head: { seq: entry.seq, hash }, at: entry.at };
  }
  return { begins, end, refusal: null };
}

/** What is wrong with a stretch as the continuation of a verified chain; null where nothing is. */
export function joins(before: ChainEnd, answer: ChunkAnswer): Refusal | null {
  if (answer.begins === null) return answer.refusal;
  const broken = continues(before.head, before.at, answer.begins);
  return broken === null ? answer.refusal : atEntry(before.head.seq + 1, broken);
}
