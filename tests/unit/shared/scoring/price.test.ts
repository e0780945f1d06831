import { describe, expect, it } from 'vitest';
import type { Bid, PriceRule, Project } from '../../../../shared/project/model.ts';
import { evaluate } from '../../../../shared/scoring/index.ts';
import { bid, data, ranked, scores, tech } from './sample.ts';

const bidsAt = (...prices: readonly string[]): readonly Bid[] =>
  prices.map((price, index) => bid(`B${index + 1}`, price));

/** All bids get the same from the experts; what differs is the price. */
const same = (bids: readonly Bid[]) => ({
  scores: scores(Object.fromEntries(bids.map((entry) => [entry.bid, { T1: '50' }]))),
});

function run(price: Partial<PriceRule>, bids: readonly Bid[], change: Partial<Project> = {}) {
  const of = data({ price: { over: 'responsive', score: { kind: 'ratio' }, ...price }, ...change }, bids);
  const found = ranked(of, same(bids));
  const points = bids.map((entry) => found[entry.bid]?.items?.['P1']);
  return { benchmark: evaluate(of, same(bids)).answer.benchmark, points, found };
}

describe('the benchmark', () => {
  const benchmark = (price: Partial<PriceRule>, prices: readonly string[], change: Partial<Project> = {}) =>
    run(price, bidsAt(...prices), change).benchmark;
  const mean = { kind: 'mean', drop: [] } as const;

  it.each([
    ['lowest', { kind: 'lowest' }, '90'],
    ['fixed', { kind: 'fixed', value: '95.50' }, '95.5'],
    ['mean', mean, '100'],
    ['mean, floated down', { ...mean, times: '0.97' }, '97'],
    ['blend', { kind: 'blend', share: '0.25', drop: [] }, '115'],
    [
      'blend, both floated',
      { kind: 'blend', share: '0.25', ceilingTimes: '0.9', times: '0.5', drop: [] },
      '73.5',
    ],
  ] as const)('%s', (_, rule, expected) => {
    expect(benchmark({ benchmark: rule }, ['90', '100', '110'], { ceiling: '160' })).toBe(expected);
  });

  it('drops as the entry with the largest number of bids not above theirs says', () => {
    const drop = [
      { bids: 3, high: 1, low: 0 },
      { bids: 4, high: 1, low: 1 },
    ];
    const rule = { benchmark: { kind: 'mean', drop } } as const;
    expect(benchmark(rule, ['90', '300'])).toBe('195');
    expect(benchmark(rule, ['90', '100', '300'])).toBe('95');
    expect(benchmark(rule, ['10', '100', '110', '300'])).toBe('105');
  });

  it('leaves out those further than `within` from the first mean, the limit itself not', () => {
    const within = (limit: string) => ({ benchmark: { ...mean, within: limit } });
    // The mean is 100, so 80 lies exactly 20% below.
    expect(benchmark(within('0.2'), ['80', '110', '110'])).toBe('100');
    expect(benchmark(within('0.19'), ['80', '110', '110'])).toBe('110');
  });

  it('drops none where `within` would leave none', () => {
    expect(benchmark({ benchmark: { ...mean, within: '0.1' } }, ['50', '150'])).toBe('100');
  });

  it('drops by number of bids first and measures `within` from the rest', () => {
    const drop = [{ bids: 4, high: 1, low: 0 }];
    // Without 1000 the mean is 110, and 140 is out of 25%.
    expect(
      benchmark({ benchmark: { kind: 'mean', drop, within: '0.25' } }, ['90', '100', '140', '1000']),
    ).toBe('95');
  });

  it('is rounded at its point only', () => {
    const prices = ['100', '100', '101'];
    expect(benchmark({ benchmark: mean }, prices)).toBe('100.333333');
    expect(benchmark({ benchmark: mean }, prices, { rounding: { benchmark: 1 } })).toBe('100.3');
    expect(benchmark({ benchmark: mean }, prices, { rounding: { benchmark: 8 } })).toBe('100.33333333');
  });

  it('is made by the bids that `over` names', () => {
    const bids = bidsAt('60', '90', '120');
    const groups = [{ ...tech, pass: '40' }, data().project.groups[1]!];
    const low = { scores: scores({ B1: { T1: '30' }, B2: { T1: '50' }, B3: { T1: '50' } }) };
    const over = (who: PriceRule['over']) =>
      evaluate(
        data(
          { ceiling: '100', groups, price: { over: who, benchmark: mean, score: { kind: 'ratio' } } },
          bids,
        ),
        low,
      ).answer.benchmark;
    expect([over('opened'), over('responsive'), over('qualified')]).toEqual(['90', '75', '90']);
  });

  it('is null where nobody makes it, and where no item is by price', () => {
    expect(benchmark({ benchmark: { kind: 'fixed', value: '95' } }, ['90'], { ceiling: '80' })).toBeNull();
    const of = data({ groups: [tech] });
    expect(
      evaluate(of, { scores: scores({ B1: { T1: '1' }, B2: { T1: '1' }, B3: { T1: '1' } }) }).answer
        .benchmark,
    ).toBeNull();
  });
});

