/** The score tables as a workbook (XLSX). */
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { fromBufferPromise } from 'yauzl';
import type { RoomState } from '../../shared/journal/state.ts';
import { type Align, scoreTables, type Table } from '../../shared/report/index.ts';
import type { Evaluation } from '../../shared/scoring/index.ts';
import { writeStoredZip } from '../archive/writeZip.ts';

/** Digits that a spreadsheet's numbers (IEEE 754 double) carry without loss. */
const SPREADSHEET_DIGITS = 15;
const NARROWEST = 10;
const WIDEST = 48;

const BORDER = { style: 'thin' } as const;
const BORDERS = { top: BORDER, left: BORDER, bottom: BORDER, right: BORDER };

/** A number where the spreadsheet would show the very same digits, else the text as it stands. */
function cellValue(text: string, align: Align): { value: string | number; numFmt?: string } {
  const [, whole, fraction = ''] = /^-?(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const numeric = align === 'decimal' || align === 'money';
  if (!numeric || whole === undefined || whole.length + fraction.length > SPREADSHEET_DIGITS)
    return { value: text };
  const units = align === 'money' ? '#,##0' : '0';
  // Money has at least its two places, as in the report.
  const places = align === 'money' ? Math.max(2, fraction.length) : fraction.length;
  return { value: Number(text), numFmt: places === 0 ? units : `${units}.${'0'.repeat(places)}` };
}

function addTable(sheet: ExcelJS.Worksheet, table: Table): void {
  sheet.addRow([table.title]).font = { bold: true };
  const header = sheet.addRow(table.columns.map(({ title }) => title));
  header.eachCell((cell) => {
    cell.font = { bold: true };
    cell.border = BORDERS;
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
  });
  for (const texts of table.rows) {
    const row = sheet.addRow([]);
    for (const [i, text] of texts.entries()) {
      const { value, numFmt } = cellValue(text, table.columns[i]!.align);
      const cell = row.getCell(i + 1);
      cell.value = value;
      cell.border = BORDERS;
      cell.alignment = { vertical: 'middle', wrapText: typeof value === 'string' };
      if (numFmt !== undefined) cell.numFmt = numFmt;
    }
  }
  for (const note of table.notes ?? []) sheet.addRow([`注：${note}`]);
  sheet.addRow([]);
}

/** Chinese characters are twice as wide as the digits that a column's width is counted in. */
const columnsWide = (text: string): number => [...text].reduce((sum, c) => sum + (c > '\u2e7f' ? 2 : 1), 0);

function fitColumns(sheet: ExcelJS.Worksheet, tables: readonly Table[]): void {
  const count = Math.max(...tables.map(({ columns }) => columns.length));
  for (let i = 0; i < count; i++) {
    const texts = tables.flatMap(({ columns, rows }) => [
      columns[i]?.title ?? '',
      ...rows.map((row) => row[i] ?? ''),
    ]);
    const widest = Math.max(...texts.map(columnsWide)) + 2;
    sheet.getColumn(i + 1).width = Math.min(WIDEST, Math.max(NARROWEST, widest));
  }
}

/** exceljs dates its zip by the clock and offers no way around it: the files are packed anew, stored, with the archive's fixed dates. */
async function repacked(zip: Buffer): Promise<Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const opened = await fromBufferPromise(zip, { lazyEntries: true });
  for await (const entry of opened.eachEntry()) {
    if (!entry.fileName.endsWith('/'))
      files.set(entry.fileName, await buffer(await opened.openReadStreamPromise(entry)));
  }
  return writeStoredZip(files);
}

/**
 * Ranking, every member's sheets, price and integrity derivations, changes, one sheet each. A decimal of more than 15 digits is text, so
 * that no digit is lost. The same state gives the same bytes.
 */
export async function scoreTablesXlsx(state: RoomState, evaluation: Evaluation): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const made = new Date(state.at ?? state.pkg.data.project.opened);
  Object.assign(book, { creator: 'Sealroom', lastModifiedBy: 'Sealroom', created: made, modified: made });
  for (const { name, tables } of scoreTables(state, evaluation)) {
    // What a sheet's name may not hold (Excel) is an identifier's right.
    const sheet = book.addWorksheet(name.replace(/[*?:\\/[\]]/g, '_').slice(0, 31));
    for (const table of tables) addTable(sheet, table);
    fitColumns(sheet, tables);
  }
  return repacked(Buffer.from(await book.xlsx.writeBuffer()));
}
