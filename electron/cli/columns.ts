import stringWidth from 'string-width';

/** A column of a table on a terminal. Numbers stand with their decimal points under each other. */
export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right' | 'point';
  readonly cells: readonly string[];
}

function padded(text: string, width: number, align: Column['align']): string {
  const space = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return align === 'left' ? text + space : space + text;
}

/** Fills up fractions with spaces so that right alignment puts the points under each other. */
function pointed(cells: readonly string[]): readonly string[] {
  const tail = (cell: string): number =>
    /^-?\d/.test(cell) && cell.includes('.') ? cell.length - cell.indexOf('.') : 0;
  const longest = Math.max(0, ...cells.map(tail));
  return cells.map((cell) => (/^-?\d/.test(cell) ? cell + ' '.repeat(longest - tail(cell)) : cell));
}

/** The table's lines, header and rule first; widths are those on screen, where a Chinese character takes two places. */
export function tableLines(columns: readonly Column[]): readonly string[] {
  const laid = columns.map(({ title, align, cells }) => {
    const texts = align === 'point' ? pointed(cells) : cells;
    return {
      title,
      align,
      texts,
      width: Math.max(stringWidth(title), ...texts.map((text) => stringWidth(text))),
    };
  });
  const line = (cellOf: (column: (typeof laid)[number]) => string): string =>
    laid
      .map((column) => padded(cellOf(column), column.width, column.align))
      .join('  ')
      .trimEnd();
  const rows = columns[0]?.cells.length ?? 0;
  return [
    line(({ title }) => title),
    laid.map(({ width }) => '─'.repeat(width)).join('  '),
    ...Array.from({ length: rows }, (_, row) => line(({ texts }) => texts[row]!)),
  ];
}
