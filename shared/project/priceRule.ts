/** The price rule of a project (价格评审): evaluated price, benchmark (评标基准价), score formula. */

import { identifiers } from './criteria.ts';
import { compareDecimals, sameNumber } from './decimal.ts';
import type { Faults } from './faults.ts';
import { type Fields, given, mapping, refuseRepeated } from './fields.ts';
import type { Benchmark, Decimal, Drop, Item, MeanParts, PriceRule, PriceScore } from './model.ts';
import {
  aboveZero,
  asList,
  belowOne,
  count,
  decimal,
  listOf,
  type Range,
  type Reader,
  share,
  word,
  zeroOrMore,
} from './readers.ts';

const drop: Reader<Drop> = mapping({ bids: 0, high: 0, low: 0 }, (fields) => ({
  bids: fields.required('bids', count()),
  high: fields.required('high', count()),
  low: fields.required('low', count()),
}));

function readMeanParts(fields: Fields, faults: Faults): MeanParts {
  const parts = {
    drop: fields.optional('drop', listOf(drop)) ?? [],
    ...given({
      within: fields.optional('within', decimal(zeroOrMore)),
      times: fields.optional('times', decimal(aboveZero)),
    }),
  };
  const entries = [...identifiers(fields.node('drop'), 'bids')];
  refuseRepeated(
    ['drop 条目 bids', 'in drop, the entry for bids'],
    entries.map(({ id, place }) => ({ id: sameNumber(id), place })),
    faults,
  );
  return parts;
}

function benchmark(ceiling: Decimal | undefined, missingCeiling: () => void): Reader<Benchmark> {
  return mapping<Benchmark>({ kind: 'lowest' }, (fields, faults) => {
    const kind = fields.required('kind', word(['lowest', 'fixed', 'mean', 'blend']));
    if (fields.peek('kind') !== kind) {
      fields.tolerate('value', 'drop', 'within', 'times', 'share', 'ceilingTimes');
      return { kind: 'lowest' };
    }
    if (kind === 'lowest') return { kind };
    if (kind === 'fixed') return { kind, value: fields.required('value', decimal(aboveZero)) };
    if (kind === 'mean') return { kind, ...readMeanParts(fields, faults) };
    if (ceiling === undefined) missingCeiling();
    return {
      kind,
      share: fields.required('share', decimal(share)),
      ...given({ ceilingTimes: fields.optional('ceilingTimes', decimal(aboveZero)) }),
      ...readMeanParts(fields, faults),
    };
  });
}

type Point = readonly [d: Decimal, score: Decimal];

const point = (limit: Range): Reader<Point> => ({
  placeholder: ['0', '0'],
  read(node, name, faults) {
    const parts = asList(node, name, faults);
    if (parts === undefined) return this.placeholder;
    const [d, score] = parts.items;
    if (d === undefined || score === undefined || parts.items.length !== 2) {
      faults.add('VALUE', node.place, `${name} 应为 [偏差率, 得分]`, `${name} must be [d, score]`);
      return this.placeholder;
    }
    return [decimal().read(d, `${name}[0]`, faults), decimal(limit).read(score, `${name}[1]`, faults)];
  },
});

function readPoints(fields: Fields, priceItems: readonly Item[], faults: Faults): readonly Point[] {
  const maxima = priceItems.map(({ max }) => max).sort(compareDecimals);
  const least = maxima[0];
  const limit: Range =
    least === undefined
      ? zeroOrMore
      : {
          holds: (v) => compareDecimals(v, '0') >= 0 && compareDecimals(v, least) <= 0,
          zh: `应在 0 到该项满分 ${least} 之间`,
          en: `must be from 0 to the item's max, ${least}`,
        };
  const points = fields.required('points', listOf(point(limit)));
  const node = fields.node('points');
  const name = fields.nameOf('points');
  if (node?.kind !== 'list') return points;
  if (points.length === 0) {
    faults.add('VALUE', node.place, `${name} 至少要有一对`, `${name} needs at least one pair`);
  }
  for (const [index, [d]] of points.entries()) {
    if (index > 0 && compareDecimals(points[index - 1]![0], d) >= 0) {
      const here = node.items[index]!.place;
      faults.add(
        'VALUE',
        here,
        `${name}[${index}] 的偏差率应大于前一对`,
        `${name}[${index}] must have a larger d than the pair before`,
      );
    }
  }
  return points;
}

function score(priceItems: readonly Item[]): Reader<PriceScore> {
  return mapping<PriceScore>({ kind: 'ratio' }, (fields, faults) => {
    const kind = fields.required('kind', word(['ratio', 'deviation', 'points']));
    if (fields.peek('kind') !== kind) {
      fields.tolerate('above', 'below', 'floor', 'units', 'points');
      return { kind: 'ratio' };
    }
    if (kind === 'ratio') return { kind };
    if (kind === 'points') return { kind, points: readPoints(fields, priceItems, faults) };
    return {
      kind,
      above: fields.required('above', decimal(zeroOrMore)),
      below: fields.required('below', decimal(zeroOrMore)),
      floor: fields.optional('floor', decimal()) ?? '0',
      units: fields.optional('units', word(['exact', 'up', 'down', 'nearest'])) ?? 'exact',
    };
  });
}

type ByFirm = { small?: Decimal; consortium?: Decimal };

const byFirm = (range: Range): Reader<ByFirm> =>
  mapping({}, (fields) =>
    given({
      small: fields.optional('small', decimal(range)),
      consortium: fields.optional('consortium', decimal(range)),
    }),
  );

/** What the price rule leans on elsewhere in the project. */
export interface PriceContext {
  /** The items by price; with any, benchmark and score are needed. */
  readonly priceItems: readonly Item[];
  readonly ceiling: Decimal | undefined;
  readonly missingCeiling: () => void;
}

export function priceRule(context: PriceContext): Reader<PriceRule> {
  const { priceItems, ceiling, missingCeiling } = context;
  return mapping<PriceRule>({ over: 'responsive' }, (fields) => {
    const benchmarkReader = benchmark(ceiling, missingCeiling);
    const scoreReader = score(priceItems);
    const needed = priceItems.length > 0;
    return {
      over: fields.optional('over', word(['opened', 'responsive', 'qualified'])) ?? 'responsive',
      ...given({
        bonus: fields.optional('bonus', byFirm(zeroOrMore)),
        deduct: fields.optional('deduct', byFirm(belowOne)),
        benchmark: needed
          ? fields.required('benchmark', benchmarkReader)
          : fields.optional('benchmark', benchmarkReader),
        score: needed ? fields.required('score', scoreReader) : fields.optional('score', scoreReader),
      }),
    };
  });
}
