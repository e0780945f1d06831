/** The paper: A4 pages upright or turned, a cursor that moves down, and page breaks. Lengths in points. */
import type { Typeface, Weight } from './typeface.ts';

export type Orientation = 'portrait' | 'landscape';

const A4 = {
  portrait: { width: 595.28, height: 841.89 },
  landscape: { width: 841.89, height: 595.28 },
} as const;

const MARGIN = { side: 56, top: 72, bottom: 62 } as const;

/** Width between the side margins. */
export const bodyWidth = (orientation: Orientation): number => A4[orientation].width - 2 * MARGIN.side;

/** The height that a page offers to what is on it. */
export const bodyHeight = (orientation: Orientation): number =>
  A4[orientation].height - MARGIN.top - MARGIN.bottom;

/** Thickness of rules and borders. */
export const RULE = 0.6;

/** Of the font size: what puts a Chinese character, whose box the font sets low, into the middle of its line. */
const RAISED = 0.03;

export interface Paper {
  readonly doc: PDFKit.PDFDocument;
  readonly type: Typeface;
  readonly left: number;
  readonly width: number;
  readonly orientation: Orientation;
  /** Where the next block begins. */
  y: number;
  /** Points left on this page. */
  room(): number;
  /** Whether nothing has been put on this page yet. */
  fresh(): boolean;
  newPage(orientation: Orientation): void;
  /** Nothing more goes on this page: what comes next begins a page of its own orientation. */
  endPage(): void;
  /** A line of text with its box's top at `y`; never wraps. */
  write(text: string, x: number, y: number, weight: Weight, size: number): void;
}

export function paperOf(doc: PDFKit.PDFDocument, type: Typeface): Paper {
  let orientation: Orientation = 'portrait';
  const paper: Paper = {
    doc,
    type,
    left: MARGIN.side,
    y: MARGIN.top,
    get width() {
      return bodyWidth(orientation);
    },
    get orientation() {
      return orientation;
    },
    room: () => A4[orientation].height - MARGIN.bottom - paper.y,
    fresh: () => paper.y === MARGIN.top,
    newPage(next) {
      orientation = next;
      doc.addPage({ size: 'A4', layout: next, margin: 0 });
      paper.y = MARGIN.top;
    },
    endPage() {
      paper.y = Number.POSITIVE_INFINITY;
    },
    write(text, x, y, weight, size) {
      if (text === '') return;
      doc
        .font(weight)
        .fontSize(size)
        .fillColor('black')
        .text(text, x, y - RAISED * size, { lineBreak: false });
    },
  };
  return paper;
}
