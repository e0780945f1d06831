/**
 * The value rules of a folder (PROJECT_FOLDER.md, "Refusals"), which need computing: criteria against `full`, a review and a score
 * wherever one is due, scores in range and on the step.
 */
import { checkIntegrityScores, checkIntegrityWeight, checkRulebook } from '../integrity/index.ts';
import { shown } from '../project/faults.ts';
import type { Decisions, Item, Project, ProjectData, ReviewLine, ScoreLine } from '../project/model.ts';
import { scoringMembers } from './committee.ts';
import { responsiveBids } from './eligibility.ts';
import { exact, printed, sum } from './exact.ts';
import type { Finding } from './finding.ts';
import { type ScoreFault, scoreFault } from './scoreFault.ts';
import { type ScoreTable, scoreTable } from './scoreTable.ts';

/** `FULL`: what the maxima add up to; a group with `scale: best` counts with its own. Without groups there is nothing to add up. */
function checkFull({ method, groups, full }: Project): readonly Finding[] {
  if (method === 'lowestPrice' && groups.length === 0) return [];
  const maxima = groups.flatMap((group) =>
    group.scale === 'best' ? [exact(group.max!)] : group.items.map((item) => exact(item.max)),
  );
  const total = sum(maxima);
  if (total.equals(exact(full))) return [];
  const zh = `各评分项的 max 合计 ${printed(total)}，与 full（${full}）不符，请改正各项 max 或 full`;
  const en = `the max of the criteria add up to ${printed(total)}, but full is ${full}: correct either`;
  return [{ code: 'FULL', zh, en, at: { table: 'project', path: ['full'] } }];
}

/** `REVIEW_MISSING`: a line for every member, bid and check. */
function checkReviews(data: ProjectData, reviews: readonly ReviewLine[]): readonly Finding[] {
  const given = new Map<string, Map<string, Set<string>>>();
  for (const { expert, bid, check } of reviews) {
    const bids = given.get(expert) ?? new Map<string, Set<string>>();
    given.set(expert, bids);
    bids.set(bid, (bids.get(bid) ?? new Set()).add(check));
  }
  const missing = (expert: string, bid: string, check: string): Finding => ({
    code: 'REVIEW_MISSING',
    zh: `成员 ${shown(expert)} 对投标 ${shown(bid)} 没有评审项 ${shown(check)} 的记录，请补上`,
    en: `the expert ${shown(expert)} has no review of check ${shown(check)} for bid ${shown(bid)}: add it`,
    at: { table: 'reviews' },
  });
  return scoringMembers(data).flatMap(({ expert }) =>
    data.bids.flatMap(({ bid }) =>
      data.project.review
        .filter(({ id }) => given.get(expert)?.get(bid)?.has(id) !== true)
        .map(({ id }) => missing(expert, bid, id)),
    ),
  );
}

interface Due {
  readonly items: ReadonlyMap<string, Item>;
  readonly bids: ReadonlySet<string>;
  readonly members: ReadonlySet<string>;
}

/** Which scores count: experts' items of responsive bids, by members who are no reserves. */
function dueScores(data: ProjectData, responsive: readonly string[]): Due {
  const items = data.project.groups.flatMap((group) => group.items.filter((item) => item.by === 'experts'));
  return {
    items: new Map(items.map((item) => [item.id, item])),
    bids: new Set(responsive),
    members: new Set(scoringMembers(data).map((member) => member.expert)),
  };
}

const counts = (due: Due, line: ScoreLine): boolean =>
  due.members.has(line.expert) && due.bids.has(line.bid) && due.items.has(line.item);

function checkMissing(due: Due, table: ScoreTable): readonly Finding[] {
  const missing = (expert: string, bid: string, item: string): Finding => ({
    code: 'SCORE_MISSING',
    zh: `成员 ${shown(expert)} 对投标 ${shown(bid)} 没有评分项 ${shown(item)} 的得分 score，请补上`,
    en: `the expert ${shown(expert)} has no score of item ${shown(item)} for bid ${shown(bid)}: add it`,
    at: { table: 'scores' },
  });
  const cell = (bid: string, item: string): readonly Finding[] => {
    const given = table.given(bid, item);
    return table.experts
      .filter((_, index) => given[index] === undefined)
      .map((expert) => missing(expert, bid, item));
  };
  return [...due.bids].flatMap((bid) => [...due.items.keys()].flatMap((item) => cell(bid, item)));
}

