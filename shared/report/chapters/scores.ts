/** 经评审的评分比较: for every bid each member's score of each item, and what the mean made of them. */
import type { BidExplanation, ExpertsItem, GroupExplanation } from '../../scoring/explanation.ts';
import { type Block, type Column, decimal, left, section, table } from '../model.ts';
import type { Source } from '../source.ts';

const DROPPED = { highest: '去掉最高', lowest: '去掉最低' } as const;

/** One mark for each way in which a score does not count, explained under the table. */
const MARKS = { highest: '△', lowest: '▽' } as const;

type Scores = ExpertsItem['scores'];

const cells = (scores: Scores): string[] =>
  scores.map(({ score, dropped }) => `${score}${dropped === undefined ? '' : ` ${MARKS[dropped]}`}`);

function rowsOf(s: Source, group: GroupExplanation): string[][] {
  const experts = group.items.filter((item) => item.by === 'experts');
  const items = experts.map((item) => [
    s.item(item.item),
    item.max,
    ...cells(item.scores),
    item.mean?.value ?? '–',
  ]);
  const name = s.project.groups.find((g) => g.id === group.group)?.name ?? group.group;
  const sheet =
    group.sheet === undefined ? [] : [[`${name}合计`, '–', ...cells(group.sheet.scores), group.sheet.value]];
  return [...items, ...sheet];
}

function bidTable(s: Source, explanation: BidExplanation): Block {
  const { bid } = explanation.outcome;
  const members = s.state.members;
  const columns: Column[] = [
    left('评分因素'),
    decimal('满分'),
    ...members.map((m) => decimal(s.person(m))),
    decimal('平均'),
  ];
  const rows = explanation.groups.flatMap((group) => rowsOf(s, group));
  const used = new Set(
    explanation.groups
      .flatMap((group) => [
        ...group.items.flatMap((item) => (item.by === 'experts' ? item.scores : [])),
        ...(group.sheet?.scores ?? []),
      ])
      .flatMap(({ dropped }) => (dropped === undefined ? [] : [dropped])),
  );
  const notes = (['highest', 'lowest'] as const)
    .filter((one) => used.has(one))
    .map((one) => `${MARKS[one]} ${DROPPED[one]}，不计入平均。`);
  return table(`评分汇总表：${s.bidder(bid)}`, columns, rows, { keys: 1, notes });
}

/** A table for each bid that was scored; empty where nobody scores. */
export function scoreBlocks(s: Source): Block[] {
  const scored = s.eligibility.responsive.flatMap((bid) => s.evaluation?.explain(bid) ?? []);
  const tables = scored.map((explanation) => bidTable(s, explanation));
  return [section('成员评分汇总'), ...tables];
}
