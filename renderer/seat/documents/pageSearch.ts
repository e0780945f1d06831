/**
 * Searching in the text of pages as people mean it: without regard to case and full width, across line ends, and, where a Chinese character
 * stands at either side, without regard to spaces, because documents are set with and without them.
 */

/** A stretch of a page's text, `end` excluded. */
export interface Hit {
  /** From 1. */
  readonly page: number;
  readonly start: number;
  readonly end: number;
}

/** One run of text on a page, as the reader of the document gives it. */
export interface TextRun {
  readonly str: string;
  /** A line ends behind it. */
  readonly hasEOL: boolean;
}

export const textOfRuns = (runs: readonly TextRun[]): string =>
  runs.map(({ str, hasEOL }) => (hasEOL ? `${str}\n` : str)).join('');

interface Folded {
  readonly text: string;
  /** For each UTF-16 unit of `text`, where in the original its character begins and ends. */
  readonly from: readonly number[];
  readonly to: readonly number[];
}

const SPACE = /\s/u;
/** Scripts without spaces between words, and their punctuation. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;

function fold(original: string): Folded {
  let text = '';
  const from: number[] = [];
  const to: number[] = [];
  let before = '';
  /** Where white space that is still to be judged begins; -1 for none. */
  let space = -1;
  let at = 0;
  const add = (folded: string, start: number, end: number): void => {
    text += folded;
    for (let i = 0; i < folded.length; i++) {
      from.push(start);
      to.push(end);
    }
  };
  for (const character of original) {
    const end = at + character.length;
    if (SPACE.test(character)) space = space === -1 ? at : space;
    else {
      if (space !== -1 && before !== '' && !UNSPACED.test(before) && !UNSPACED.test(character))
        add(' ', space, at);
      space = -1;
      add(character.normalize('NFKC').toLowerCase(), at, end);
      before = character;
    }
    at = end;
  }
  return { text, from, to };
}

/** All places of a page's text that say what is looked for, in their order, none overlapping another; none for an empty question. */
export function hitsOnPage(page: number, text: string, looked: string): Hit[] {
  const needle = fold(looked).text;
  if (needle === '') return [];
  const hay = fold(text);
  const hits: Hit[] = [];
  for (let at = hay.text.indexOf(needle); at !== -1; at = hay.text.indexOf(needle, at + needle.length))
    hits.push({ page, start: hay.from[at]!, end: hay.to[at + needle.length - 1]! });
  return hits;
}

/** A part of one run. */
export interface Piece {
  readonly run: number;
  readonly start: number;
  readonly end: number;
}

/** The parts of runs that a stretch of the page's text covers. */
export function piecesOf(runs: readonly TextRun[], { start, end }: Pick<Hit, 'start' | 'end'>): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const [run, { str, hasEOL }] of runs.entries()) {
    if (at >= end) break;
    const first = Math.max(start, at) - at;
    const last = Math.min(end - at, str.length);
    if (first < last) pieces.push({ run, start: first, end: last });
    at += str.length + (hasEOL ? 1 : 0);
  }
  return pieces;
}

/** Index of the hit at which a search begins: the first on or behind the page being read, else the first of all; -1 for none. */
export function firstHit(hits: readonly Hit[], reading: number): number {
  const ahead = hits.findIndex(({ page }) => page >= reading);
  return ahead === -1 && hits.length > 0 ? 0 : ahead;
}

/** The hit before or behind, round the ends of the document. */
export const nextHit = (count: number, now: number, direction: 1 | -1): number =>
  count === 0 ? -1 : (now + direction + count) % count;