/** The same few scores come again and again, so each is judged once per item. */
function faultReader(): (item: Item, score: string) => ScoreFault | null {
  const known = new Map<Item, Map<string, ScoreFault | null>>();
  return (item, score) => {
    const ofItem = known.get(item) ?? new Map<string, ScoreFault | null>();
    known.set(item, ofItem);
    const found = ofItem.get(score);
    if (found !== undefined) return found;
    const fault = scoreFault(item, score);
    ofItem.set(score, fault);
    return fault;
  };
}

function scoreFinding(item: Item, line: ScoreLine, row: number, fault: ScoreFault): Finding {
  const min = item.min ?? '0';
  const [name, score] = [shown(item.id), shown(line.score)];
  const at = { table: 'scores', row } as const;
  if (fault === 'out-of-range') {
    const zh = `评分项 ${name} 的得分 score ${score} 应在 ${min} 到 ${item.max} 之间`;
    const en = `the score ${score} of item ${name} must be from ${min} to ${item.max}`;
    return { code: 'SCORE_OUT_OF_RANGE', zh, en, at };
  }
  const zh = `评分项 ${name} 的得分 score ${score} 应为 ${min} 起每 ${item.step} 一档`;
  const en = `the score ${score} of item ${name} must go up from ${min} in steps of ${item.step}`;
  return { code: 'SCORE_OFF_STEP', zh, en, at };
}

function checkScores(due: Due, lines: readonly ScoreLine[]): readonly Finding[] {
  const faultOf = faultReader();
  return lines.flatMap((line, row) => {
    if (!counts(due, line)) return [];
    const item = due.items.get(line.item)!;
    const fault = faultOf(item, line.score);
    return fault === null ? [] : [scoreFinding(item, line, row, fault)];
  });
}

/** `OBJECTIVE_SCORES_DIFFER`, once per item and bid, at the first line that differs from the lines before it. */
function checkObjective(due: Due, lines: readonly ScoreLine[]): readonly Finding[] {
  const first = new Map<Item, Map<string, ScoreLine>>();
  const told = new Map<Item, Set<string>>();
  return lines.flatMap((line, row): Finding[] => {
    const item = due.items.get(line.item);
    if (item?.objective !== true || !counts(due, line)) return [];
    const bids = first.get(item) ?? new Map<string, ScoreLine>();
    first.set(item, bids);
    const before = bids.get(line.bid) ?? line;
    bids.set(line.bid, before);
    const done = told.get(item) ?? new Set<string>();
    told.set(item, done);
    if (done.has(line.bid) || exact(before.score).equals(exact(line.score))) return [];
    done.add(line.bid);
    const names = [shown(item.id), shown(line.bid), shown(before.expert), shown(line.expert)] as const;
    const zh = `客观评分项 ${names[0]} 对投标 ${names[1]} 的得分 score 应一致：${names[2]} 为 ${shown(before.score)}，${names[3]} 为 ${shown(line.score)}`;
    const en = `the scores of objective item ${names[0]} for bid ${names[1]} must agree: ${names[2]} gave ${shown(before.score)}, ${names[3]} gave ${shown(line.score)}`;
    return [{ code: 'OBJECTIVE_SCORES_DIFFER', zh, en, at: { table: 'scores', row } }];
  });
}

/** The rules that need no decision, and hold for a package as well: `FULL`, `INTEGRITY_WEIGHT`, `WEIGHTS`. */
const checkCriteria = (data: ProjectData): readonly Finding[] => [
  ...checkFull(data.project),
  ...checkIntegrityWeight(data.project),
  ...checkRulebook(data.integrity?.rulebook),
];

/**
 * Everything that the value rules find. Without `decisions` (a package carries none) the rules of reviews and scores are left out, and
 * every bid that only a review could reject counts as responsive.
 */
export function checkValues(data: ProjectData, decisions?: Decisions): readonly Finding[] {
  const { responsive } = responsiveBids(data, decisions?.reviews);
  const found = [...checkCriteria(data), ...checkIntegrityScores(data, responsive)];
  if (decisions === undefined) return found;
  const due = dueScores(data, responsive);
  return [
    ...found,
    ...(decisions.reviews === undefined ? [] : checkReviews(data, decisions.reviews)),
    ...checkMissing(due, scoreTable(data, decisions.scores)),
    ...checkScores(due, decisions.scores),
    ...checkObjective(due, decisions.scores),
  ];
}
