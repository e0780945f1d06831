/**
 * From the files of a project folder to data, or to the refusals of the first phase that found anything: files, form, references,
 * values (PROJECT_FOLDER.md is the contract). Pure: what the files hold has been read and decoded by who calls.
 */
import { accept, type Result } from '../refusal.ts';
import { parseCsv, type TableRow } from './csvTable.ts';
import { Faults } from './faults.ts';
import { given } from './fields.ts';
import type { Decisions, IntegrityData, Project, ProjectData, Rulebook } from './model.ts';
import { type FolderNeeds, needsOf } from './needs.ts';
import { readProject } from './projectFile.ts';
import { checkReferences, type Tables } from './references.ts';
import { readRulebook } from './rulebookFile.ts';
import {
  BIDS,
  COMMITTEE,
  type Columns,
  ENTERPRISES,
  INTEGRITY_SCORES,
  RECORDS,
  REVIEWS,
  readTable,
  refuseUnevenRows,
  SCORES,
  SUPERVISORS,
  type Table,
} from './tables.ts';
import { checkFolderValues } from './values.ts';
import { parseYaml, type TreeNode } from './yamlTree.ts';

/** A file as it was found: decoded text, the rows of a spreadsheet's first sheet, or why neither could be had. */
export type FileContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'rows'; readonly rows: readonly TableRow[] }
  | { readonly kind: 'unreadable'; readonly zh: string; readonly en: string };

/** `score` needs the committee's decisions; `package` leaves them out and needs the supervisors. */
export type FolderPurpose = 'score' | 'package';

export interface FolderContent {
  readonly data: ProjectData;
  readonly decisions: Decisions;
}

const TABLES = [
  'committee',
  'bids',
  'supervisors',
  'reviews',
  'scores',
  'integrity/enterprises',
  'integrity/records',
  'integrity/scores',
] as const;
type TableName = (typeof TABLES)[number];

const PROJECT_FILE = 'project.yaml';
const RULEBOOK_FILE = 'integrity/rulebook.yaml';

/** Every file of a folder that is read, in the order in which refusals are shown. */
export const FOLDER_FILES: readonly string[] = [
  PROJECT_FILE,
  RULEBOOK_FILE,
  ...TABLES.flatMap((name) => [`${name}.csv`, `${name}.xlsx`]),
];

type Files = ReadonlyMap<string, FileContent>;

function missingFile(file: string, faults: Faults): void {
  faults.add(
    'FILE_MISSING',
    { file, line: 1 },
    `缺少文件 ${file}，请放入项目文件夹`,
    `the file ${file} is missing: put it into the folder`,
  );
}

function refuseUnreadable(file: string, content: { zh: string; en: string }, faults: Faults): void {
  faults.add(
    'UNREADABLE',
    { file, line: 1 },
    `${file} 无法读取：${content.zh}`,
    `${file} cannot be read: ${content.en}`,
  );
}

function treeOf(file: string, files: Files, faults: Faults): TreeNode | undefined {
  const content = files.get(file);
  if (content === undefined) missingFile(file, faults);
  else if (content.kind === 'unreadable') refuseUnreadable(file, content, faults);
  else if (content.kind === 'text') return parseYaml(content.text, file, faults);
  return undefined;
}

function rowsOf(file: string, content: FileContent, faults: Faults): readonly TableRow[] {
  const parsed = content.kind === 'text' ? parseCsv(content.text) : { line: 1, ...content };
  if ('rows' in parsed) {
    refuseUnevenRows(file, parsed.rows, faults);
    return parsed.rows;
  }
  const { line, zh, en } = parsed;
  faults.add('UNREADABLE', { file, line }, `${file} 无法读取：${zh}`, `${file} cannot be read: ${en}`);
  return [];
}

interface RawTable {
  readonly file: string;
  readonly rows: readonly TableRow[];
}

