/** 经评审的投标人排序, and 推荐的中标候选人与签订合同前要处理的事宜 (R12 42, BR 53; R87 57-58). */
import { recommended } from '../../evaluation/tieAtCut.ts';
import type { Answer, AnswerBid, RankedBid } from '../../scoring/answer.ts';
import {
  type Block,
  type Chapter,
  center,
  decimal,
  facts,
  left,
  money,
  NONE,
  paragraph,
  section,
  table,
} from '../model.ts';
import type { Source } from '../source.ts';

const WARNINGS: Readonly<Record<Answer['warnings'][number], string>> = {
  NO_REVIEW: '没有评审记录，按全部通过计算。',
  FEW_BIDS: '有效投标不足三个。',
  TIE_AT_CUT: '名次并列使可推荐的投标人多于规定数量。',
};

const isRanked = (bid: AnswerBid): bid is RankedBid => bid.status === 'ranked';

const byRank = (answer: Answer): RankedBid[] => answer.bids.filter(isRanked).sort((a, b) => a.rank - b.rank);

function rankingTable(s: Source, answer: Answer): Block {
  const { project } = s;
  const groups = project.method === 'lowestPrice' ? [] : project.groups;
  const scored = project.method === 'comprehensive';
  return table(
    '经评审的投标人排序表',
    [
      center('名次'),
      center('投标编号'),
      left('投标人'),
      money('投标报价'),
      money('评标价'),
      ...groups.map((group) => decimal(group.name)),
      ...(scored ? [decimal('总分')] : []),
    ],
    byRank(answer).map((one) => [
      `${one.rank}`,
      one.bid,
      s.bid(one.bid).name,
      s.bid(one.bid).price,
      one.evaluatedPrice,
      ...groups.map((group) => one.groups?.[group.id] ?? '–'),
      ...(scored ? [one.total ?? '–'] : []),
    ]),
    { keys: 3 },
  );
}

/** Points item by item, where the answer has them. */
function itemTable(s: Source, answer: Answer): Block[] {
  const ranked = byRank(answer);
  const ids = Object.keys(ranked[0]?.items ?? {});
  if (ids.length === 0) return [];
  const max = new Map(s.project.groups.flatMap((group) => group.items.map((item) => [item.id, item.max])));
  return [
    table(
      '各评分因素得分比较表',
      [left('评分因素'), decimal('满分'), ...ranked.map(({ bid }) => decimal(s.bidder(bid)))],
      [
        ...ids.map((id) => [
          s.item(id),
          max.get(id) ?? '–',
          ...ranked.map(({ items }) => items?.[id] ?? '–'),
        ]),
        ['总分', s.project.full, ...ranked.map(({ total }) => total ?? '–')],
      ],
    ),
  ];
}

function unqualified(s: Source, answer: Answer): Block {
  const rows = answer.bids.flatMap(({ bid, status }) => {
    if (status !== 'unqualified') return [];
    const groups = (s.evaluation?.explain(bid)?.groups ?? []).filter(
      ({ experts }) => experts?.passed === false,
    );
    const why = groups.map(({ group, experts }) => {
      const name = s.project.groups.find(({ id }) => id === group)?.name ?? group;
      return `“${name}”得 ${experts!.sum} 分，合格线 ${experts!.pass} 分`;
    });
    return [[s.bidder(bid), why.join('；')]];
  });
  return table('未达到合格线的投标人', [left('投标人'), left('情形')], rows);
}

/** The bids that are compared, item by item and in order. */
export function ranking(s: Source): Chapter {
  const title = '经评审的投标人排序';
  if (s.evaluation === null)
    return { title, blocks: [paragraph(`本次评标结论为“${conclusion(s)}”，不形成投标人排序。`)] };
  const { answer } = s.evaluation;
  return {
    title,
    blocks: [
      section('排序'),
      rankingTable(s, answer),
      ...answer.warnings.map((warning) => paragraph(`注意：${WARNINGS[warning]}`)),
      ...itemTable(s, answer),
      section('未达到合格线的投标人'),
      unqualified(s, answer),
    ],
  };
}

export const conclusion = (s: Source): string =>
  s.state.outcome === null ? '尚未形成' : s.terms.outcomes[s.state.outcome.kind];

function candidateTable(s: Source): Block {
  const { answer } = s.evaluation!;
  const rank = new Map(answer.bids.filter(isRanked).map((one) => [one.bid, one]));
  const scored = s.project.method === 'comprehensive';
  return table(
    `${s.terms.candidate}名单`,
    [
      center('推荐顺序'),
      left(s.terms.candidate),
      left('统一社会信用代码'),
      money('投标报价'),
      scored ? decimal('总分') : money('评标价'),
      center('名次'),
    ],
    recommended(s.state, answer).map((bid, index) => {
      const one = rank.get(bid)!;
      const { name, enterprise, price } = s.bid(bid);
      return [
        `第${index + 1}`,
        name,
        enterprise,
        price,
        (scored ? one.total : one.evaluatedPrice) ?? '–',
        `${one.rank}`,
      ];
    }),
    { keys: 2 },
  );
}

function tie(s: Source): Block[] {
  const motion = [...s.state.motions.values()].findLast(
    (one) => one.motion.kind === 'settle-tie' && one.carried === true,
  );
  if (s.state.settled === null || motion === undefined) return [];
  return [
    paragraph(`末位名次并列，由评标委员会表决确定（${s.when(motion.seq)}）。理由：${motion.motion.reason}`),
  ];
}

/** The outcome, the recommended candidates, and what is to be settled before the contract is signed. */
export function recommendation(s: Source): Chapter {
  const { outcome } = s.state;
  const ends =
    outcome?.kind === 'void' || outcome?.kind === 'all-rejected'
      ? [paragraph(`有效投标 ${s.eligibility.responsive.length} 个（${s.law.fewBids}）。`)]
      : [];
  return {
    title: `评审结论、推荐的${s.terms.candidate}名单与签订合同前要处理的事宜`,
    blocks: [
      section('评审结论'),
      facts(
        ['结论', conclusion(s)],
        ['理由', outcome?.reason],
        ['形成时间', outcome === null ? undefined : s.when(outcome.seq)],
      ),
      ...ends,
      section(`推荐的${s.terms.candidate}`),
      ...(s.evaluation === null
        ? [paragraph(`本次评标不推荐${s.terms.candidate}。`)]
        : [candidateTable(s), ...tie(s), paragraph(`推荐依据：${s.law.candidates}。`)]),
      section('签订合同前要处理的事宜'),
      outcome === null || outcome.matters.trim() === '' ? NONE : paragraph(outcome.matters),
    ],
  };
}
