/**
 * The evaluation report (评标报告) as data: a tree of blocks that a renderer only has to show, on paper or in a window. Everything is
 * text already in the words of the project's regime; numbers are the decimal strings of the answer.
 */

/** `decimal`: numbers whose points stand under each other; `money`: the same, shown with grouped digits. */
export type Align = 'left' | 'center' | 'decimal' | 'money';

export interface Column {
  readonly title: string;
  readonly align: Align;
}

export interface Table {
  readonly kind: 'table';
  readonly title: string;
  readonly columns: readonly Column[];
  /** How many columns at the left name the row, and are repeated where a table too wide for the page is split. */
  readonly keys: number;
  readonly rows: readonly (readonly string[])[];
  /** Remarks under the table. */
  readonly notes?: readonly string[];
}

export interface Signatures {
  readonly kind: 'signatures';
  readonly rows: readonly { readonly name: string; readonly office: string; readonly state: string }[];
}

export type Block =
  | { readonly kind: 'section'; readonly title: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** Label and value, two columns with borders. */
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | Table
  | Signatures;

export interface Chapter {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface Cover {
  readonly title: string;
  /** Said under the title: that this is a demonstration, or which report an annex belongs to. */
  readonly remark?: string;
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly issuer: string;
  readonly date: string;
}

export interface ReportModel {
  readonly format: 'sealroom-report/1';
  readonly cover: Cover;
  /** At the head of every page but the cover. */
  readonly running: string;
  /** With their numbers in the titles: 一、 （一） 表1-1. */
  readonly chapters: readonly Chapter[];
}

export const section = (title: string): Block => ({ kind: 'section', title });

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });

/** The law's items that do not apply are stated as such, never left out. */
export const NONE = paragraph('无。');

export const left = (title: string): Column => ({ title, align: 'left' });
export const center = (title: string): Column => ({ title, align: 'center' });
export const decimal = (title: string): Column => ({ title, align: 'decimal' });
export const money = (title: string): Column => ({ title, align: 'money' });

/** A table, or "none" where it would have no row. */
export function table(
  title: string,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  options: { readonly keys?: number; readonly notes?: readonly string[] } = {},
): Block {
  if (rows.length === 0) return NONE;
  const { keys = 1, notes } = options;
  return {
    kind: 'table',
    title,
    columns,
    keys,
    rows,
    ...(notes === undefined || notes.length === 0 ? {} : { notes }),
  };
}

/** Label and value; pairs without a value are said to have none. */
export const facts = (...rows: readonly (readonly [label: string, value: string | undefined])[]): Block => ({
  kind: 'facts',
  rows: rows.map(([label, value]) => [label, value === undefined || value === '' ? '无' : value]),
});
