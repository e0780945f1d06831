import type { CellValue } from 'exceljs';
import type { TableRow } from '../../shared/project/csvTable.ts';

/** Digits of a number as they are usually written: `1e-7` is 0.0000001. */
function shortestDecimal(value: number): string {
  const [mantissa, exponent] = String(value).split('e');
  if (exponent === undefined) return String(value);
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(mantissa!)!;
  const shift = Number(exponent);
  const digits = whole! + fraction;
  const point = whole!.length + shift;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, '0')}`;
}

/** A cell as text, or undefined for a cell that has none (an error such as #N/A). */
function cellText(value: CellValue): string | undefined {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? shortestDecimal(value) : undefined;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? undefined : value.toISOString().slice(0, 10);
  if ('richText' in value) return value.richText.map((run) => run.text).join('');
  if ('text' in value) return cellText(value.text as CellValue);
  if ('result' in value) return cellText(value.result);
  return 'formula' in value || 'sharedFormula' in value ? '' : undefined;
}

/** The rows of a workbook's first sheet, or why there are none. */
export type SheetResult =
  | { readonly rows: readonly TableRow[] }
  | { readonly zh: string; readonly en: string };

/**
 * Reads the first sheet of an .xlsx file: text as it stands, a number as its shortest decimal, a date as its ISO date. Cells to the
 * right of the header that hold nothing are no fields; rows that hold nothing are blank lines.
 */
export async function readSpreadsheet(bytes: Uint8Array): Promise<SheetResult> {
  // Loaded only where a folder has a workbook: it takes longer to load than a project takes to be scored.
  const { default: excel } = await import('exceljs');
  const workbook = new excel.Workbook();
  try {
    await workbook.xlsx.load(bytes.slice().buffer);
  } catch {
    return {
      zh: '不是 .xlsx 工作簿，请用表格软件另存为 .xlsx',
      en: 'it is not an .xlsx workbook: save it as one',
    };
  }
  const sheet = workbook.worksheets[0];
  if (sheet === undefined)
    return {
      zh: '工作簿中没有工作表，请将表格放在第一个工作表',
      en: 'the workbook has no sheet: put the table on the first one',
    };
  const rows: { line: number; cells: string[] }[] = [];
  let broken: string | undefined;
  sheet.eachRow((row, line) => {
    const cells: string[] = [];
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      const text = cellText(cell.value);
      if (text === undefined) broken ??= cell.address;
      cells[column - 1] = text ?? '';
    });
    while (cells.length > 0 && cells.at(-1) === '') cells.pop();
    if (cells.length > 0) rows.push({ line, cells });
  });
  if (broken !== undefined)
    return {
      zh: `单元格 ${broken} 是错误值，请改正公式或直接填写`,
      en: `the cell ${broken} holds an error: mend its formula, or type what it should hold`,
    };
  const width = rows[0]?.cells.length ?? 0;
  for (const { cells } of rows) while (cells.length < width) cells.push('');
  return { rows };
}
