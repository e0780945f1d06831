import { describe, expect, it } from 'vitest';
import type { IntegrityData, Project, TieBreak } from '../../../../shared/project/model.ts';
import { evaluate } from '../../../../shared/scoring/index.ts';
import { bid, data, I1, P1, price, ranked, scores, tech } from './sample.ts';

const integrity: IntegrityData = {
  enterprises: ['C-B1', 'C-B2', 'C-B3'].map((enterprise) => ({
    enterprise,
    name: '',
    listed: '',
    status: 'listed',
  })),
  scores: [
    { enterprise: 'C-B1', score: '40' },
    { enterprise: 'C-B2', score: '80' },
    { enterprise: 'C-B3', score: '20' },
  ],
};

function integrityOf(convert: 'proportion' | 'best', change: Partial<Project> = {}, given = integrity) {
  const groups = [tech, { id: 'integrity', name: '诚信', items: [I1] }];
  const of = data(
    { groups, integrity: { applies: true, from: 'scores', convert, missing: '50' }, ...change },
    undefined,
    undefined,
    given,
  );
  const found = ranked(of, { scores: scores({ B1: { T1: '1' }, B2: { T1: '1' }, B3: { T1: '1' } }) });
  return Object.values(found).map((entry) => entry.items?.['I1']);
}

describe('integrity points', () => {
  it('are a proportion of 100', () => {
    expect(integrityOf('proportion')).toEqual(['12', '24', '6']);
  });

  it('or of the best score among responsive bids', () => {
    expect(integrityOf('best')).toEqual(['15', '30', '7.5']);
    expect(integrityOf('best', { ceiling: '110' })).toEqual(['30']);
  });

  it('are 0 where the best score is 0', () => {
    const zero = { ...integrity, scores: integrity.scores!.map((line) => ({ ...line, score: '0' })) };
    expect(integrityOf('best', {}, zero)).toEqual(['0', '0', '0']);
  });

  it('take what `missing` says where there is no score', () => {
    expect(integrityOf('proportion', {}, { ...integrity, scores: [] })).toEqual(['15', '15', '15']);
  });

  it('are rounded at `integrity`', () => {
    expect(integrityOf('best', { rounding: { integrity: 0 } })).toEqual(['15', '30', '8']);
  });
});

describe('the order', () => {
  /** Three bids with equal totals: B1 dearest, B3 best integrity, B2 best technical part. */
  const groups = [tech, { id: 'integrity', name: '诚信', items: [I1] }];
  const bids = [bid('B1', '150'), bid('B2', '120'), bid('B3', '120')];
  const even: IntegrityData = {
    ...integrity,
    scores: ['0', '10', '20'].map((score, index) => ({ enterprise: `C-B${index + 1}`, score })),
  };
  const applies = { applies: true, from: 'scores', convert: 'proportion' } as const;
  const order = (ties: readonly TieBreak[]) => {
    const of = data({ ties, groups, integrity: applies }, bids, undefined, even);
    const found = ranked(of, { scores: scores({ B1: { T1: '26' }, B2: { T1: '23' }, B3: { T1: '20' } }) });
    return [found['B1']!.rank, found['B2']!.rank, found['B3']!.rank];
  };

  it.each([
    [[], [1, 1, 1]],
    [['price'], [3, 1, 1]],
    [['integrity'], [3, 2, 1]],
    [['group:tech'], [1, 2, 3]],
    [
      ['price', 'integrity'],
      [3, 2, 1],
    ],
    [
      ['price', 'group:tech'],
      [3, 1, 2],
    ],
  ] as const)('of equal totals is by %j: %j', (ties, expected) => {
    expect(order(ties)).toEqual(expected);
  });

  it('leaves out the ranks that a shared one took', () => {
    const of = data({ groups: [tech] });
    const found = ranked(of, { scores: scores({ B1: { T1: '5' }, B2: { T1: '5' }, B3: { T1: '4' } }) });
    expect(Object.values(found).map((entry) => entry.rank)).toEqual([1, 1, 3]);
  });

  it('is by the total as rounded', () => {
    const given = { scores: scores({ B1: { T1: '5.004' }, B2: { T1: '5.001' }, B3: { T1: '5.01' } }) };
    const found = ranked(data({ groups: [tech], rounding: { total: 2 } }), given);
    expect(Object.values(found).map((entry) => entry.rank)).toEqual([2, 2, 1]);
  });
});

describe('candidates', () => {
  const three = scores({ B1: { T1: '4' }, B2: { T1: '5' }, B3: { T1: '5' } });

  it('stand by rank, then in the order of the bids', () => {
    const of = data({ groups: [tech], candidates: 3 });
    expect(evaluate(of, { scores: three }).answer.candidates).toEqual(['B2', 'B3', 'B1']);
  });

  it('are more than wanted where a rank at the cut is shared, which is told', () => {
    const { answer } = evaluate(data({ groups: [tech], candidates: 1 }), { scores: three });
    expect(answer).toMatchObject({ candidates: ['B2', 'B3'], warnings: ['TIE_AT_CUT'] });
  });

  it('are not more where the shared rank is within the cut', () => {
    const { answer } = evaluate(data({ groups: [tech], candidates: 2 }), { scores: three });
    expect(answer).toMatchObject({ candidates: ['B2', 'B3'], warnings: [] });
  });
});

describe('lowestPrice', () => {
  const bids = [bid('B1', '100'), bid('B2', '110', { sme: 'small' }), bid('B3', '99')];
  const rule = { over: 'responsive', deduct: { small: '0.10' } } as const;

  it('ranks by evaluated price and shows nothing else', () => {
    const of = data({ method: 'lowestPrice', groups: [], price: rule, ties: ['price'] }, bids);
    expect(evaluate(of, { scores: [] }).answer).toMatchObject({
      benchmark: null,
      bids: [
        { bid: 'B1', status: 'ranked', rank: 3, evaluatedPrice: '100' },
        { bid: 'B2', status: 'ranked', rank: 1, evaluatedPrice: '99' },
        { bid: 'B3', status: 'ranked', rank: 1, evaluatedPrice: '99' },
      ],
      candidates: ['B2', 'B3', 'B1'],
    });
  });

  it('ranks only who reaches the pass mark, and makes the benchmark where an item is by price', () => {
    const groups = [
      { ...tech, pass: '30' },
      { ...price, items: [P1] },
    ];
    const full = { ...rule, benchmark: { kind: 'lowest' }, score: { kind: 'ratio' } } as const;
    const of = data({ method: 'lowestPrice', groups, price: full }, bids);
    const given = { scores: scores({ B1: { T1: '30' }, B2: { T1: '29' }, B3: { T1: '31' } }) };
    expect(evaluate(of, given).answer).toMatchObject({
      benchmark: '99',
      bids: [{ rank: 2 }, { status: 'unqualified', reason: 'BELOW_PASS' }, { rank: 1 }],
    });
    expect(ranked(of, given)['B1']).toEqual({ bid: 'B1', status: 'ranked', rank: 2, evaluatedPrice: '100' });
  });
});

it('answers for items with any name', () => {
  const groups = [{ ...tech, id: 'constructor', items: [{ ...tech.items[0]!, id: '__proto__' }] }];
  const given = {
    scores: scores({ B1: { ['__proto__']: '4' }, B2: { ['__proto__']: '5' }, B3: { ['__proto__']: '6' } }),
  };
  expect(JSON.stringify(ranked(data({ groups }), given)['B1'])).toContain(
    '"items":{"__proto__":"4"},"groups":{"constructor":"4"}',
  );
});
