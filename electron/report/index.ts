/** The evaluation report as files: PDF, workbook, JSON. Each is a function of the journal alone, so whoever repeats it gets the same bytes. */
export { resultJson } from '../../shared/report/index.ts';
export { reportPdf } from './pdf.ts';
export { scoreTablesXlsx } from './xlsx.ts';