/** The raw rows of a table that comes as .csv or as .xlsx; undefined where there is neither, which is reported if it is needed. */
function rawTable(name: TableName, needed: boolean, files: Files, faults: Faults): RawTable | undefined {
  const [csv, xlsx] = [`${name}.csv`, `${name}.xlsx`];
  const file = files.has(csv) ? csv : xlsx;
  const content = files.get(file);
  if (content === undefined) {
    if (needed) missingFile(csv, faults);
    return undefined;
  }
  if (file === csv && files.has(xlsx)) {
    const [zh, en] = [
      `${csv} 与 ${xlsx} 只能有一个，请删除其一`,
      `there is both ${csv} and ${xlsx}: remove one`,
    ];
    faults.add('REPEATED', { file: xlsx, line: 1 }, zh, en);
  }
  return { file, rows: rowsOf(file, content, faults) };
}

type RawTables = ReadonlyMap<TableName, RawTable>;

function rawTables(needs: FolderNeeds, files: Files, faults: Faults): RawTables {
  const raw = new Map<TableName, RawTable>();
  for (const name of TABLES) {
    const need = needs[name];
    const table = need === 'ignored' ? undefined : rawTable(name, need === 'needed', files, faults);
    if (table !== undefined) raw.set(name, table);
  }
  return raw;
}

function readTables(raw: RawTables, faults: Faults): Tables {
  const table = <T extends object>(name: TableName, columns: Columns<T>): Table<T> | undefined => {
    const found = raw.get(name);
    return found === undefined ? undefined : readTable(columns, found.file, found.rows, faults);
  };
  return {
    committee: table('committee', COMMITTEE)!,
    bids: table('bids', BIDS)!,
    ...given({
      supervisors: table('supervisors', SUPERVISORS),
      reviews: table('reviews', REVIEWS),
      scores: table('scores', SCORES),
      enterprises: table('integrity/enterprises', ENTERPRISES),
      records: table('integrity/records', RECORDS),
      integrityScores: table('integrity/scores', INTEGRITY_SCORES),
    }),
  };
}

function assemble(project: Project, rulebook: Rulebook | undefined, tables: Tables): FolderContent {
  const { applies } = project.integrity;
  const integrity: IntegrityData = {
    enterprises: tables.enterprises?.rows ?? [],
    ...given({ rulebook, records: tables.records?.rows, scores: tables.integrityScores?.rows }),
  };
  return {
    data: {
      project,
      committee: tables.committee.rows,
      supervisors: tables.supervisors?.rows ?? [],
      bids: tables.bids.rows,
      ...(applies ? { integrity } : {}),
    },
    decisions: {
      ...(tables.reviews === undefined ? {} : { reviews: tables.reviews.rows }),
      scores: tables.scores?.rows ?? [],
    },
  };
}

function read(files: Files, purpose: FolderPurpose, faults: Faults): FolderContent | undefined {
  const root = treeOf(PROJECT_FILE, files, faults);
  const needs = needsOf(root, purpose);
  const rules = needs.rulebook ? treeOf(RULEBOOK_FILE, files, faults) : undefined;
  const raw = rawTables(needs, files, faults);
  if (root === undefined || faults.has('files')) return undefined;

  const project = readProject(root, faults);
  const rulebook = rules === undefined ? undefined : readRulebook(rules, faults);
  const tables = readTables(raw, faults);
  if (faults.has('form')) return undefined;

  checkReferences(project, root, rulebook, tables, faults);
  if (faults.has('references')) return undefined;

  const content = assemble(project, rulebook, tables);
  checkFolderValues(content, { root, rules, tables }, purpose, faults);
  return content;
}

/** Reads a folder's files; `files` may hold any of `FOLDER_FILES`, by path. Never throws for what a file holds. */
export function readFolder(files: Files, purpose: FolderPurpose): Result<FolderContent> {
  const faults = new Faults();
  const content = read(files, purpose, faults);
  const refusals = faults.refusals(FOLDER_FILES);
  return content === undefined || refusals.length > 0 ? { ok: false, refusals } : accept(content);
}