describe('the price score', () => {
  const fixed = { benchmark: { kind: 'fixed', value: '100' } } as const;
  const points = (price: Partial<PriceRule>, prices: readonly string[], change: Partial<Project> = {}) =>
    run({ ...fixed, ...price }, bidsAt(...prices), change).points;
  const deviation = { kind: 'deviation', above: '2', below: '1', floor: '0', units: 'exact' } as const;

  it('by ratio is at most the maximum', () => {
    expect(points({}, ['50', '100', '200'])).toEqual(['30', '30', '15']);
  });

  it('by deviation costs more above than below, nothing at the benchmark', () => {
    expect(points({ score: deviation }, ['100', '101.5', '98.5'])).toEqual(['30', '27', '28.5']);
  });

  it('by deviation stops at the floor', () => {
    expect(points({ score: { ...deviation, floor: '5' } }, ['200', '10'])).toEqual(['5', '5']);
    expect(points({ score: { ...deviation, floor: '-10' } }, ['118', '200'])).toEqual(['-6', '-10']);
  });

  it.each([
    ['up', ['28', '28', '26', '29']],
    ['down', ['30', '28', '28', '30']],
    ['nearest', ['30', '28', '26', '29']],
  ] as const)('takes percents %s', (units, expected) => {
    expect(points({ score: { ...deviation, units } }, ['100.4', '101', '101.5', '99.5'])).toEqual(expected);
  });

  it('rounds the ratio before it becomes a percentage', () => {
    const change = { rounding: { deviation: 2 } };
    expect(points({ score: deviation }, ['101.5', '101.4', '98.5'], change)).toEqual(['26', '28', '28']);
  });

  it('by points goes straight between them and stays beyond', () => {
    const table = [
      ['-0.1', '20'],
      ['0', '30'],
      ['0.2', '10'],
    ] as const;
    const score = { kind: 'points', points: table } as const;
    expect(points({ score }, ['50', '90', '95', '100', '105', '120', '500'])).toEqual([
      '20',
      '20',
      '25',
      '30',
      '25',
      '10',
      '10',
    ]);
  });

  it('is raised by the bonus before rounding, also above the maximum', () => {
    const bids = [bid('B1', '100', { sme: 'small' }), bid('B2', '300', { sme: 'small' }), bid('B3', '100')];
    const change = { rounding: { price: 1 } };
    expect(run({ ...fixed, bonus: { small: '0.03' } }, bids, change).points).toEqual(['30.9', '10.3', '30']);
    expect(run({ ...fixed, bonus: { small: '0.035' } }, bids, change).points).toEqual(['31.1', '10.4', '30']);
  });

  it('is of the evaluated price', () => {
    const bids = [
      bid('B1', '125', { sme: 'small' }),
      bid('B2', '125', { sme: 'consortium' }),
      bid('B3', '125', { sme: 'none' }),
    ];
    const { found, points: given } = run({ ...fixed, deduct: { small: '0.2', consortium: '0.04' } }, bids);
    expect(given).toEqual(['30', '25', '24']);
    expect(found['B1']!.evaluatedPrice).toBe('100');
  });

  it('lies beyond every deviation where the benchmark is rounded to 0', () => {
    const tiny = { benchmark: { kind: 'lowest' } } as const;
    const change = { rounding: { benchmark: 0 } };
    expect(points({ ...tiny, score: deviation }, ['0.2', '0.3'], change)).toEqual(['0', '0']);
    expect(points({ ...tiny, score: { ...deviation, above: '0' } }, ['0.2'], change)).toEqual(['30']);
    expect(points({ ...tiny, score: { kind: 'ratio' } }, ['0.2'], change)).toEqual(['0']);
  });
});
