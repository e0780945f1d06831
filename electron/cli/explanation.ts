/** What `score --explain <bid>` prints: the formulas with this bid's numbers in them. */
import { printable } from '../../shared/project/faults.ts';
import type { Bid, Group, Item, Project, ProjectData } from '../../shared/project/model.ts';
import type { Language } from '../../shared/refusal.ts';
import type {
  BidExplanation,
  ExpertsItem,
  GroupExplanation,
  ItemExplanation,
} from '../../shared/scoring/index.ts';
import { integrityLines } from './integrityExplanation.ts';
import { benchmarkLines, evaluatedPriceLine, keptAndDropped, priceItemLines } from './priceExplanation.ts';
import { outcomeText } from './rankingTable.ts';
import { rounded } from './rounded.ts';
import { say } from './words.ts';

type ExpertScores = ExpertsItem['scores'];

const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`);

const plus = (terms: readonly string[]): string => terms.join(' + ').replaceAll('+ -', '− ');

function scoresLine(scores: ExpertScores, language: Language): string {
  const values = scores.map(({ expert, score, dropped }) => ({
    name: expert,
    value: score,
    ...(dropped === undefined ? {} : { dropped }),
  }));
  return keptAndDropped(values, language);
}

function meanLine(scores: ExpertScores, mean: { exact: string; value: string }, language: Language): string {
  const kept = scores.filter(({ dropped }) => dropped === undefined).map(({ score }) => score);
  return `${say('平均', 'mean')[language]} = (${plus(kept)}) / ${kept.length} = ${rounded(mean)}`;
}

function itemLines(
  item: ItemExplanation,
  explanation: BidExplanation,
  language: Language,
): readonly string[] {
  if (item.by === 'experts') {
    const mean = item.mean === undefined ? [] : [meanLine(item.scores, item.mean, language)];
    return [scoresLine(item.scores, language), ...mean];
  }
  if (item.by === 'integrity') {
    const lines = explanation.integrity === undefined ? [] : integrityLines(explanation.integrity, language);
    const points = say('得分', 'points')[language];
    return [...lines, `${points} = ${item.max} × ${item.score} / ${item.against} = ${rounded(item.points)}`];
  }
  const { benchmark } = explanation;
  if (benchmark === null) return [];
  return [
    evaluatedPriceLine(explanation, language),
    ...benchmarkLines(benchmark, language),
    ...priceItemLines(item, explanation, benchmark.value, language),
  ];
}

function itemTitle(item: Item, language: Language): string {
  const max = say(`（满分 ${item.max}）`, ` (max ${item.max})`)[language];
  return `${printable(`${item.id} ${item.name}`)}${max}`;
}

/** What a group's value is added up from: its items, or the mean of the sheets and the items that are not by experts. */
function termsOf({ sheet, items }: GroupExplanation): readonly string[] {
  const values = items.flatMap((item) =>
    item.by === 'experts' ? (item.mean?.value ?? []) : item.points.value,
  );
  return sheet === undefined ? values : [sheet.value, ...values];
}

function groupValueLines(explained: GroupExplanation, language: Language): readonly string[] {
  const { sheet, experts, scale, value } = explained;
  const lines: string[] = [];
  if (sheet !== undefined) {
    lines.push(`${say('各专家合计：', 'sheets: ')[language]}${scoresLine(sheet.scores, language)}`);
    lines.push(meanLine(sheet.scores, sheet, language));
  }
  if (experts?.pass !== undefined) {
    const verdict = experts.passed ? say('达到', 'reached') : say('未达到', 'not reached');
    const [zh, en] = [
      `合格线 ${experts.pass}：${experts.sum}，`,
      `pass mark ${experts.pass}: ${experts.sum}, `,
    ];
    lines.push(`${say(zh, en)[language]}${verdict[language]}`);
  }
  if (value === undefined) return lines;
  const label = say('本组得分', 'the group')[language];
  if (scale !== undefined) {
    lines.push(`${label} = ${scale.sum} / ${scale.best} × ${scale.max} = ${rounded(value)}`);
    return lines;
  }
  const terms = plus(termsOf(explained));
  lines.push(terms === rounded(value) ? `${label} = ${terms}` : `${label} = ${terms} = ${rounded(value)}`);
  return lines;
}

function groupLines(
  group: Group,
  explained: GroupExplanation,
  explanation: BidExplanation,
  language: Language,
): readonly string[] {
  const items = group.items.flatMap((item) => {
    const found = explained.items.find((one) => one.item === item.id);
    return found === undefined
      ? []
      : [itemTitle(item, language), ...indented(itemLines(found, explanation, language))];
  });
  return [
    '',
    `【${printable(group.name)}】`,
    ...indented([...items, ...groupValueLines(explained, language)]),
  ];
}

function reviewLines(
  project: Project,
  { objections }: BidExplanation,
  language: Language,
): readonly string[] {
  const names = new Map(project.review.map(({ id, name }) => [id, name]));
  return objections.map(({ check, against, members, rejects }) => {
    const text = printable(`${check} ${names.get(check) ?? ''}`);
    const verdict = rejects ? say('超过半数', 'more than half') : say('未过半数', 'not more than half');
    const votes = say(`${members} 人中 ${against} 人判不通过，`, `${against} of ${members} say no, `)[
      language
    ];
    return `${text}${language === 'zh' ? '：' : ': '}${votes}${verdict[language]}`;
  });
}

function resultLine(project: Project, { outcome, total }: BidExplanation, language: Language): string {
  if (outcome.status !== 'ranked') return outcomeText(outcome, project, language);
  const rank = say(`第 ${outcome.rank} 名`, `rank ${outcome.rank}`)[language];
  if (total === undefined) return rank;
  const terms = plus(Object.values(outcome.groups ?? {}));
  const sum = terms === rounded(total) ? terms : `${terms} = ${rounded(total)}`;
  return `${say('总分', 'total')[language]} = ${sum}${language === 'zh' ? '，' : ', '}${rank}`;
}

/** One bid's way to its result, as lines for a person. */
export function explanationText(
  data: ProjectData,
  explanation: BidExplanation,
  bid: Bid,
  language: Language,
): string {
  const { project } = data;
  const groups = project.groups.flatMap((group) => {
    const explained = explanation.groups.find((one) => one.group === group.id);
    return explained === undefined || explained.items.length === 0
      ? []
      : groupLines(group, explained, explanation, language);
  });
  const priced = explanation.groups.some(({ items }) => items.some(({ by }) => by === 'price'));
  return [
    `${printable(`${bid.bid} ${bid.name}`)}  ${say('投标报价', 'price')[language]} ${bid.price}`,
    ...reviewLines(project, explanation, language),
    ...groups,
    '',
    ...(priced ? [] : [evaluatedPriceLine(explanation, language)]),
    resultLine(project, explanation, language),
    '',
  ].join('\n');
}
