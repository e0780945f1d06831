import { describe, expect, it } from 'vitest';
import type { Check, IntegrityData } from '../../../../shared/project/model.ts';
import { evaluate, responsiveBids } from '../../../../shared/scoring/index.ts';
import { bid, data, reviews, scores } from './sample.ts';

const check = (id: string): Check => ({ id, name: id, stage: 'form' });
const review = [check('R1'), check('R2')];
const library = (...enterprises: readonly (readonly [string, 'listed' | 'suspended'])[]): IntegrityData => ({
  enterprises: enterprises.map(([enterprise, status]) => ({ enterprise, name: '', listed: '', status })),
});
const listed = library(['C-B1', 'listed'], ['C-B2', 'suspended']);
const applies = { integrity: { applies: true, from: 'scores', convert: 'proportion' } as const };

describe('review', () => {
  const of = data({ review });

  it('rejects where more than half of the committee says no to one and the same check', () => {
    const against = { B1: { R1: ['E1', 'E2', 'E3'] } };
    expect(responsiveBids(of, reviews(of, against)).rejected).toEqual(new Map([['B1', 'REVIEW_FAILED']]));
  });

  it('does not add up noes to different checks', () => {
    const against = { B1: { R1: ['E1', 'E2'], R2: ['E3', 'E4'] } };
    expect(responsiveBids(of, reviews(of, against)).responsive).toEqual(['B1', 'B2', 'B3']);
  });

  it('does not reject at exactly half', () => {
    const even = data({ review }, undefined, ['E1', 'E2', 'E3', 'E4']);
    const against = { B1: { R1: ['E1', 'E2'] } };
    expect(responsiveBids(even, reviews(even, against)).rejected.size).toBe(0);
  });

  it('counts neither the vote nor the head of a reserve', () => {
    const reserved = data({ review, reserves: ['E4', 'E5'] });
    const against = { B1: { R1: ['E1', 'E4', 'E5'] }, B2: { R1: ['E1', 'E2'] } };
    expect([...responsiveBids(reserved, reviews(reserved, against)).rejected.keys()]).toEqual(['B2']);
  });
});

describe('the first reason that holds', () => {
  const of = data({ review, ceiling: '110', ...applies }, undefined, undefined, listed);

  it('is the review, then the library, then the ceiling', () => {
    const all = { R1: ['E1', 'E2', 'E3'] };
    expect([...responsiveBids(of, reviews(of, { B2: all })).rejected]).toEqual([
      ['B2', 'REVIEW_FAILED'],
      ['B3', 'NOT_LISTED'],
    ]);
    expect([...responsiveBids(of).rejected]).toEqual([
      ['B2', 'NOT_LISTED'],
      ['B3', 'NOT_LISTED'],
    ]);
  });

  it('compares the price as bid with the ceiling, which itself is allowed', () => {
    const deducted = data(
      {
        ceiling: '120',
        price: { over: 'responsive', deduct: { small: '0.5' } },
        method: 'lowestPrice',
        groups: [],
      },
      [bid('B1', '120.00'), bid('B2', '120.01', { sme: 'small' })],
    );
    expect([...responsiveBids(deducted).rejected]).toEqual([['B2', 'ABOVE_CEILING']]);
  });

  it('does not ask the library where the method does not apply', () => {
    expect(responsiveBids(data({}, undefined, undefined, library())).responsive).toHaveLength(3);
  });
});

describe('warnings', () => {
  const all = scores({ B1: { T1: '1' }, B2: { T1: '1' }, B3: { T1: '1' } });

  it('stand in the contract’s order', () => {
    const equal = [bid('B1', '100'), bid('B2', '100'), bid('B3', '150')];
    const of = data({ review, ceiling: '120', candidates: 1 }, equal);
    expect(evaluate(of, { scores: all }).answer.warnings).toEqual(['NO_REVIEW', 'FEW_BIDS', 'TIE_AT_CUT']);
  });

  it('do not speak of a review that none declared, nor of one that was recorded', () => {
    expect(evaluate(data(), { scores: all }).answer.warnings).toEqual([]);
    const of = data({ review });
    expect(evaluate(of, { reviews: reviews(of), scores: all }).answer.warnings).toEqual([]);
  });
});
