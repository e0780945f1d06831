/** Marks stretches of pages' text on screen. The marks of all pages in sight stand in two registers of the window. */
import { type Hit, piecesOf, type TextRun } from './pageSearch.ts';

type Register = 'pdf-found' | 'pdf-found-now';

function register(name: Register): Highlight {
  const known = CSS.highlights.get(name);
  if (known !== undefined) return known;
  const made = new Highlight();
  // What is being looked at stands over the other hits.
  made.priority = name === 'pdf-found-now' ? 1 : 0;
  CSS.highlights.set(name, made);
  return made;
}

/** The text of a page that is on screen: what pdf.js has read and the elements that it has made, one for each run. */
export interface ShownText {
  readonly runs: readonly TextRun[];
  readonly elements: readonly HTMLElement[];
}

/** The stretch as ranges of the page's elements; a run that pdf.js has not laid out is left out. */
export function rangesOf({ runs, elements }: ShownText, hit: Pick<Hit, 'start' | 'end'>): Range[] {
  return piecesOf(runs, hit).flatMap(({ run, start, end }) => {
    const text = elements[run]?.firstChild;
    if (!(text instanceof Text) || text.length < end) return [];
    const range = new Range();
    range.setStart(text, start);
    range.setEnd(text, end);
    return [range];
  });
}

/** Marks stretches until the function returned is called. */
export function mark(name: Register, ranges: readonly Range[]): () => void {
  const marks = register(name);
  for (const range of ranges) marks.add(range);
  return () => {
    for (const range of ranges) marks.delete(range);
  };
}
