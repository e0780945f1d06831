/** How wide a table's columns are, whether the page must be turned for them, and how a table too wide for both is split. */
import { printedMoney } from '../../shared/project/money.ts';
import type { Align, Column, Table } from '../../shared/report/index.ts';
import { bodyWidth, type Orientation } from './paper.ts';
import type { Typeface } from './typeface.ts';

export const CELL_SIZE = 9;
export const PADDING = 4;

/** No column of text needs more than this before its long words are broken. */
const LONGEST_WORD = 84;
/** Titles are broken after no fewer characters than this. */
const SHORT_TITLE = 4 * CELL_SIZE;
/** Text squeezed below this share of its natural width makes tall rows: the page is turned instead. */
const SQUEEZED = 0.2;

/** Whether a column's points stand under each other. */
export const isNumeric = (align: Align): boolean => align === 'decimal' || align === 'money';

/** A cell as it is shown: amounts with their digits grouped by three and at least two places. */
export function shownCell(cell: string, align: Align): string {
  return align === 'money' ? printedMoney(cell) : cell;
}

/** A number's part up to the units, and the rest: points stand under each other where the first parts end together. */
export function atPoint(cell: string): [head: string, tail: string] {
  const head = /^\D*[\d,]*/.exec(cell)?.[0] ?? '';
  return [head, cell.slice(head.length)];
}

interface Measure {
  readonly least: number;
  readonly natural: number;
}

/** Widths of one part of a table; `columns` are indexes into the table's. */
export interface Part {
  readonly columns: readonly number[];
  readonly widths: readonly number[];
}

export interface Layout {
  readonly orientation: Orientation;
  readonly parts: readonly Part[];
}

function decimalWidth(cells: readonly string[], type: Typeface): number {
  const parts = cells.map(atPoint);
  const widest = (texts: readonly string[]): number =>
    Math.max(0, ...texts.map((t) => type.width(t, 'regular', CELL_SIZE)));
  return widest(parts.map(([head]) => head)) + widest(parts.map(([, tail]) => tail));
}

function measure(column: Column, cells: readonly string[], type: Typeface): Measure {
  const all = (text: string, bold: boolean): number =>
    Math.max(...text.split('\n').map((line) => type.width(line, bold ? 'bold' : 'regular', CELL_SIZE)));
  const titleWhole = Math.min(all(column.title, true), LONGEST_WORD);
  const word = Math.min(type.widestPiece(column.title, 'bold', CELL_SIZE), LONGEST_WORD);
  const title = Math.max(word, Math.min(titleWhole, SHORT_TITLE));
  if (isNumeric(column.align)) {
    const numbers = decimalWidth(cells, type);
    const least = Math.max(numbers, title, 3 * CELL_SIZE) + 2 * PADDING;
    return { least, natural: Math.max(least, titleWhole + 2 * PADDING) };
  }
  const piece = Math.max(0, ...cells.map((cell) => type.widestPiece(cell, 'regular', CELL_SIZE)));
  const whole = Math.max(0, ...cells.map((cell) => all(cell, false)));
  const comfortable = Math.min(whole, 4 * CELL_SIZE);
  const least = Math.max(title, Math.min(piece, LONGEST_WORD), comfortable) + 2 * PADDING;
  return { least, natural: Math.max(least, Math.min(whole, 260) + 2 * PADDING, titleWhole + 2 * PADDING) };
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0);

/** How far between the least (0) and the natural width (1) a table gets; below 0 it does not fit at all. */
function ease(measures: readonly Measure[], width: number): number {
  const [least, natural] = [total(measures.map((m) => m.least)), total(measures.map((m) => m.natural))];
  if (natural <= width) return 1;
  return least > width ? -1 : (width - least) / (natural - least);
}

function widthsFor(columns: readonly Column[], measures: readonly Measure[], width: number): number[] {
  const share = Math.max(0, ease(measures, width));
  const wide = measures.map(({ least, natural }) => least + (natural - least) * share);
  const spare = Math.max(0, width - total(wide));
  const texts = columns.filter(({ align }) => align === 'left').length;
  // Text takes what is left over; numbers alone share it evenly.
  return wide.map((w, i) =>
    texts === 0 ? w + spare / columns.length : columns[i]!.align === 'left' ? w + spare / texts : w,
  );
}

/** Groups of columns that fit beside the key columns, as many in each as the width takes. */
function split(table: Table, measures: readonly Measure[], width: number): number[][] {
  const all = table.columns.map((_, i) => i);
  const keys = all.slice(0, table.keys);
  const keyWidth = total(keys.map((i) => measures[i]!.least));
  const parts: number[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (let i = table.keys; i < table.columns.length; i++) {
    const { least } = measures[i]!;
    if (used + least > width) {
      parts.push([...keys]);
      used = keyWidth;
    }
    parts.at(-1)!.push(i);
    used += least;
  }
  // The same number of columns in each part, where they fit so, spares the reader one crowded part and one empty.
  const each = Math.ceil((table.columns.length - table.keys) / parts.length);
  const even = parts.map((_, n) => [
    ...keys,
    ...all.slice(table.keys + n * each, table.keys + (n + 1) * each),
  ]);
  const fit = even.every((columns) => total(columns.map((i) => measures[i]!.least)) <= width);
  return fit ? even.filter((columns) => columns.length > keys.length) : parts;
}

/** Where a table fits: upright, turned, or turned and in parts that repeat the key columns. */
export function layoutOf(table: Table, type: Typeface): Layout {
  const measures = table.columns.map((column, i) =>
    measure(
      column,
      table.rows.map((row) => shownCell(row[i]!, column.align)),
      type,
    ),
  );
  const all = table.columns.map((_, i) => i);
  const part = (columns: readonly number[], width: number): Part => {
    const [of, by] = [columns.map((i) => table.columns[i]!), columns.map((i) => measures[i]!)];
    return { columns, widths: widthsFor(of, by, width) };
  };
  const upright = ease(measures, bodyWidth('portrait'));
  if (upright >= SQUEEZED) return { orientation: 'portrait', parts: [part(all, bodyWidth('portrait'))] };
  const turned = bodyWidth('landscape');
  if (ease(measures, turned) >= 0) return { orientation: 'landscape', parts: [part(all, turned)] };
  return {
    orientation: 'landscape',
    parts: split(table, measures, turned).map((columns) => part(columns, turned)),
  };
}
