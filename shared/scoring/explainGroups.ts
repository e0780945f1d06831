import type { Bid, Group, Item, Project } from '../project/model.ts';
import { printed } from './exact.ts';
import type { ExpertsMean, GroupByExperts } from './experts.ts';
import { explainPrice, rounded } from './explainPrice.ts';
import type {
  ExpertScore,
  ExpertsItem,
  GroupExplanation,
  IntegrityItem,
  ItemExplanation,
  MeanExplanation,
} from './explanation.ts';
import type { BidPoints } from './groups.ts';
import type { ScoreTable } from './scoreTable.ts';
import type { Dropped } from './trim.ts';
import type { Workings } from './workings.ts';

function scoresOf(
  table: ScoreTable,
  units: readonly bigint[],
  dropped: readonly (Dropped | undefined)[] = [],
): readonly ExpertScore[] {
  return table.experts.map((expert, index) => {
    const mark = dropped[index];
    const score = printed(table.points(units[index]!));
    return { expert, score, ...(mark === undefined ? {} : { dropped: mark }) };
  });
}

function meanOf(project: Project, table: ScoreTable, mean: ExpertsMean): MeanExplanation {
  return {
    scores: scoresOf(table, mean.units, mean.dropped),
    ...rounded(mean.mean, mean.value, project.rounding.mean),
  };
}

function expertsItem(
  project: Project,
  item: Item,
  bid: Bid,
  table: ScoreTable,
  mean: ExpertsMean | undefined,
): ExpertsItem {
  const named = { by: 'experts' as const, item: item.id, max: item.max };
  if (mean === undefined) return { ...named, scores: scoresOf(table, table.cell(bid.bid, item.id)) };
  const { scores, exact, value } = meanOf(project, table, mean);
  return { ...named, scores, mean: { exact, value } };
}

function integrityItem(
  project: Project,
  item: Item,
  bid: Bid,
  workings: Workings,
  points: BidPoints,
): IntegrityItem {
  const { scores, against } = workings.integrity!;
  const working = points.integrity.get(item.id)!;
  return {
    by: 'integrity',
    item: item.id,
    max: item.max,
    score: printed(scores.get(bid.bid)!.score),
    against: printed(against),
    points: rounded(working.exact, working.value, project.rounding.integrity),
  };
}

function itemsOf(
  project: Project,
  group: Group,
  bid: Bid,
  workings: Workings,
  experts: GroupByExperts,
): readonly ItemExplanation[] {
  const points = workings.points.get(bid.bid);
  return group.items.flatMap((item): ItemExplanation[] => {
    if (item.by === 'experts')
      return [expertsItem(project, item, bid, workings.table, experts.items.get(item.id))];
    if (points === undefined) return [];
    return item.by === 'price'
      ? [explainPrice(project, item, bid, points.price.get(item.id)!)]
      : [integrityItem(project, item, bid, workings, points)];
  });
}

function expertsSum(project: Project, group: Group, bid: Bid, workings: Workings, experts: GroupByExperts) {
  if (!group.items.some((item) => item.by === 'experts')) return {};
  const { pass } = group;
  const passed = workings.missed.get(bid.bid)?.includes(group.id) !== true;
  const total = printed(experts.sum, project.rounding.mean);
  return { experts: { sum: total, ...(pass === undefined ? {} : { pass }), passed } };
}

/** One group of a responsive bid. */
export function explainGroup(project: Project, group: Group, bid: Bid, workings: Workings): GroupExplanation {
  const experts = workings.experts.get(bid.bid)!.get(group.id)!;
  const points = workings.points.get(bid.bid)?.groups.get(group.id);
  const best = workings.best.get(group.id);
  const { sheet } = experts;
  return {
    group: group.id,
    items: itemsOf(project, group, bid, workings, experts),
    ...(sheet === undefined ? {} : { sheet: meanOf(project, workings.table, sheet) }),
    ...expertsSum(project, group, bid, workings, experts),
    ...(best === undefined || points === undefined
      ? {}
      : { scale: { sum: printed(points.sum), best: printed(best), max: group.max! } }),
    ...(points === undefined ? {} : { value: rounded(points.exact, points.value, project.rounding.group) }),
  };
}
