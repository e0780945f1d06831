/** The tables of a project folder: their columns, and how a row becomes data. */
import type { TableRow } from './csvTable.ts';
import { type Faults, type Place, shown } from './faults.ts';
import type { Bid, Enterprise, IntegrityRecord, Member, ReviewLine, ScoreLine, Supervisor } from './model.ts';
import {
  aboveZero,
  between,
  count,
  creditCode,
  date,
  dateOrEmpty,
  decimal,
  identifier,
  type Reader,
  text,
  word,
} from './readers.ts';

/** A table that has been read: its rows as data, and the line of each. */
export interface Table<T> {
  readonly file: string;
  readonly rows: readonly T[];
  readonly lines: readonly number[];
}

/** A column per property, in the order in which the table is written. */
export type Columns<T> = { readonly [K in keyof T]-?: Reader<T[K]> };

const passed = word(['yes', 'no'], 'decisive');
/** A name of something declared elsewhere: an empty one is not declared there either, so nothing is asked of it here. */
const reference = text;

export const COMMITTEE: Columns<Member> = {
  expert: identifier,
  name: text,
  role: word(['expert', 'owner']),
  organisation: text,
};

export const SUPERVISORS: Columns<Supervisor> = { supervisor: identifier, name: text, organisation: text };

export const BIDS: Columns<Bid> = {
  bid: identifier,
  name: text,
  enterprise: creditCode,
  price: decimal(aboveZero),
  sme: word(['none', 'small', 'consortium']),
};

export const REVIEWS: Columns<ReviewLine> = {
  expert: reference,
  bid: reference,
  check: reference,
  pass: { placeholder: true, read: (node, name, faults) => passed.read(node, name, faults) === 'yes' },
  reason: text,
};

export const SCORES: Columns<ScoreLine> = {
  expert: reference,
  bid: reference,
  item: reference,
  score: decimal(),
};

export const ENTERPRISES: Columns<Enterprise> = {
  enterprise: creditCode,
  name: text,
  listed: dateOrEmpty,
  status: word(['listed', 'suspended'], 'decisive'),
};

export const RECORDS: Columns<IntegrityRecord> = {
  record: identifier,
  enterprise: creditCode,
  item: reference,
  count: count(),
  date,
  ends: dateOrEmpty,
  department: text,
  document: text,
};

export const INTEGRITY_SCORES: Columns<{ readonly enterprise: string; readonly score: string }> = {
  enterprise: creditCode,
  score: decimal(between('0', '100')),
};

const OPTIONAL_COLUMNS: ReadonlySet<string> = new Set(['ends']);

/** Where each column stands; undefined where the header is not this table's. */
function columnIndexes(
  header: TableRow | undefined,
  file: string,
  names: readonly string[],
  faults: Faults,
): Map<string, number> | undefined {
  const place = { file, line: header?.line ?? 1 };
  const indexes = new Map<string, number>();
  const unknown: string[] = [];
  for (const [index, cell] of (header?.cells ?? []).entries()) {
    if (!names.includes(cell)) unknown.push(cell);
    else if (!indexes.has(cell)) indexes.set(cell, index);
    else
      faults.add(
        'REPEATED',
        place,
        `列 ${cell} 重复，请只保留一列`,
        `the column ${cell} stands twice: keep one`,
      );
  }
  const missing = names.filter((name) => !indexes.has(name) && !OPTIONAL_COLUMNS.has(name));
  refuseColumns(unknown, missing, place, faults);
  return missing.length > 0 ? undefined : indexes;
}

/** One column that nobody knows where one is missing is that one under another name: both refusals say so. */
function refuseColumns(
  unknown: readonly string[],
  missing: readonly string[],
  place: Place,
  faults: Faults,
): void {
  const renamed = unknown.length === 1 && missing.length === 1;
  for (const cell of unknown) {
    const name = shown(cell);
    const [zh, en] = renamed
      ? [`请将列名${name}改为 ${missing[0]}`, `rename the column ${name} to ${missing[0]}`]
      : ['请删除该列，或改为规定的列名', 'take it out, or give it the name of a column of this table'];
    faults.add(
      'COLUMN_UNKNOWN',
      place,
      `没有名为${name}的列，${zh}`,
      `there is no column named ${name}: ${en}`,
    );
  }
  for (const name of missing) {
    const [zh, en] = renamed
      ? [`请将列名${shown(unknown[0]!)}改为 ${name}`, `rename the column ${shown(unknown[0]!)} to ${name}`]
      : ['请补上该列', 'add it'];
    faults.add(
      'COLUMN_MISSING',
      { file: place.file, line: 1 },
      `缺少列 ${name}，${zh}`,
      `the column ${name} is missing: ${en}`,
    );
  }
}

/**
 * Reads a table's rows, the header being the first; empty where the header is wrong, which is reported. Columns may stand in any
 * order.
 */
export function readTable<T extends object>(
  columns: Columns<T>,
  file: string,
  rows: readonly TableRow[],
  faults: Faults,
): Table<T> {
  const names = Object.keys(columns) as (keyof T & string)[];
  const [header, ...body] = rows;
  const indexes = columnIndexes(header, file, names, faults);
  if (indexes === undefined) return { file, rows: [], lines: [] };
  const data = body.map(({ line, cells }): T => {
    const place: Place = { file, line };
    const entries = names.map((name) => {
      const index = indexes.get(name);
      const node = { kind: 'text', text: index === undefined ? '' : cells[index]!, place } as const;
      return [name, columns[name].read(node, name, faults)];
    });
    return Object.fromEntries(entries) as T;
  });
  return { file, rows: data, lines: body.map(({ line }) => line) };
}

/** Reports every row whose width is not the header's. */
export function refuseUnevenRows(file: string, rows: readonly TableRow[], faults: Faults): void {
  const width = rows[0]?.cells.length ?? 0;
  for (const { line, cells } of rows) {
    if (cells.length === width) continue;
    faults.add(
      'UNREADABLE',
      { file, line },
      `${file} 无法读取：该行有 ${cells.length} 个字段，表头有 ${width} 个，请补齐或删去多余的；内容中有逗号的，请将整个单元格用英文双引号括起`,
      `${file} cannot be read: the row has ${cells.length} fields, the header ${width}: add or take out fields; a cell with a comma in it stands in double quotes`,
    );
  }
}
