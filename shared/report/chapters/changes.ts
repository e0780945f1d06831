/** 评分复核: every consolidation change with what stood before and after, and what the software pointed at. */
import { cellOf, currentRound } from '../../evaluation/committee.ts';
import type { RoomState, Round } from '../../journal/state.ts';
import { lowPrices, outliers } from '../../scoring/index.ts';
import { type Block, center, decimal, left, money, NONE, paragraph, section, table } from '../model.ts';
import type { Source } from '../source.ts';

/** What an act's `ground` means; `mend` is the committee's vote on a faulty value. */
const GROUNDS: Readonly<Record<string, string>> = {
  'objective-differs': '客观评审因素评分不一致',
  outlier: '评分畸高、畸低',
  'tender-clause': '招标文件规定',
  mend: '异常评分，经评标委员会表决确定',
};

const FAULTS = {
  unreadable: '密文无法解读',
  'out-of-range': '超出评分范围',
  'off-step': '不符合评分档次',
} as const;

export interface Change {
  readonly round: number;
  readonly expert: string;
  readonly bid: string;
  readonly item: string;
  /** Null: what was released could not be read. */
  readonly from: string | null;
  readonly to: string;
  readonly ground: string;
  readonly reason: string;
  readonly seq: number;
}

const changesOf = (round: Round): Change[] =>
  [...round.sheets].flatMap(([expert, sheet]) =>
    [...sheet.values].flatMap(([cell, value]) =>
      value.changes.map((change) => ({ ...change, ...cellOf(cell), expert, round: round.number })),
    ),
  );

/** All changes of all rounds, in the order in which they were made. */
export const allChanges = (state: RoomState): Change[] =>
  state.rounds.flatMap(changesOf).sort((a, b) => a.seq - b.seq);

function changeTable(s: Source): Block {
  return table(
    '评分修改记录',
    [
      center('轮次'),
      left('成员'),
      left('投标人'),
      left('评分因素'),
      decimal('修改前'),
      decimal('修改后'),
      left('依据'),
      left('理由'),
      left('时间'),
    ],
    allChanges(s.state).map((one) => [
      `${one.round}`,
      s.person(one.expert),
      s.bidder(one.bid),
      s.item(one.item),
      one.from ?? '无法解读',
      one.to,
      GROUNDS[one.ground] ?? one.ground,
      one.reason,
      s.when(one.seq),
    ]),
    { keys: 2 },
  );
}

function faults(s: Source): Block {
  const rows = [...(currentRound(s.state)?.sheets ?? [])].flatMap(([expert, sheet]) =>
    [...sheet.values].flatMap(([cell, { fault, original, score }]) => {
      const { bid, item } = cellOf(cell);
      return fault === null
        ? []
        : [
            [
              s.person(expert),
              s.bidder(bid),
              s.item(item),
              original ?? '–',
              FAULTS[fault],
              score ?? '未确定',
            ],
          ];
    }),
  );
  return table(
    '开封时发现的异常评分',
    [left('成员'), left('投标人'), left('评分因素'), decimal('开封值'), left('异常情形'), decimal('确定值')],
    rows,
  );
}

function outlierTable(s: Source): Block {
  return table(
    '畸高、畸低提示（复核后的评分）',
    [left('成员'), left('投标人'), left('评分因素'), decimal('评分'), decimal('中位数'), decimal('允许差距')],
    outliers(s.data, s.decisions).map((one) => [
      s.person(one.expert),
      s.bidder(one.bid),
      s.item(one.item),
      one.score,
      one.median,
      one.limit,
    ]),
  );
}

const TRIGGERS = {
  mean: '低于平均值的规定比例',
  next: '低于次低报价的规定比例',
  ceiling: '低于限价（预算）的规定比例',
} as const;

export function lowPriceTable(s: Source): Block {
  return table(
    '异常低价提示',
    [left('投标人'), money('投标报价'), left('触发条件'), money('提示界限')],
    lowPrices(s.data, s.decisions.reviews).map((one) => [
      s.bidder(one.bid),
      one.price,
      TRIGGERS[one.trigger],
      one.limit,
    ]),
  );
}

export function changeBlocks(s: Source): Block[] {
  const released = currentRound(s.state) !== undefined;
  return [
    section('评分复核与修改'),
    paragraph(`评分开封之后、签署之前的修改，依据为${s.law.consolidation}；修改前后的评分均予记录。`),
    changeTable(s),
    section('异常评分'),
    faults(s),
    section('畸高、畸低提示'),
    released ? outlierTable(s) : NONE,
    section('异常低价提示'),
    paragraph(`提示由软件按规定标准作出，是否构成异常由评标委员会认定（${s.law.lowPrice}）。`),
    lowPriceTable(s),
  ];
}
