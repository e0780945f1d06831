/** The price rule in words: B is the benchmark (评标基准价), p the evaluated price (评标价), d = (p - B) / B. */

import type { Benchmark, Drop, PriceRule, SmallFirm } from '../../project/model.ts';
import { printedMoney } from '../../project/money.ts';
import { exact, HUNDRED, printed } from '../../scoring/exact.ts';

const OVER = {
  opened: '全部开标的投标',
  responsive: '有效投标',
  qualified: '有效且达到合格线的投标',
} as const;

const FIRMS: Readonly<Record<SmallFirm, string>> = {
  none: '其他企业',
  small: '小微企业',
  consortium: '含小微企业的联合体或分包',
};

/** A ratio as a percentage: `0.03` is `3%`. */
export const percent = (ratio: string): string => `${printed(exact(ratio).mul(HUNDRED))}%`;

const dropWords = (drops: readonly Drop[]): string[] =>
  drops.map(({ bids, high, low }) => `达到 ${bids} 家时去掉 ${high} 个最高价、${low} 个最低价`);

function meanWords(rule: Extract<Benchmark, { kind: 'mean' | 'blend' }>): string {
  const within =
    rule.within === undefined ? [] : [`再剔除偏离平均值超过 ${percent(rule.within)} 的报价后重新平均`];
  const times = rule.times === undefined ? [] : [`乘以 ${rule.times}`];
  return ['评标价的算术平均值', ...dropWords(rule.drop), ...within, ...times].join('，');
}

export function benchmarkWords(price: PriceRule): string[] {
  const { benchmark } = price;
  if (benchmark === undefined) return [];
  const over = `参与计算的范围：${OVER[price.over]}。`;
  switch (benchmark.kind) {
    case 'lowest':
      return [`评标基准价 B 为最低的评标价。${over}`];
    case 'fixed':
      return [`评标基准价 B 为固定值 ${printedMoney(benchmark.value)}。`];
    case 'mean':
      return [`评标基准价 B 为${meanWords(benchmark)}。${over}`];
    case 'blend': {
      const times = benchmark.ceilingTimes === undefined ? '' : ` × ${benchmark.ceilingTimes}`;
      return [
        `评标基准价 B = ${benchmark.share} × 限价${times} +（1 − ${benchmark.share}）× A，A 为${meanWords(benchmark)}。${over}`,
      ];
    }
  }
}

const UNITS = {
  exact: '不足 1% 的按实际比例计',
  up: '不足 1% 的按 1% 计',
  down: '不足 1% 的不计',
  nearest: '不足 1% 的四舍五入到整数百分点',
} as const;

export function priceScoreWords({ score }: PriceRule): string[] {
  switch (score?.kind) {
    case undefined:
      return [];
    case 'ratio':
      return ['报价得分 = 满分 × B ÷ p，不超过满分。'];
    case 'deviation':
      return [
        `偏差率 d =（p − B）÷ B。高于 B 的每 1% 扣 ${score.above} 分，低于 B 的每 1% 扣 ${score.below} 分，${UNITS[score.units]}，最低 ${score.floor} 分。`,
      ];
    case 'points': {
      const pairs = score.points.map(([d, points]) => `d = ${percent(d)} 得 ${points} 分`).join('，');
      return [`偏差率 d =（p − B）÷ B。报价得分按分段直线插值：${pairs}；两端以外取端点分值。`];
    }
  }
}

/** Deductions and bonuses for small firms (财库〔2020〕46号, 〔2022〕19号). */
export function bonusWords({ deduct, bonus }: PriceRule): string[] {
  const parts = (rule: PriceRule['deduct'], word: (ratio: string) => string): string[] =>
    (['small', 'consortium', 'none'] as const).flatMap((firm) => {
      const ratio = rule?.[firm];
      return ratio === undefined ? [] : [`${FIRMS[firm]}${word(ratio)}`];
    });
  const taken = parts(deduct, (ratio) => `扣除 ${percent(ratio)}`);
  const added = parts(bonus, (ratio) => `报价得分增加 ${percent(ratio)}`);
  return [
    taken.length === 0
      ? '评标价 p 为投标报价。'
      : `评标价 p 为投标报价扣除价格优惠后的价格：${taken.join('，')}。`,
    ...(added.length === 0 ? [] : [`价格评审优惠：${added.join('，')}。`]),
  ];
}
