/** 经评审的价格: how benchmark, deviation and price score came about, with each bid's numbers. */
import { exact, HUNDRED, printed } from '../../scoring/exact.ts';
import type { BenchmarkExplanation, BidExplanation, PriceItem } from '../../scoring/explanation.ts';
import { type Block, type Column, decimal, left, money, NONE, paragraph, section, table } from '../model.ts';
import type { Source } from '../source.ts';
import { percent } from './priceWords.ts';

const LEFT_OUT = { highest: '去掉最高', lowest: '去掉最低', far: '偏离过大，剔除' } as const;

function formula(s: Source, { rule, ceiling, mean, value }: BenchmarkExplanation): string {
  const times = (factor: string | undefined): string => (factor === undefined ? '' : ` × ${factor}`);
  const [of, result] = [s.amount(mean ?? ''), s.amount(value)];
  switch (rule.kind) {
    case 'lowest':
      return `最低评标价 = ${result}`;
    case 'fixed':
      return result;
    case 'mean':
      return `${of}${times(rule.times)} = ${result}`;
    case 'blend':
      return `${rule.share} × ${s.amount(ceiling ?? '')}${times(rule.ceilingTimes)} +（1 − ${rule.share}）× ${of}${times(rule.times)} = ${result}`;
  }
}

function benchmarkBlocks(s: Source, benchmark: BenchmarkExplanation): Block[] {
  const first = benchmark.firstMean === undefined ? '' : `第一次平均值 ${s.amount(benchmark.firstMean)}；`;
  const mean = benchmark.mean === undefined ? '' : `平均值 ${s.amount(benchmark.mean)}；`;
  const exactly = benchmark.exact === benchmark.value ? '' : `（舍入前 ${s.amount(benchmark.exact)}）`;
  return [
    table(
      '评标基准价计算表',
      [left('投标人'), money('评标价'), left('是否计入')],
      benchmark.prices.map(({ bid, price, dropped }) => [
        s.bidder(bid),
        price,
        dropped === undefined ? '计入' : LEFT_OUT[dropped],
      ]),
    ),
    paragraph(`${first}${mean}评标基准价 B = ${formula(s, benchmark)}${exactly}。`),
  ];
}

function deviationText({ deviation }: PriceItem): string {
  if (deviation === undefined) return '–';
  const value = exact(deviation.value);
  if (value.n === 0n) return '0%';
  return `${value.s < 0n ? '低于' : '高于'} ${printed(value.abs().mul(HUNDRED))}%`;
}

interface Priced {
  readonly explanation: BidExplanation;
  readonly item: PriceItem;
}

/** The columns that this project's rule gives something to say in. */
function priceColumns(
  s: Source,
  rows: readonly Priced[],
): readonly (readonly [Column, (row: Priced) => string])[] {
  const several = new Set(rows.map(({ item }) => item.item)).size > 1;
  const deducted = s.project.price?.deduct !== undefined;
  const raised = s.project.price?.bonus !== undefined;
  const bidder: Column = left('投标人');
  return [
    [bidder, ({ explanation }) => s.bidder(explanation.outcome.bid)],
    ...(several ? [[left('评分因素'), ({ item }: Priced) => s.item(item.item)] as const] : []),
    [money(`投标报价${s.currency}`), ({ explanation }) => explanation.price],
    ...(deducted
      ? [[decimal('价格扣除'), ({ explanation: { deduct } }: Priced) => ratioText(deduct)] as const]
      : []),
    [money('评标价 p'), ({ explanation }) => explanation.evaluatedPrice],
    [decimal('与基准价的偏差'), ({ item }) => deviationText(item)],
    ...(raised
      ? [
          [decimal('公式得分'), ({ item }: Priced) => item.beforeBonus] as const,
          [decimal('优惠'), ({ item }: Priced) => ratioText(item.bonus)] as const,
        ]
      : []),
    [decimal('舍入前'), ({ item }) => item.points.exact],
    [decimal('报价得分'), ({ item }) => item.points.value],
  ];
}

const ratioText = (ratio: string | undefined): string => (ratio === undefined ? '–' : percent(ratio));

function priceTable(s: Source, scored: readonly BidExplanation[]): Block {
  const rows = scored.flatMap((explanation) =>
    explanation.groups.flatMap(({ items }) =>
      items.flatMap((item) => (item.by === 'price' ? [{ explanation, item }] : [])),
    ),
  );
  const columns = priceColumns(s, rows);
  return table(
    '评标价和报价得分计算表',
    columns.map(([column]) => column),
    rows.map((row) => columns.map(([, cell]) => cell(row))),
    { notes: ['舍入前的得分最多列示 6 位小数。'] },
  );
}

function evaluatedPrices(s: Source, scored: readonly BidExplanation[]): Block {
  return table(
    '经评审的价格一览表',
    [left('投标人'), money('投标报价'), decimal('价格扣除'), money('评标价')],
    scored.map(({ outcome, price, deduct, evaluatedPrice }) => [
      s.bidder(outcome.bid),
      price,
      ratioText(deduct),
      evaluatedPrice,
    ]),
  );
}

export function priceBlocks(s: Source): Block[] {
  const scored = s.eligibility.responsive.flatMap((bid) => s.evaluation?.explain(bid) ?? []);
  const byFormula = scored.some(({ groups }) =>
    groups.some(({ items }) => items.some((item) => item.by === 'price')),
  );
  const benchmark = scored[0]?.benchmark ?? null;
  return [
    section('经评审的价格'),
    ...(benchmark === null ? [] : benchmarkBlocks(s, benchmark)),
    scored.length === 0 ? NONE : byFormula ? priceTable(s, scored) : evaluatedPrices(s, scored),
  ];
}
