import type { Align, Book } from './book.ts';
import { breakLines } from './lines.ts';

export interface Column {
  readonly title: string;
  /** Share of the table's width, relative to the other columns'. */
  readonly width: number;
  readonly align?: Align;
}

export interface Row {
  readonly cells: readonly string[];
  /** A subtotal or a section's title: bold on a light ground. */
  readonly strong?: boolean;
}

interface TableOptions {
  readonly caption?: string;
  readonly size?: number;
  /** False: no header line; a form with names at the left. */
  readonly header?: boolean;
}

/** A column with its title, relative width and alignment. */
export const column = (title: string, width: number, align: Align = 'left'): Column => ({
  title,
  width,
  align,
});

/** Plain rows. */
export const rows = (cells: readonly (readonly string[])[]): Row[] => cells.map((line) => ({ cells: line }));

const PAD = { x: 4, y: 4 };
const LINE = 0.5;

/** A ruled table; the header is repeated on every page, a row is never split. */
export function drawTable(
  book: Book,
  columns: readonly Column[],
  lines: readonly Row[],
  options: TableOptions = {},
): void {
  const { caption, size = 9.5, header = true } = options;
  const sum = columns.reduce((total, { width }) => total + width, 0);
  const widths = columns.map(({ width }) => (width / sum) * book.width);
  const step = size * 1.42;
  const { doc } = book;

  const draw = (cells: readonly string[], look: 'head' | 'strong' | 'plain'): void => {
    const weight = look === 'plain' ? 'regular' : 'bold';
    const wrapped = widths.map((width, index) =>
      breakLines(cells[index] ?? '', width - 2 * PAD.x, (part) => book.measure(part, size, weight)),
    );
    const height = Math.max(...wrapped.map((lines) => lines.length)) * step + 2 * PAD.y;
    if (book.y + height > book.bottom) {
      book.newPage();
      if (look !== 'head' && header)
        draw(
          columns.map(({ title }) => title),
          'head',
        );
    }
    let x = book.left;
    widths.forEach((width, index) => {
      if (look !== 'plain') {
        doc.rect(x, book.y, width, height).fill(look === 'head' ? book.style.shade : '#f3f3f3');
      }
      doc.lineWidth(LINE).strokeColor('#444').rect(x, book.y, width, height).stroke();
      const lines = wrapped[index]!;
      const top = book.y + (height - lines.length * step) / 2 + (step - size) / 2;
      const align = look === 'head' ? 'center' : (columns[index]!.align ?? 'left');
      lines.forEach((text, row) => {
        book.line(text, x + PAD.x, top + row * step, size, { weight, align, width: width - 2 * PAD.x });
      });
      x += width;
    });
    book.y += height;
  };

  if (caption !== undefined) {
    book.need(size * 8);
    book.line(caption, book.left, book.y, size + 1, { weight: 'bold', align: 'center' });
    book.y += size * 2;
  } else {
    book.need(step * 3);
  }
  if (header)
    draw(
      columns.map(({ title }) => title),
      'head',
    );
  for (const { cells, strong } of lines) draw(cells, strong === true ? 'strong' : 'plain');
  book.y += size * 1.2;
}

/** A form: names at the left, values at the right. */
export function drawForm(
  book: Book,
  lines: readonly (readonly [name: string, value: string])[],
  size = 10.5,
): void {
  const columns: Column[] = [
    { title: '', width: 28, align: 'center' },
    { title: '', width: 72 },
  ];
  drawTable(book, columns, rows(lines), { header: false, size });
}
