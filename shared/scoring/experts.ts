/**
 * From experts' scores to points: the mean over the experts, of each item or of whole sheets, after the highest and the lowest are
 * dropped as the project says (DOMAIN.md: highway works 2018 from seven experts on).
 */
import type { Group, Project } from '../project/model.ts';
import { type Exact, roundAt, sum } from './exact.ts';
import type { ScoreTable } from './scoreTable.ts';
import { type Dropped, dropExtremes, entryFor } from './trim.ts';

/** A mean over the experts, with what went into it in the order of the committee. */
export interface ExpertsMean {
  readonly units: readonly bigint[];
  readonly dropped: readonly (Dropped | undefined)[];
  /** Before rounding at `mean`. */
  readonly mean: Exact;
  readonly value: Exact;
}

/** What the experts' items of one group give one bid. */
export interface GroupByExperts {
  /** By item; empty with `over: sheet`. */
  readonly items: ReadonlyMap<string, ExpertsMean>;
  /** Only with `over: sheet`, where the group has items by experts. */
  readonly sheet?: ExpertsMean;
  /** Before scaling and rounding at `group`; this is what a pass mark (合格线) is held against. */
  readonly sum: Exact;
}

const ascending = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

function meanOf(units: readonly bigint[], table: ScoreTable, project: Project): ExpertsMean {
  const { aggregate, rounding } = project;
  const ends = entryFor(aggregate.trim, (entry) => entry.experts, units.length);
  const dropped = dropExtremes(units, ascending, ends);
  let total = 0n;
  let counted = 0;
  for (let index = 0; index < units.length; index++) {
    if (dropped[index] !== undefined) continue;
    total += units[index]!;
    counted++;
  }
  const mean = table.points(total, counted);
  return { units, dropped, mean, value: roundAt(mean, rounding.mean) };
}

/** Each expert's sum over the items. */
function sheetSums(bid: string, items: readonly string[], table: ScoreTable): readonly bigint[] {
  const sums = table.experts.map(() => 0n);
  for (const item of items) {
    for (const [index, units] of table.cell(bid, item).entries()) sums[index] = sums[index]! + units;
  }
  return sums;
}

/** Throws where a score is missing (see `ScoreTable.cell`). */
export function groupByExperts(
  project: Project,
  group: Group,
  bid: string,
  table: ScoreTable,
): GroupByExperts {
  const items = group.items.filter((item) => item.by === 'experts').map((item) => item.id);
  if (project.aggregate.over === 'sheet' && items.length > 0) {
    const sheet = meanOf(sheetSums(bid, items, table), table, project);
    return { items: new Map(), sheet, sum: sheet.value };
  }
  const means = new Map(items.map((item) => [item, meanOf(table.cell(bid, item), table, project)]));
  return { items: means, sum: sum([...means.values()].map((mean) => mean.value)) };
}
