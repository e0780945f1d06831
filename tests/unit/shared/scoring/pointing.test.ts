import { describe, expect, it } from 'vitest';
import { lowPrices, outliers } from '../../../../shared/scoring/index.ts';
import { bid, data, price, scores, T1, tech } from './sample.ts';

describe('outliers', () => {
  const given = (values: readonly string[]) =>
    scores({ B1: { T1: values }, B2: { T1: '5' }, B3: { T1: '5' } });

  it('are further from the median than three times the deviation, which counts as one at least', () => {
    const found = outliers(data(), { scores: given(['10', '10', '11', '10', '6.9']) });
    expect(found).toEqual([
      { expert: 'E5', bid: 'B1', item: 'T1', score: '6.9', side: 'low', median: '10', limit: '3' },
    ]);
    expect(outliers(data(), { scores: given(['10', '10', '11', '10', '7']) })).toEqual([]);
  });

  it('widen with the scores', () => {
    // Median 20, distances 10, 5, 0, 5, 20: their median is 5, the limit 15.
    const found = outliers(data(), { scores: given(['10', '15', '20', '25', '40']) });
    expect(found.map(({ expert, limit, side }) => [expert, limit, side])).toEqual([['E5', '15', 'high']]);
  });

  it('go by the project’s numbers', () => {
    const of = data({ thresholds: { outlier: '2', outlierFloor: '0.5' } });
    expect(outliers(of, { scores: given(['10', '10', '10', '10', '11.1']) })).toHaveLength(1);
    expect(outliers(of, { scores: given(['10', '10', '10', '10', '11']) })).toHaveLength(0);
  });

  it('take the middle of the two middle scores of an even committee', () => {
    const four = ['E1', 'E2', 'E3', 'E4'];
    const of = data({}, [bid('B1', '1')], four);
    const found = outliers(of, { scores: scores({ B1: { T1: ['10', '11', '12', '50'] } }, four) });
    expect(found).toMatchObject([{ expert: 'E4', median: '11.5', limit: '3' }]);
  });

  it('are not looked for in objective items, rejected bids and reserves’ lines', () => {
    const wild = { scores: given(['10', '10', '10', '10', '60']) };
    expect(
      outliers(data({ groups: [{ ...tech, items: [{ ...T1, objective: true }] }, price] }), wild),
    ).toEqual([]);
    expect(outliers(data({ ceiling: '50' }), wild)).toEqual([]);
    expect(outliers(data({ reserves: ['E5'] }), wild)).toEqual([]);
  });

  it('can be looked for while a score is not there yet', () => {
    const some = given(['10', '10', '10', '10', '60']).filter(({ expert }) => expert !== 'E1');
    expect(outliers(data(), { scores: some })).toMatchObject([{ expert: 'E5' }]);
  });
});

describe('low prices', () => {
  const lowPrice = { mean: '0.5', next: '0.5', ceiling: '0.45' };
  const bids = [bid('B1', '44'), bid('B2', '90'), bid('B3', '200')];

  it('are told with the trigger and its limit', () => {
    expect(lowPrices(data({ thresholds: { lowPrice }, ceiling: '200' }, bids))).toEqual([
      { bid: 'B1', trigger: 'mean', price: '44', limit: '55.666667' },
      { bid: 'B1', trigger: 'next', price: '44', limit: '45' },
      { bid: 'B1', trigger: 'ceiling', price: '44', limit: '90' },
    ]);
  });

  it('are below the limit, not at it', () => {
    const at = [bid('B1', '45'), bid('B2', '90')];
    expect(lowPrices(data({ thresholds: { lowPrice: { next: '0.5' } } }, at))).toEqual([]);
  });

  it('are measured by the budget where there is no ceiling', () => {
    const of = data({ thresholds: { lowPrice: { ceiling: '0.45' } }, budget: '200.00' }, bids);
    expect(lowPrices(of).map(({ bid: name }) => name)).toEqual(['B1']);
  });

  it('are not told where the project names no threshold, and not of bids that are out', () => {
    expect(lowPrices(data({ ceiling: '1000' }, bids))).toEqual([]);
    expect(lowPrices(data({ thresholds: { lowPrice }, ceiling: '30' }, bids))).toEqual([]);
  });
});
