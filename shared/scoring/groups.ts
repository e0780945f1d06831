/** From items to groups to a bid's total: sums, `scale: best`, the roundings at `group` and `total`. */
import type { Group, Project } from '../project/model.ts';
import { type Exact, exact, greatest, roundAt, sum, ZERO } from './exact.ts';
import type { GroupByExperts } from './experts.ts';
import type { IntegrityPoints } from './integrityPoints.ts';
import type { PriceWorking } from './priceScore.ts';

/** What a qualified bid's items, groups and total are. */
export interface BidPoints {
  /** By item, all kinds; items of a sheet or of a scaled group have no value of their own and are left out. */
  readonly items: ReadonlyMap<string, Exact>;
  readonly price: ReadonlyMap<string, PriceWorking>;
  readonly integrity: ReadonlyMap<string, IntegrityPoints>;
  readonly groups: ReadonlyMap<string, GroupPoints>;
  /** Before rounding at `total`. */
  readonly exact: Exact;
  readonly total: Exact;
}

export interface GroupPoints {
  /** Items (or the sheets' mean) added up. */
  readonly sum: Exact;
  /** The sum, scaled where the group has `scale: best`; before rounding at `group`. */
  readonly exact: Exact;
  readonly value: Exact;
}

/** The largest experts' sum of each group with `scale: best`, among qualified bids. */
export function bestSums(
  project: Project,
  qualified: readonly ReadonlyMap<string, GroupByExperts>[],
): ReadonlyMap<string, Exact> {
  const scaled = project.groups.filter((group) => group.scale === 'best');
  if (qualified.length === 0) return new Map();
  const best = (group: string): Exact => qualified.map((bid) => bid.get(group)!.sum).reduce(greatest);
  return new Map(scaled.map((group) => [group.id, best(group.id)]));
}

function scaled(group: Group, total: Exact, best: Exact | undefined): Exact {
  if (best === undefined) return total;
  return best.compare(ZERO) <= 0 ? ZERO : total.div(best).mul(exact(group.max!));
}

/** What of a bid is known before its points are added up. */
export interface Parts {
  readonly experts: ReadonlyMap<string, GroupByExperts>;
  readonly price: ReadonlyMap<string, PriceWorking>;
  readonly integrity: ReadonlyMap<string, IntegrityPoints>;
  readonly best: ReadonlyMap<string, Exact>;
}

/** The items that have points of their own, in the order of the criteria. */
function itemPoints(group: Group, { experts, price, integrity }: Parts): readonly [string, Exact][] {
  return group.items.flatMap(({ id, by }): [string, Exact][] => {
    if (by === 'price') return [[id, price.get(id)!.value]];
    if (by === 'integrity') return [[id, integrity.get(id)!.value]];
    const mean = experts.get(group.id)!.items.get(id);
    return mean === undefined || group.scale === 'best' ? [] : [[id, mean.value]];
  });
}

function groupPoints(project: Project, group: Group, parts: Parts): GroupPoints {
  const others = group.items.flatMap(({ id, by }) =>
    by === 'price'
      ? [parts.price.get(id)!.value]
      : by === 'integrity'
        ? [parts.integrity.get(id)!.value]
        : [],
  );
  const total = sum([parts.experts.get(group.id)!.sum, ...others]);
  const value = scaled(group, total, parts.best.get(group.id));
  return { sum: total, exact: value, value: roundAt(value, project.rounding.group) };
}

export function bidPoints(project: Project, parts: Parts): BidPoints {
  const groups = new Map(project.groups.map((group) => [group.id, groupPoints(project, group, parts)]));
  const total = sum([...groups.values()].map((group) => group.value));
  return {
    items: new Map(project.groups.flatMap((group) => itemPoints(group, parts))),
    price: parts.price,
    integrity: parts.integrity,
    groups,
    exact: total,
    total: roundAt(total, project.rounding.total),
  };
}
