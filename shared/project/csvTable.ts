import { CsvError, parse } from 'csv-parse/sync';

/** One record of a table: the line on which it begins, and its cells as they stand. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Rows with the header first and blank lines left out; or where and why the text is not CSV. */
export type CsvResult =
  | { readonly rows: readonly TableRow[] }
  | { readonly line: number; readonly zh: string; readonly en: string };

const lineBreaks = (cell: string): number => (/[\r\n]/.test(cell) ? cell.match(/\r\n|\r|\n/g)!.length : 0);

/** Spaces and tabs alone are a blank line to the person who looks at it, and can be no row: every table has two columns or more. */
const isBlank = (cells: readonly string[]): boolean => cells.length === 1 && /^[ \t]*$/.test(cells[0]!);

const REASONS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  CSV_QUOTE_NOT_CLOSED: ['引号没有闭合，请补上右引号', 'a quote is not closed: close it'],
  INVALID_OPENING_QUOTE: [
    '引号出现在未加引号的单元格中，请将整个单元格用引号括起，其中的引号写两遍',
    'a quote stands inside an unquoted cell: put the whole cell into quotes, and double those inside',
  ],
  CSV_INVALID_CLOSING_QUOTE: [
    '闭合引号之后还有文字，请将引号移到单元格末尾',
    'text follows a closing quote: move the quote to the end of the cell',
  ],
};

/** Reads CSV (RFC 4180; a line may end in CRLF, LF or CR). The width of rows is not judged here. */
export function parseCsv(text: string): CsvResult {
  const rows: TableRow[] = [];
  let line = 1;
  try {
    parse(text, {
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      // Counted here and not taken from the parser, which counts a CRLF inside a quoted cell twice.
      on_record: (cells: string[]) => {
        if (!isBlank(cells)) rows.push({ line, cells });
        line += cells.reduce((sum, cell) => sum + lineBreaks(cell), 1);
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const [zh, en] = REASONS[error.code] ?? [
      '不符合 RFC 4180，请用表格软件另存为 CSV',
      'it is not RFC 4180: save it as CSV again',
    ];
    return { line, zh, en };
  }
  return { rows };
}
