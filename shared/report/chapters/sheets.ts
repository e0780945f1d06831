/** 附表: every member's own sheets, as decided and as submitted; those of superseded rounds as well, marked as void. */
import { cellKey, cellOf, expertsItems } from '../../evaluation/committee.ts';
import type { Round, Sheet } from '../../journal/state.ts';
import {
  type Block,
  type Chapter,
  center,
  decimal,
  left,
  NONE,
  paragraph,
  section,
  table,
} from '../model.ts';
import { bidTitle, type Source } from '../source.ts';

const OPENED = {
  key: '由本人席位开封',
  shares: '由其他成员的密钥份额开封',
  void: '因本人分发的密钥份额与承诺的评分密钥不符而无效',
} as const;

function reviewSheet(s: Source, member: string): Block {
  const bids = s.data.bids.map(({ bid }) => bid);
  const reviews = s.state.member.get(member)?.reviews;
  const cell = (bid: string, check: string): string => {
    const decision = reviews?.get(cellKey(bid, check));
    return decision === undefined ? '未评' : decision.pass ? '通过' : '不通过';
  };
  return table(
    `${s.terms.preliminaryReview}表：${s.person(member)}`,
    [center('编号'), left('评审因素'), ...bids.map((bid) => center(bidTitle(s, bid, bids)))],
    s.project.review.map(({ id, name }) => [id, name, ...bids.map((bid) => cell(bid, id))]),
    { keys: 2 },
  );
}

function remarks(s: Source, member: string, sheet: Sheet): Block[] {
  const rows = [...sheet.values].flatMap(([cell, { remark, place }]) => {
    const { bid, item } = cellOf(cell);
    return remark === '' && place === null ? [] : [[s.bidder(bid), s.item(item), remark, s.place(place)]];
  });
  if (rows.length === 0) return [];
  return [
    table(
      `评语：${s.person(member)}`,
      [left('投标人'), left('评分因素'), left('评语'), left('投标文件位置')],
      rows,
    ),
  ];
}

/** As submitted: what consolidation changed afterwards stands in its own table. */
function scoreSheet(s: Source, round: Round, member: string, sheet: Sheet | undefined): Block[] {
  if (sheet === undefined) return [paragraph(`${s.person(member)}：第${round.number}轮评分表未开封。`)];
  if (sheet.by === 'void')
    return [
      paragraph(
        `${s.person(member)}：第${round.number}轮评分表${OPENED.void}（日志${s.entry(sheet.seq)}）。`,
      ),
    ];
  const items = expertsItems(s.data);
  const value = (bid: string, item: string): string => {
    const found = sheet.values.get(cellKey(bid, item));
    return found === undefined ? '–' : (found.original ?? '无法解读');
  };
  const mark = round.abandoned === null ? '' : '（已作废）';
  return [
    table(
      `第${round.number}轮评分表${mark}：${s.person(member)}`,
      [left('评分因素'), decimal('满分'), ...round.bids.map((bid) => decimal(bidTitle(s, bid, round.bids)))],
      items.map(({ id, max }) => [s.item(id), max, ...round.bids.map((bid) => value(bid, id))]),
      {
        keys: 1,
        notes: [`提交时的评分，${OPENED[sheet.by]}（日志${s.entry(sheet.seq)}）。复核修改见“评分修改记录”。`],
      },
    ),
    ...remarks(s, member, sheet),
  ];
}

/** One member's own sheets: the review's and the standing round's. */
export function memberBlocks(s: Source, member: string): Block[] {
  const standing = s.state.rounds.filter((round) => round.abandoned === null);
  const review = s.project.review.length === 0 ? [] : [reviewSheet(s, member)];
  const scores = standing.flatMap((round) => scoreSheet(s, round, member, round.sheets.get(member)));
  return [
    section(s.person(member)),
    ...(review.length + scores.length === 0 ? [NONE] : [...review, ...scores]),
  ];
}

function abandoned(s: Source): Block[] {
  const rounds = s.state.rounds.filter((round) => round.abandoned !== null);
  if (rounds.length === 0) return [NONE];
  return rounds.flatMap((round) => [
    paragraph(`第${round.number}轮评分于${s.when(round.abandoned!)}作废，下列评分仅作存档，不计入结果。`),
    ...[...round.submits.keys()].flatMap((member) => scoreSheet(s, round, member, round.sheets.get(member))),
  ]);
}

function replaced(s: Source): Block {
  const opened = (member: string): boolean => s.state.rounds.some((round) => round.sheets.has(member));
  return table(
    '被更换成员的评分表',
    [left('成员'), left('处理')],
    s.state.substitutions.map(({ out }) => [
      s.person(out),
      opened(out) ? '更换前评分表已经开封，不计入结果' : '保持密封，不开封，不计入结果',
    ]),
  );
}

export function sheets(s: Source): Chapter {
  return {
    title: '各成员评审表',
    blocks: [
      ...s.state.members.flatMap((member) => memberBlocks(s, member)),
      section('作废轮次的评分表'),
      ...abandoned(s),
      section('被更换成员的评分表'),
      replaced(s),
    ],
  };
}
