import { describe, expect, it } from 'vitest';
import type { Decisions, Project, ProjectData } from '../../../../shared/project/model.ts';
import { checkValues, scoreFault } from '../../../../shared/scoring/index.ts';
import { bid, data, P1, price, reviews, scores, T1, tech } from './sample.ts';

const sound = scores({ B1: { T1: '1' }, B2: { T1: '2' }, B3: { T1: '3' } });
const found = (of: ProjectData, decisions?: Decisions) =>
  checkValues(of, decisions).map(({ code, at }) => ({ code, at }));
const change = (row: number, score: string) =>
  sound.map((line, index) => (index === row ? { ...line, score } : line));

it('finds nothing in a sound project', () => {
  expect(found(data(), { scores: sound })).toEqual([]);
  expect(found(data())).toEqual([]);
});

describe('FULL', () => {
  const full = (project: Partial<Project>) => found(data(project)).map(({ code }) => code);

  it('holds the maxima against `full`, as numbers', () => {
    expect(found(data({ full: '99' }))).toEqual([{ code: 'FULL', at: { table: 'project', path: ['full'] } }]);
    expect(full({ full: '100.00' })).toEqual([]);
  });

  it('counts a scaled group with its own maximum', () => {
    const scaled = { ...tech, scale: 'best', max: '20' } as const;
    expect(full({ groups: [scaled, price], full: '50' })).toEqual([]);
    expect(full({ groups: [scaled, price] })).toEqual(['FULL']);
  });

  it('holds under lowestPrice where there are groups', () => {
    expect(full({ method: 'lowestPrice', full: '1' })).toEqual(['FULL']);
    expect(full({ method: 'lowestPrice', full: '1', groups: [] })).toEqual([]);
  });
});

describe('REVIEW_MISSING', () => {
  const of = data({ review: [{ id: 'R1', name: '签字', stage: 'form' }] });
  const lines = reviews(of);

  it('names every member, bid and check without a line', () => {
    const without = lines.filter(({ expert, bid: of }) => expert !== 'E2' || of === 'B1');
    const missing = checkValues(of, { reviews: without, scores: sound });
    expect(missing.map(({ code, at }) => ({ code, at }))).toEqual(
      ['B2', 'B3'].map(() => ({ code: 'REVIEW_MISSING', at: { table: 'reviews' } })),
    );
    expect(missing[0]!.en).toContain('“E2”');
    expect(missing[0]!.en).toContain('“B2”');
  });

  it('asks nothing of reserves, and nothing where no review was recorded', () => {
    const reserved = { ...of, project: { ...of.project, reserves: ['E2'] } };
    const without = lines.filter(({ expert }) => expert !== 'E2');
    expect(found(reserved, { reviews: without, scores: sound })).toEqual([]);
    expect(found(of, { scores: sound })).toEqual([]);
  });
});

describe('scores', () => {
  it('are due from every member for every responsive bid', () => {
    const without = sound.filter((line) => line.expert !== 'E3' || line.bid !== 'B2');
    expect(found(data(), { scores: without })).toEqual([{ code: 'SCORE_MISSING', at: { table: 'scores' } }]);
    expect(found(data({ ceiling: '110' }), { scores: without })).toEqual([]);
    expect(found(data({ reserves: ['E3'] }), { scores: without })).toEqual([]);
  });

  it('are refused at their line where they are out of range or off the step', () => {
    const step = data({ groups: [{ ...tech, items: [{ ...T1, min: '0.5', step: '0.5' }] }, price] });
    const at = { table: 'scores', row: 7 };
    expect(found(step, { scores: change(7, '70.5') })).toEqual([{ code: 'SCORE_OUT_OF_RANGE', at }]);
    expect(found(step, { scores: change(7, '1.2') })).toEqual([{ code: 'SCORE_OFF_STEP', at }]);
    expect(found(step, { scores: change(7, '69.50') })).toEqual([]);
  });

  it('are not looked at where they do not count', () => {
    expect(found(data({ ceiling: '110' }), { scores: change(7, '999') })).toEqual([]);
    expect(found(data({ reserves: ['E1'] }), { scores: change(0, '999') })).toEqual([]);
  });

  it('of an objective item agree as numbers, and are told of once per bid', () => {
    const objective = data({ groups: [{ ...tech, items: [{ ...T1, objective: true }] }, price] });
    expect(found(objective, { scores: change(2, '1.00') })).toEqual([]);
    const differing = change(6, '9').map((line, row) => (row === 8 ? { ...line, score: '8' } : line));
    expect(found(objective, { scores: differing })).toEqual([
      { code: 'OBJECTIVE_SCORES_DIFFER', at: { table: 'scores', row: 6 } },
    ]);
    const out = { ...objective, project: { ...objective.project, ceiling: '110' } };
    expect(found(out, { scores: differing })).toEqual([]);
  });
});

describe('one score', () => {
  const item = { ...T1, min: '-1', max: '5', step: '0.3' };
  it.each([
    ['-1', null],
    ['-1.1', 'out-of-range'],
    ['5.01', 'out-of-range'],
    ['5', null],
    ['-0.7', null],
    ['-0.6', 'off-step'],
    ['0', 'off-step'],
    ['0.20', null],
  ])('%s: %s', (score, expected) => {
    expect(scoreFault(item, score)).toBe(expected);
  });

  it('may be any decimal where there is no step', () => {
    expect(scoreFault(T1, '3.14159')).toBeNull();
  });
});

it('finds everything at once', () => {
  const of = data({ full: '99', groups: [tech, { ...price, items: [{ ...P1, by: 'integrity' }] }] }, [
    bid('B1', '1'),
    bid('B2', '2'),
    bid('B3', '3'),
  ]);
  const codes = found(of, { scores: change(0, '-1').slice(0, -1) }).map(({ code }) => code);
  expect(codes).toEqual(['FULL', 'INTEGRITY_WEIGHT', 'SCORE_MISSING', 'SCORE_OUT_OF_RANGE']);
});
