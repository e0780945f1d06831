/** The evaluation report (评标报告) and its annex as data, and the whole result for other programs. */
export { annexModel } from './annex.ts';
export type { Align, Block, Chapter, Column, Cover, ReportModel, Signatures, Table } from './model.ts';
export { reportModel } from './report.ts';
export { resultJson } from './resultJson.ts';
export { scoreTables } from './scoreTables.ts';
export type { ReportInput } from './source.ts';
