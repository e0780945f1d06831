import { describe, expect, it } from 'vitest';
import {
  checkIntegrityScores,
  checkIntegrityWeight,
  checkRulebook,
} from '../../../../shared/integrity/index.ts';
import type { IntegrityData, IntegrityRule, Project, Rulebook } from '../../../../shared/project/model.ts';
import { data, I1, project, T1 } from '../scoring/sample.ts';

const applies: IntegrityRule = { applies: true, from: 'scores', convert: 'proportion' };
const weighing = (...maxima: readonly string[]): Partial<Project> => ({
  groups: [
    {
      id: 'g',
      name: 'g',
      items: [T1, ...maxima.map((max, index) => ({ ...I1, id: `I${index}`, max }))],
    },
  ],
});
const codes = (change: Partial<Project>) => checkIntegrityWeight(project(change)).map(({ code }) => code);

describe('the weight of integrity', () => {
  it.each([
    ['24.99', ['INTEGRITY_WEIGHT']],
    ['25', []],
    ['30.00', []],
    ['30.01', ['INTEGRITY_WEIGHT']],
  ] as const)('%s of 100: %j', (max, expected) => {
    expect(codes({ ...weighing(max), integrity: applies })).toEqual(expected);
  });

  it('is of all its items together, and of `full`', () => {
    expect(codes({ ...weighing('15', '15'), integrity: applies })).toEqual([]);
    expect(codes({ ...weighing('15', '15'), integrity: applies, full: '130' })).toEqual(['INTEGRITY_WEIGHT']);
  });

  it('must be something where the method applies and nothing where it does not', () => {
    expect(codes({ ...weighing(), integrity: applies })).toEqual(['INTEGRITY_WEIGHT']);
    expect(codes({ ...weighing(), integrity: { applies: false } })).toEqual([]);
    expect(checkIntegrityWeight(project(weighing('28')))).toMatchObject([
      { code: 'INTEGRITY_WEIGHT', at: { table: 'project', path: ['groups', 0, 'items', 1, 'max'] } },
    ]);
  });

  it('is nothing to ask for where the lowest price decides without groups', () => {
    expect(codes({ method: 'lowestPrice', groups: [], integrity: applies })).toEqual([]);
  });
});

describe('the rulebook’s weights', () => {
  const rulebook = (...weights: readonly string[]): Rulebook => ({
    format: 'sealroom-rulebook/1',
    parts: weights.map((weight, index) => ({
      id: `p${index}`,
      name: '',
      weight,
      base: '80',
      min: '0',
      max: '100',
    })),
    items: [],
  });

  it('add up to 1', () => {
    expect(checkRulebook(rulebook('0.1', '0.2', '0.7'))).toEqual([]);
    expect(checkRulebook(rulebook('0.6', '0.3'))).toMatchObject([
      { code: 'WEIGHTS', at: { table: 'integrity/rulebook', path: ['parts'] } },
    ]);
    expect(checkRulebook(undefined)).toEqual([]);
  });
});

describe('a missing score', () => {
  const library: IntegrityData = { enterprises: [], scores: [{ enterprise: 'C-B2', score: '80' }] };
  const missing = (integrity: IntegrityRule) =>
    checkIntegrityScores(data({ integrity }, undefined, undefined, library), ['B1', 'B2']);

  it('is refused for responsive bids, once each', () => {
    expect(missing(applies)).toMatchObject([
      { code: 'INTEGRITY_MISSING', at: { table: 'integrity/scores' } },
    ]);
    expect(missing({ ...applies, missing: 'refuse' })).toHaveLength(1);
  });

  it('is not where the project says what stands in for it', () => {
    expect(missing({ ...applies, missing: 'zero' })).toEqual([]);
    expect(missing({ ...applies, missing: '60' })).toEqual([]);
  });
});
