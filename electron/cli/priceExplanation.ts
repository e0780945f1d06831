/** The price part of an explanation: evaluated price, benchmark, formula, each with the bid's numbers in it. */
import { printable } from '../../shared/project/faults.ts';
import type { PriceScore } from '../../shared/project/model.ts';
import type { Language } from '../../shared/refusal.ts';
import type { BenchmarkExplanation, BidExplanation, PriceItem } from '../../shared/scoring/index.ts';
import { rounded } from './rounded.ts';
import { say } from './words.ts';

const DROPPED = {
  highest: say('去掉最高', 'dropped as the highest'),
  lowest: say('去掉最低', 'dropped as the lowest'),
  far: say('偏离过大，不计', 'too far off, left out'),
} as const;

/** `B1 100 (dropped as the lowest), B2 ...`: what goes into a mean, and what was taken out of it. */
export function keptAndDropped(
  values: readonly {
    readonly name: string;
    readonly value: string;
    readonly dropped?: keyof typeof DROPPED;
  }[],
  language: Language,
): string {
  const [open, close, comma] = language === 'zh' ? ['（', '）', '，'] : [' (', ')', ', '];
  return values
    .map(({ name, value, dropped }) => {
      const mark = dropped === undefined ? '' : `${open}${DROPPED[dropped][language]}${close}`;
      return `${printable(name)} ${value}${mark}`;
    })
    .join(comma);
}

function benchmarkFormula({ rule, ceiling, mean }: BenchmarkExplanation): string {
  const factor = (value: string | undefined): string => (value === undefined ? '' : ` × ${value}`);
  switch (rule.kind) {
    case 'lowest':
      return 'min';
    case 'fixed':
      return rule.value;
    case 'mean':
      return `${mean}${factor(rule.times)}`;
    case 'blend':
      return `${rule.share} × ${ceiling}${factor(rule.ceilingTimes)} + (1 − ${rule.share}) × ${mean}${factor(rule.times)}`;
  }
}

/** How the benchmark came about, a line each. */
export function benchmarkLines(benchmark: BenchmarkExplanation, language: Language): readonly string[] {
  const values = benchmark.prices.map(({ bid, price, dropped }) => ({
    name: bid,
    value: price,
    ...(dropped === undefined ? {} : { dropped }),
  }));
  const within = 'within' in benchmark.rule ? benchmark.rule.within : undefined;
  const first = say(
    `第一次平均 ${benchmark.firstMean}，偏离超过 ${within} 的不计`,
    `first mean ${benchmark.firstMean}; those more than ${within} off are left out`,
  );
  const lines = [
    `${say('参与计算的评标价：', 'evaluated prices that make it: ')[language]}${keptAndDropped(values, language)}`,
    ...(within === undefined || benchmark.firstMean === undefined ? [] : [first[language]]),
    ...(benchmark.mean === undefined ? [] : [`${say('平均', 'mean')[language]} = ${benchmark.mean}`]),
  ];
  const formula = benchmarkFormula(benchmark);
  const result = rounded(benchmark);
  const label = say('评标基准价 B', 'benchmark B')[language];
  return [
    ...(benchmark.rule.kind === 'fixed' ? [] : lines),
    formula === result ? `${label} = ${result}` : `${label} = ${formula} = ${result}`,
  ];
}

/** The evaluated price (评标价) of a bid. */
export function evaluatedPriceLine(
  { price, deduct, evaluatedPrice }: BidExplanation,
  language: Language,
): string {
  const label = say('评标价 p', 'evaluated price p')[language];
  return deduct === undefined
    ? `${label} = ${evaluatedPrice}`
    : `${label} = ${price} × (1 − ${deduct}) = ${evaluatedPrice}`;
}

function pointsLine(formula: Extract<PriceScore, { kind: 'points' }>, language: Language): string {
  const pairs = formula.points.map(([d, score]) => `${d} → ${score}`).join(language === 'zh' ? '，' : ', ');
  return `${say('分段插值：', 'straight lines between: ')[language]}${pairs}`;
}

/** How whole percents are taken from the deviation. */
const UNITS = {
  exact: say('', ''),
  up: say('，不足 1% 按 1% 计', ', rounded up to whole percents'),
  down: say('，不足 1% 不计', ', rounded down to whole percents'),
  nearest: say('，四舍五入到 1%', ', rounded to the nearest percent'),
} as const;

/** How one item by price came to its points, a line each. */
export function priceItemLines(
  item: PriceItem,
  { evaluatedPrice }: BidExplanation,
  benchmark: string,
  language: Language,
): readonly string[] {
  const { formula, deviation, percent, rate, max, beforeBonus, bonus, points } = item;
  const formed = bonus === undefined ? rounded(points) : beforeBonus;
  const lines: string[] = [];
  if (deviation !== undefined) {
    lines.push(`d = (p − B) / B = (${evaluatedPrice} − ${benchmark}) / ${benchmark} = ${rounded(deviation)}`);
  }
  const score = say('得分', 'points')[language];
  if (formula.kind === 'ratio') {
    const limit = say(`，不超过 ${max}`, `, at most ${max}`)[language];
    lines.push(`${score} = ${max} × B / p = ${max} × ${benchmark} / ${evaluatedPrice}${limit} = ${formed}`);
  } else if (formula.kind === 'points') {
    lines.push(pointsLine(formula, language), `${score} = ${formed}`);
  } else {
    const floor = say(`，不低于 ${formula.floor}`, `, at least ${formula.floor}`)[language];
    if (percent !== undefined) lines.push(`u = |d| × 100${UNITS[formula.units][language]} = ${percent}`);
    const taken = percent === undefined ? max : `${max} − ${percent} × ${rate}`;
    lines.push(`${score} = ${taken}${floor} = ${formed}`);
  }
  if (bonus !== undefined) lines.push(`${score} = ${beforeBonus} × (1 + ${bonus}) = ${rounded(points)}`);
  return lines;
}
