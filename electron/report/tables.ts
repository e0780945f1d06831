/** Bordered tables: header rows repeated after a page break, numbers aligned at their points, long rows divided between pages. */
import type { Column, Table } from '../../shared/report/index.ts';
import {
  atPoint,
  CELL_SIZE,
  isNumeric,
  type Layout,
  layoutOf,
  PADDING,
  type Part,
  shownCell,
} from './columns.ts';
import { bodyHeight, type Paper, RULE } from './paper.ts';
import { LEADING, type Weight } from './typeface.ts';

const LINE = CELL_SIZE * LEADING;
const TITLE_SIZE = 9.5;
const TITLE_HEIGHT = TITLE_SIZE * LEADING + 3;
const NOTE_SIZE = 8;
const GAP_AFTER = 10;

interface Cell {
  readonly lines: readonly string[];
  /** Where the points of a decimal column stand, from the cell's left; absent for text. */
  readonly point?: number;
}

type Row = readonly Cell[];

const rowHeight = (row: Row): number =>
  Math.max(...row.map(({ lines }) => lines.length)) * LINE + 2 * PADDING;

interface Prepared {
  readonly columns: readonly Column[];
  readonly widths: readonly number[];
  readonly header: Row;
  readonly rows: readonly Row[];
}

/** The offset at which a decimal column's heads end, so that the whole column stands in the middle of its cells. */
function pointOf(paper: Paper, cells: readonly string[], width: number): number {
  const widest = (texts: readonly string[]): number =>
    Math.max(0, ...texts.map((text) => paper.type.width(text, 'regular', CELL_SIZE)));
  const parts = cells.map(atPoint);
  const [head, tail] = [widest(parts.map(([h]) => h)), widest(parts.map(([, t]) => t))];
  return Math.max(PADDING, (width - head - tail) / 2) + head;
}

function prepare(paper: Paper, table: Table, part: Part): Prepared {
  const columns = part.columns.map((i) => table.columns[i]!);
  const wrap = (text: string, weight: Weight, width: number): string[] =>
    paper.type.lines(text, weight, CELL_SIZE, width - 2 * PADDING + 0.01);
  const points = part.columns.map((i, at) =>
    isNumeric(columns[at]!.align)
      ? pointOf(
          paper,
          table.rows.map((row) => shownCell(row[i]!, columns[at]!.align)),
          part.widths[at]!,
        )
      : undefined,
  );
  const cell = (text: string, at: number): Cell => {
    const point = points[at];
    return point === undefined
      ? { lines: wrap(text, 'regular', part.widths[at]!) }
      : { lines: [text], point };
  };
  return {
    columns,
    widths: part.widths,
    header: columns.map(({ title }, at) => ({ lines: wrap(title, 'bold', part.widths[at]!) })),
    rows: table.rows.map((row) =>
      part.columns.map((i, at) => cell(shownCell(row[i]!, columns[at]!.align), at)),
    ),
  };
}

function drawCell(
  paper: Paper,
  cell: Cell,
  x: number,
  width: number,
  height: number,
  align: Column['align'],
  weight: Weight,
): void {
  const top = paper.y + (height - cell.lines.length * LINE) / 2;
  for (const [n, line] of cell.lines.entries()) {
    const own = paper.type.width(line, weight, CELL_SIZE);
    let at = x + PADDING;
    if (cell.point !== undefined)
      at = x + cell.point - paper.type.width(atPoint(line)[0], 'regular', CELL_SIZE);
    else if (align !== 'left' || weight === 'bold') at = x + (width - own) / 2;
    paper.write(line, at, top + n * LINE, weight, CELL_SIZE);
  }
}

function drawRow(paper: Paper, row: Row, { columns, widths }: Prepared, weight: Weight): void {
  const height = rowHeight(row);
  let x = paper.left;
  for (const [i, cell] of row.entries()) {
    const width = widths[i]!;
    const box = paper.doc.lineWidth(RULE).rect(x, paper.y, width, height);
    if (weight === 'bold') box.fillAndStroke('#eeeeee', 'black');
    else box.stroke('black');
    drawCell(paper, cell, x, width, height, columns[i]!.align, weight);
    x += width;
  }
  paper.y += height;
}

