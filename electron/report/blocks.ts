/** Headings, paragraphs, label-and-value tables and the signature block. */
import type { Block, Signatures } from '../../shared/report/index.ts';
import { CELL_SIZE, PADDING } from './columns.ts';
import { bodyHeight, type Paper, RULE } from './paper.ts';
import { LEADING, type Weight } from './typeface.ts';

const BODY_SIZE = 10.5;
const BODY_LINE = BODY_SIZE * 1.65;
/** Two characters, as Chinese paragraphs begin. */
const INDENT = 2 * BODY_SIZE;
const LABEL_WIDTH = 118;
const SIGNATURE_HEIGHT = 40;

export const HEADINGS = {
  chapter: { size: 14, before: 14, after: 6 },
  section: { size: 11.5, before: 8, after: 4 },
} as const;

export type Level = keyof typeof HEADINGS;

/** Points that a heading takes, without what must follow it on the page. */
export function headingHeight(paper: Paper, title: string, level: Level): number {
  const { size, before, after } = HEADINGS[level];
  return before + paper.type.lines(title, 'bold', size, paper.width).length * size * LEADING + after;
}

export function drawHeading(paper: Paper, title: string, level: Level): void {
  const { size, before, after } = HEADINGS[level];
  if (!paper.fresh()) paper.y += before;
  for (const line of paper.type.lines(title, 'bold', size, paper.width)) {
    paper.write(line, paper.left, paper.y, 'bold', size);
    paper.y += size * LEADING;
  }
  paper.y += after;
}

export function drawParagraph(paper: Paper, text: string): void {
  for (const part of text.split('\n')) {
    // The indent is written as two ideographic spaces, so that it takes part in the line's width.
    const lines = paper.type.lines(`${part}`, 'regular', BODY_SIZE, paper.width - INDENT);
    const [first = ''] = lines;
    const rest = paper.type.lines(part.slice(first.length).trimStart(), 'regular', BODY_SIZE, paper.width);
    const all = part.length === first.length ? [first] : [first, ...rest];
    for (const [i, line] of all.entries()) {
      // No single line of a longer paragraph is left alone at the end of a page.
      const needed = i === 0 && all.length > 1 ? 2 * BODY_LINE : BODY_LINE;
      if (paper.room() < needed) paper.newPage(paper.orientation);
      paper.write(line, paper.left + (i === 0 ? INDENT : 0), paper.y, 'regular', BODY_SIZE);
      paper.y += BODY_LINE;
    }
  }
  paper.y += 2;
}

interface Box {
  readonly text: string;
  readonly width: number;
  readonly weight: Weight;
  readonly filled?: boolean;
  readonly centred?: boolean;
}

const linesOf = (paper: Paper, box: Box): string[] =>
  paper.type.lines(box.text, box.weight, CELL_SIZE, box.width - 2 * PADDING);

function drawBoxes(paper: Paper, boxes: readonly Box[], least: number): void {
  const line = CELL_SIZE * LEADING;
  let texts = boxes.map((box) => linesOf(paper, box));
  while (texts.some((lines) => lines.length > 0)) {
    const rows = Math.max(...texts.map((lines) => lines.length));
    const fits = Math.max(1, Math.floor((paper.room() - 2 * PADDING) / line));
    const height = Math.max(least, Math.min(rows, fits) * line + 2 * PADDING);
    let x = paper.left;
    for (const [i, box] of boxes.entries()) {
      const now = texts[i]!.slice(0, fits);
      const rect = paper.doc.lineWidth(RULE).rect(x, paper.y, box.width, height);
      if (box.filled) rect.fillAndStroke('#eeeeee', 'black');
      else rect.stroke('black');
      const top = paper.y + (height - now.length * line) / 2;
      for (const [n, text] of now.entries()) {
        const own = paper.type.width(text, box.weight, CELL_SIZE);
        const at = box.centred ? x + (box.width - own) / 2 : x + PADDING;
        paper.write(text, at, top + n * line, box.weight, CELL_SIZE);
      }
      x += box.width;
    }
    paper.y += height;
    texts = texts.map((lines) => lines.slice(fits));
    if (texts.some((lines) => lines.length > 0)) paper.newPage(paper.orientation);
  }
}

/** Points that a row needs before it may begin on a page; a longer one goes on over the page's end. */
const LEAST_ROW = 8 * CELL_SIZE * LEADING;

export function drawFacts(paper: Paper, rows: Extract<Block, { kind: 'facts' }>['rows']): void {
  for (const [label, text] of rows) {
    const boxes: Box[] = [
      { text: label, width: LABEL_WIDTH, weight: 'bold', filled: true, centred: true },
      { text, width: paper.width - LABEL_WIDTH, weight: 'regular' },
    ];
    const height =
      Math.max(...boxes.map((box) => linesOf(paper, box).length)) * CELL_SIZE * LEADING + 2 * PADDING;
    if (paper.room() < Math.min(height, LEAST_ROW)) paper.newPage(paper.orientation);
    drawBoxes(paper, boxes, 0);
  }
  paper.y += 8;
}

/** A line for each member: name, office, room to sign by hand or how it was signed, date. */
export function drawSignatures(paper: Paper, { rows }: Signatures): void {
  const widths = [90, 120, paper.width - 300, 90] as const;
  const header = ['姓名', '身份', '签字', '日期'].map((text, i) => ({
    text,
    width: widths[i]!,
    weight: 'bold' as const,
    filled: true,
    centred: true,
  }));
  const begin = (): void => drawBoxes(paper, header, 0);
  begin();
  for (const { name, office, state } of rows) {
    if (paper.room() < SIGNATURE_HEIGHT) {
      paper.newPage(paper.orientation);
      begin();
    }
    const boxes = [name, office, state, ''].map((text, i) => ({
      text,
      width: widths[i]!,
      weight: 'regular' as const,
      centred: true,
    }));
    drawBoxes(paper, boxes, SIGNATURE_HEIGHT);
  }
  paper.y += 10;
}

/** What a block needs at its beginning, so that a heading is never left alone above it. */
export function leastHeight(block: Block | undefined): number {
  switch (block?.kind) {
    case 'paragraph':
      return 2 * BODY_LINE;
    case 'facts':
      return 3 * (CELL_SIZE * LEADING + 2 * PADDING);
    case 'signatures':
      // A signature block is not divided, where one page can hold it.
      return Math.min(
        (block.rows.length + 1) * SIGNATURE_HEIGHT,
        bodyHeight('portrait') - 2 * SIGNATURE_HEIGHT,
      );
    default:
      return 0;
  }
}
