import type { Bid, Item, Project } from '../project/model.ts';
import type { BenchmarkWorking } from './benchmark.ts';
import { type Exact, printed } from './exact.ts';
import type { BenchmarkExplanation, PriceItem, Rounded } from './explanation.ts';
import type { PriceWorking } from './priceScore.ts';

/** A value before and after its rounding point. */
export const rounded = (exact: Exact, value: Exact, places: number | undefined): Rounded => ({
  exact: printed(exact, places),
  value: printed(value, places),
});

export function explainBenchmark(project: Project, working: BenchmarkWorking): BenchmarkExplanation {
  const { firstMean, mean } = working;
  return {
    rule: project.price!.benchmark!,
    ...(project.ceiling === undefined ? {} : { ceiling: project.ceiling }),
    prices: working.prices.map(({ bid, price, dropped }) => ({
      bid,
      price: printed(price),
      ...(dropped === undefined ? {} : { dropped }),
    })),
    ...(firstMean === undefined ? {} : { firstMean: printed(firstMean) }),
    ...(mean === undefined ? {} : { mean: printed(mean) }),
    ...rounded(working.exact, working.value, project.rounding.benchmark),
  };
}

function deviationOf(
  project: Project,
  { rawDeviation, deviation }: PriceWorking,
): Pick<PriceItem, 'deviation'> {
  if (rawDeviation === undefined || deviation === undefined) return {};
  return { deviation: rounded(rawDeviation, deviation, project.rounding.deviation) };
}

export function explainPrice(project: Project, item: Item, bid: Bid, working: PriceWorking): PriceItem {
  const { percent, rate, formula } = working;
  const bonus = project.price!.bonus?.[bid.sme];
  return {
    by: 'price',
    item: item.id,
    max: item.max,
    formula: project.price!.score!,
    ...deviationOf(project, working),
    ...(percent === undefined ? {} : { percent: printed(percent) }),
    ...(rate === undefined ? {} : { rate }),
    beforeBonus: printed(formula),
    ...(bonus === undefined ? {} : { bonus }),
    points: rounded(working.exact, working.value, project.rounding.price),
  };
}
