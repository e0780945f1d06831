import { describe, expect, it } from 'vitest';
import type { IntegrityData, Project } from '../../../../shared/project/model.ts';
import { evaluate } from '../../../../shared/scoring/index.ts';
import { bid, data, I1, price, reviews, scores, T1, tech } from './sample.ts';

const bids = [bid('B1', '100', { sme: 'small' }), bid('B2', '110'), bid('B3', '300')];
const trimmed: Partial<Project> = {
  rounding: { mean: 2, price: 2 },
  aggregate: { over: 'item', trim: [{ experts: 5, high: 1, low: 1 }] },
};
const given = scores({ B1: { T1: ['50', '60', '61', '62', '70'] }, B2: { T1: '10' }, B3: { T1: '10' } });
const explain = (of: ReturnType<typeof data>, id: string, scored = given) =>
  evaluate(of, { scores: scored }).explain(id)!;

it('says of each expert’s score whether it counted', () => {
  const [group] = explain(data(trimmed, bids), 'B1').groups;
  expect(group).toMatchObject({
    group: 'tech',
    experts: { sum: '61', passed: true },
    value: { value: '61' },
  });
  expect(group!.items[0]).toEqual({
    by: 'experts',
    item: 'T1',
    max: '70',
    scores: [
      { expert: 'E1', score: '50', dropped: 'lowest' },
      { expert: 'E2', score: '60' },
      { expert: 'E3', score: '61' },
      { expert: 'E4', score: '62' },
      { expert: 'E5', score: '70', dropped: 'highest' },
    ],
    mean: { exact: '61', value: '61' },
  });
});

it('shows a mean before and after rounding', () => {
  const thirds = scores({ B1: { T1: '1' }, B2: { T1: '1' }, B3: { T1: ['0', '1', '2', '2', '9'] } });
  expect(explain(data(trimmed, bids), 'B3', thirds).groups[0]!.items[0]).toMatchObject({
    mean: { exact: '1.666667', value: '1.67' },
  });
});

it('shows whole sheets where sheets are trimmed', () => {
  const of = data({ ...trimmed, aggregate: { ...trimmed.aggregate!, over: 'sheet' } }, bids);
  const [group] = explain(of, 'B1').groups;
  expect(group!.items[0]).not.toHaveProperty('mean');
  expect(group!.sheet!.scores.map((entry) => entry.dropped)).toEqual([
    'lowest',
    undefined,
    undefined,
    undefined,
    'highest',
  ]);
});

it('derives price points from the benchmark, its dropped bids, the deviation and the bonus', () => {
  const rule = {
    over: 'responsive',
    bonus: { small: '0.03' },
    benchmark: { kind: 'mean', drop: [{ bids: 3, high: 1, low: 0 }], times: '0.98' },
    score: { kind: 'deviation', above: '2', below: '1', floor: '0', units: 'exact' },
  } as const;
  const rounding = { deviation: 4, price: 2 };
  const found = explain(data({ price: rule, rounding }, bids), 'B1');
  expect(found.benchmark).toMatchObject({
    prices: [
      { bid: 'B1', price: '100' },
      { bid: 'B2', price: '110' },
      { bid: 'B3', price: '300', dropped: 'highest' },
    ],
    mean: '105',
    exact: '102.9',
    value: '102.9',
  });
  expect(found.groups[1]!.items[0]).toMatchObject({
    by: 'price',
    deviation: { exact: '-0.028183', value: '-0.0282' },
    percent: '2.82',
    rate: '1',
    beforeBonus: '27.18',
    bonus: '0.03',
    points: { exact: '27.9954', value: '28' },
  });
});

it('shows how a deduction makes the evaluated price', () => {
  const rule = {
    over: 'responsive',
    deduct: { small: '0.1' },
    benchmark: { kind: 'lowest' },
    score: { kind: 'ratio' },
  } as const;
  expect(explain(data({ price: rule }, bids), 'B1')).toMatchObject({
    price: '100',
    deduct: '0.1',
    evaluatedPrice: '90',
  });
});

it('shows what a scaled group was measured by', () => {
  const of = data({ groups: [{ ...tech, scale: 'best', max: '70' }, price] }, bids);
  expect(explain(of, 'B2').groups[0]!.scale).toEqual({ sum: '10', best: '60.6', max: '70' });
});

describe('integrity', () => {
  const integrity: IntegrityData = {
    enterprises: bids.map(({ enterprise }) => ({ enterprise, name: '', listed: '', status: 'listed' })),
    rulebook: {
      format: 'sealroom-rulebook/1',
      parts: [{ id: 'm', name: '市场行为', weight: '1', base: '80', min: '0', max: '100' }],
      items: [{ code: 'M1', part: 'm', name: '按时支付', points: '5', months: 12, cap: '8' }],
    },
    records: [1, 2].map((n) => ({
      record: `REC${n}`,
      enterprise: 'C-B1',
      item: 'M1',
      count: n,
      date: `2026-01-0${n}`,
      ends: '',
      department: '人社局',
      document: '文号',
    })),
  };

  it('is the list of records that made the score, with their sources', () => {
    const groups = [
      { ...tech, items: [T1] },
      { id: 'i', name: '诚信', items: [I1] },
    ];
    const rule = { applies: true, from: 'records', convert: 'proportion' } as const;
    const found = explain(data({ groups, integrity: rule }, bids, undefined, integrity), 'B1');
    expect(found.integrity).toMatchObject({
      from: 'records',
      score: '88',
      parts: [
        { base: '80', sum: '88', items: [{ code: 'M1', sum: '15', cap: '8', capped: true, value: '8' }] },
      ],
    });
    expect(found.integrity!.parts[0]!.items[0]!.records).toMatchObject([
      { record: 'REC1', until: '2027-01-01', department: '人社局', document: '文号', standing: 'counts' },
      { record: 'REC2', until: '2027-01-02', standing: 'counts' },
    ]);
    expect(found.groups[1]!.items[0]).toMatchObject({
      score: '88',
      against: '100',
      points: { value: '26.4' },
    });
  });
});

describe('a bid that is out', () => {
  it('shows the votes that rejected it', () => {
    const of = data({ review: [{ id: 'R1', name: '签字', stage: 'form' }] }, bids);
    const decisions = { reviews: reviews(of, { B1: { R1: ['E1', 'E2', 'E3'] } }), scores: given };
    expect(evaluate(of, decisions).explain('B1')).toMatchObject({
      outcome: { status: 'rejected', reason: 'REVIEW_FAILED' },
      objections: [{ check: 'R1', against: 3, members: 5, rejects: true }],
      groups: [],
    });
  });

  it('shows the pass mark that it missed', () => {
    const of = data({ groups: [{ ...tech, pass: '20' }, price] }, bids);
    expect(explain(of, 'B2')).toMatchObject({
      outcome: { status: 'unqualified' },
      groups: [{ experts: { sum: '10', pass: '20', passed: false } }, { items: [] }],
    });
  });
});

it('knows no bid that is not there', () => {
  expect(evaluate(data({}, bids), { scores: given }).explain('B9')).toBeUndefined();
});
