/** The value rules of the integrity method: weight in the evaluation, the rulebook's weights, a score for every bidder. */
import { shown } from '../project/faults.ts';
import type { Project, ProjectData, Rulebook } from '../project/model.ts';
import { exact, ONE, printed, sum } from '../scoring/exact.ts';
import type { Finding } from '../scoring/finding.ts';
import { bidderScore } from './library.ts';

/** The least and the most that integrity may weigh, both included: the contract's rule, which stems from the sources' county. */
const LEAST_SHARE = exact('0.25');
const MOST_SHARE = exact('0.30');

/** `INTEGRITY_WEIGHT`: 25 to 30% of `full` where the method applies, nothing where it does not. Without groups there is no weight. */
export function checkIntegrityWeight(project: Project): readonly Finding[] {
  if (project.method === 'lowestPrice' && project.groups.length === 0) return [];
  const items = project.groups.flatMap((group, g) =>
    group.items.flatMap((item, i) =>
      item.by === 'integrity' ? [{ item, path: ['groups', g, 'items', i, 'max'] }] : [],
    ),
  );
  const weight = sum(items.map(({ item }) => exact(item.max)));
  const found = `${printed(weight)} / ${project.full}`;
  if (!project.integrity.applies) {
    if (items.length === 0) return [];
    const zh = `integrity 不适用，groups 中不得有诚信评分项（现为 ${found}）`;
    const en = `integrity does not apply, so groups may have no item by integrity (found ${found})`;
    return [{ code: 'INTEGRITY_WEIGHT', zh, en, at: { table: 'project', path: items[0]!.path } }];
  }
  const full = exact(project.full);
  if (weight.compare(full.mul(LEAST_SHARE)) >= 0 && weight.compare(full.mul(MOST_SHARE)) <= 0) return [];
  const zh = `诚信评分项的 max 合计应占 full 的 25% 至 30%（现为 ${found}）`;
  const en = `the max of the items by integrity must add up to 25% to 30% of full (found ${found})`;
  const path = items[0]?.path ?? ['integrity', 'applies'];
  return [{ code: 'INTEGRITY_WEIGHT', zh, en, at: { table: 'project', path } }];
}

/** `WEIGHTS`: the parts' weights add up to 1. */
export function checkRulebook(rulebook: Rulebook | undefined): readonly Finding[] {
  if (rulebook === undefined) return [];
  const weights = sum(rulebook.parts.map((part) => exact(part.weight)));
  if (weights.equals(ONE)) return [];
  const zh = `parts 的 weight 合计应为 1（现为 ${printed(weights)}）`;
  const en = `the weight of the parts must add up to 1 (found ${printed(weights)})`;
  return [{ code: 'WEIGHTS', zh, en, at: { table: 'integrity/rulebook', path: ['parts'] } }];
}

/** `INTEGRITY_MISSING`: a responsive bid whose enterprise has no score, with `missing: refuse`. */
export function checkIntegrityScores(data: ProjectData, responsive: readonly string[]): readonly Finding[] {
  if (!data.project.integrity.applies) return [];
  const due = new Set(responsive);
  return data.bids
    .filter((bid) => due.has(bid.bid) && bidderScore(data, bid) === undefined)
    .map(({ bid, enterprise }) => ({
      code: 'INTEGRITY_MISSING',
      zh: `投标 ${shown(bid)} 的企业 ${shown(enterprise)} 没有诚信得分 score，而 missing 为 refuse，请补上得分，或按规定改 missing`,
      en: `the enterprise ${shown(enterprise)} of bid ${shown(bid)} has no score, and missing is refuse: add the score, or change missing as the rules say`,
      at: { table: 'integrity/scores' },
    }));
}