/** The first lines of a row that fit into `height`, and the rest. */
function divided(row: Row, height: number): [Row, Row] {
  const count = Math.max(1, Math.floor((height - 2 * PADDING) / LINE));
  const slice = (from: number, to?: number): Row =>
    row.map((cell) => ({ ...cell, lines: cell.lines.slice(from, to) }));
  return [slice(0, count), slice(count)];
}

function drawTitle(paper: Paper, title: string, continued: boolean): void {
  const text = continued ? `${title}（续）` : title;
  const lines = paper.type.lines(text, 'bold', TITLE_SIZE, paper.width);
  for (const line of lines) {
    const x = paper.left + (paper.width - paper.type.width(line, 'bold', TITLE_SIZE)) / 2;
    paper.write(line, x, paper.y, 'bold', TITLE_SIZE);
    paper.y += TITLE_SIZE * LEADING;
  }
  paper.y += 3;
}

function drawPart(paper: Paper, title: string, prepared: Prepared, continuation: boolean): void {
  const begin = (continued: boolean): void => {
    drawTitle(paper, title, continued);
    drawRow(paper, prepared.header, prepared, 'bold');
  };
  begin(continuation);
  const head = TITLE_HEIGHT + rowHeight(prepared.header);
  const page = bodyHeight(paper.orientation) - head;
  for (const whole of prepared.rows) {
    let row = whole;
    while (rowHeight(row) > paper.room()) {
      // A row that half a page could hold is kept whole; a longer one is divided where this page ends.
      const dividing = rowHeight(row) > page / 2 && paper.room() > 6 * LINE;
      if (dividing) {
        const [now, later] = divided(row, paper.room());
        drawRow(paper, now, prepared, 'regular');
        row = later;
      }
      paper.newPage(paper.orientation);
      begin(true);
    }
    drawRow(paper, row, prepared, 'regular');
  }
}

function drawNotes(paper: Paper, notes: readonly string[]): void {
  const height = NOTE_SIZE * LEADING;
  paper.y += 3;
  for (const line of notes.flatMap((note) =>
    paper.type.lines(`注：${note}`, 'regular', NOTE_SIZE, paper.width),
  )) {
    if (paper.room() < height) paper.newPage(paper.orientation);
    paper.write(line, paper.left, paper.y, 'regular', NOTE_SIZE);
    paper.y += height;
  }
}

/** A table no taller than this share of a page is not divided between two. */
const WHOLE = 0.45;

/** What must stand together at the end of a page: a small table, or title, header and two rows of a larger one. */
function leastHeight({ header, rows }: Prepared, notes: number, page: number): number {
  const head = TITLE_HEIGHT + rowHeight(header);
  const whole = rows.reduce((sum, row) => sum + rowHeight(row), head);
  if (whole <= WHOLE * page) return whole + notes * NOTE_SIZE * LEADING + 3;
  return rows.slice(0, 2).reduce((sum, row) => sum + Math.min(rowHeight(row), 8 * LINE), head);
}

export interface PreparedTable {
  readonly orientation: Layout['orientation'];
  readonly least: number;
  draw(): void;
}

/** A table ready to be drawn on a page of its orientation with `least` points left. */
export function prepareTable(paper: Paper, table: Table): PreparedTable {
  const { orientation, parts } = layoutOf(table, paper.type);
  const prepared = parts.map((part) => prepare(paper, table, part));
  return {
    orientation,
    least: leastHeight(prepared[0]!, table.notes?.length ?? 0, bodyHeight(orientation)),
    draw() {
      for (const [i, part] of prepared.entries()) {
        if (i > 0 && paper.room() < leastHeight(part, 0, bodyHeight(orientation))) paper.newPage(orientation);
        drawPart(paper, table.title, part, i > 0);
        if (i < prepared.length - 1) paper.y += GAP_AFTER;
      }
      drawNotes(paper, table.notes ?? []);
      paper.y += GAP_AFTER;
    },
  };
}
