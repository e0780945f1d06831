/** The numbers of the report as tables for a spreadsheet: ranking, every member's sheets, prices, integrity, changes. */
import type { RoomState } from '../journal/state.ts';
import type { Evaluation } from '../scoring/index.ts';
import { changeBlocks } from './chapters/changes.ts';
import { integrityBlocks } from './chapters/integrity.ts';
import { priceBlocks } from './chapters/prices.ts';
import { ranking } from './chapters/ranking.ts';
import { scoreBlocks } from './chapters/scores.ts';
import { memberBlocks } from './chapters/sheets.ts';
import type { Block, Table } from './model.ts';
import { type Source, sourceOf } from './source.ts';

/** One sheet of a workbook. */
export interface TableSheet {
  readonly name: string;
  readonly tables: readonly Table[];
}

const tablesOf = (blocks: readonly Block[]): Table[] => blocks.filter((block) => block.kind === 'table');

/** The sheets, in order; one that would be empty is left out. Entries are named by their numbers, without times. */
export function scoreTables(state: RoomState, evaluation: Evaluation): readonly TableSheet[] {
  const full = sourceOf({ state, evaluation, timeOf: () => state.at ?? state.pkg.data.project.opened });
  const s: Source = { ...full, when: (seq) => `日志${full.entry(seq)}` };
  const sheet = (name: string, blocks: readonly Block[]): TableSheet => ({ name, tables: tablesOf(blocks) });
  return [
    sheet('排序', ranking(s).blocks),
    sheet('评分汇总', scoreBlocks(s)),
    sheet('价格', priceBlocks(s)),
    sheet('诚信', integrityBlocks(s)),
    sheet('评分复核', changeBlocks(s)),
    ...state.members.map((member) => sheet(`成员 ${member}`, memberBlocks(s, member))),
  ].filter(({ tables }) => tables.length > 0);
}
