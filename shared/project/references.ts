/** The second look at a folder: every identifier once, every name declared. */
import { TERMS } from '../evaluation/terms.ts';
import { type Faults, type Place, shown } from './faults.ts';
import { type Label, refuseRepeated } from './fields.ts';
import type {
  Bid,
  Enterprise,
  IntegrityRecord,
  Member,
  Project,
  ReviewLine,
  Rulebook,
  ScoreLine,
  Supervisor,
} from './model.ts';
import type { Table } from './tables.ts';
import type { TreeNode } from './yamlTree.ts';

/** The tables that were read; one is absent where the project does not need it and the folder does not have it. */
export interface Tables {
  readonly committee: Table<Member>;
  readonly bids: Table<Bid>;
  readonly supervisors?: Table<Supervisor>;
  readonly reviews?: Table<ReviewLine>;
  readonly scores?: Table<ScoreLine>;
  readonly enterprises?: Table<Enterprise>;
  readonly records?: Table<IntegrityRecord>;
  readonly integrityScores?: Table<{ readonly enterprise: string; readonly score: string }>;
}

const placeOf = (table: Table<unknown>, index: number): Place => ({
  file: table.file,
  line: table.lines[index]!,
});

function unique<T>(label: Label, table: Table<T> | undefined, id: (row: T) => string, faults: Faults): void {
  if (table === undefined) return;
  refuseRepeated(
    label,
    table.rows.map((row, index) => ({ id: id(row), place: placeOf(table, index) })),
    faults,
  );
}

/** Every row's name must be among the declared ones. */
function declared<T>(
  label: Label,
  table: Table<T> | undefined,
  id: (row: T) => string,
  names: ReadonlySet<string>,
  faults: Faults,
): void {
  for (const [index, row] of table?.rows.entries() ?? []) {
    if (!names.has(id(row))) refuseUndeclared(label, id(row), placeOf(table!, index), faults);
  }
}

function refuseUndeclared([zh, en]: Label, id: string, place: Place, faults: Faults): void {
  faults.add(
    'UNDECLARED',
    place,
    `${zh} ${shown(id)} 没有声明，请核对编号`,
    `${en} ${shown(id)} is not declared: correct it, or declare it`,
  );
}

function checkRepetition({ regime }: Project, tables: Tables, faults: Faults): void {
  const { supervisor } = TERMS[regime];
  unique(['成员 expert', 'the expert'], tables.committee, (row) => row.expert, faults);
  unique(['投标文件 bid', 'the bid'], tables.bids, (row) => row.bid, faults);
  unique(['投标企业 enterprise', 'the bidding enterprise'], tables.bids, (row) => row.enterprise, faults);
  unique([`${supervisor} supervisor`, 'the supervisor'], tables.supervisors, (row) => row.supervisor, faults);
  // Slashes are doubled so that no two different triples read alike.
  const line = (...parts: readonly string[]): string =>
    parts.map((part) => part.replaceAll('/', '//')).join(' / ');
  unique(
    ['评审记录', 'the review of'],
    tables.reviews,
    (row) => line(row.expert, row.bid, row.check),
    faults,
  );
  unique(['评分记录', 'the score of'], tables.scores, (row) => line(row.expert, row.bid, row.item), faults);
  unique(['企业 enterprise', 'the enterprise'], tables.enterprises, (row) => row.enterprise, faults);
  unique(['信用记录 record', 'the record'], tables.records, (row) => row.record, faults);
  unique(['企业 enterprise', 'the enterprise'], tables.integrityScores, (row) => row.enterprise, faults);
}

function checkDeclarations(
  project: Project,
  root: TreeNode,
  rulebook: Rulebook | undefined,
  tables: Tables,
  faults: Faults,
): void {
  const experts = new Set(tables.committee.rows.map((row) => row.expert));
  const bids = new Set(tables.bids.rows.map((row) => row.bid));
  const checks = new Set(project.review.map((check) => check.id));
  const items = project.groups.flatMap((group) => group.items).filter((item) => item.by === 'experts');
  const scored = new Set(items.map((item) => item.id));
  const reserves = root.kind === 'map' ? root.entries.get('reserves')?.value : undefined;
  for (const node of reserves?.kind === 'list' ? reserves.items : []) {
    if (node.kind !== 'text' || experts.has(node.text)) continue;
    refuseUndeclared(['备选专家 reserves', 'the reserve'], node.text, node.place, faults);
  }
  const expert: Label = ['成员 expert', 'the expert'];
  const bid: Label = ['投标文件 bid', 'the bid'];
  declared(expert, tables.reviews, (row) => row.expert, experts, faults);
  declared(bid, tables.reviews, (row) => row.bid, bids, faults);
  declared(['评审项 check', 'the check'], tables.reviews, (row) => row.check, checks, faults);
  declared(expert, tables.scores, (row) => row.expert, experts, faults);
  declared(bid, tables.scores, (row) => row.bid, bids, faults);
  declared(['专家评分项 item', 'as an item by experts,'], tables.scores, (row) => row.item, scored, faults);
  const codes = new Set(rulebook?.items.map((item) => item.code));
  declared(['评价条目 item', 'the rulebook item'], tables.records, (row) => row.item, codes, faults);
}

/** Reports `REPEATED` and `UNDECLARED` over all tables; `root` is the tree of `project.yaml`, for its lines. */
export function checkReferences(
  project: Project,
  root: TreeNode,
  rulebook: Rulebook | undefined,
  tables: Tables,
  faults: Faults,
): void {
  checkRepetition(project, tables, faults);
  if (!faults.broken) checkDeclarations(project, root, rulebook, tables, faults);
}
