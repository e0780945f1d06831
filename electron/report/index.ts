/**
 * The evaluation report as files: PDF, workbook, JSON. Each is a function of the journal alone, so whoever repeats it gets the same bytes. What
 * makes them is loaded with the first of them: fonts and workbooks take longer to load than a seat takes to start.
 */
import type { reportPdf as pdf } from './pdf.ts';
import type { scoreTablesXlsx as xlsx } from './xlsx.ts';

export { resultJson } from '../../shared/report/index.ts';

export const reportPdf: typeof pdf = async (...of) => (await import('./pdf.ts')).reportPdf(...of);
export const scoreTablesXlsx: typeof xlsx = async (...of) =>
  (await import('./xlsx.ts')).scoreTablesXlsx(...of);
