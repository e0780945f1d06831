/** Random sound projects with all their scores. */
import fc from 'fast-check';
import type {
  Benchmark,
  Bid,
  Decimal,
  Decisions,
  Group,
  Item,
  PriceScore,
  Project,
  ProjectData,
} from '../../shared/project/model.ts';

export const EXPERT_MAX = 20;
const PRICE_MAX = '30';
const ITEMS = ['T1', 'T2', 'T3'];

export interface Sample {
  readonly data: ProjectData;
  readonly decisions: Decisions;
}

const hundredths = (value: number): Decimal => (value / 100).toFixed(2);

const ends = { high: fc.nat(2), low: fc.nat(2) };
const sizes = fc.integer({ min: 2, max: 7 });
const drops = fc.uniqueArray(fc.record({ bids: sizes, ...ends }), {
  maxLength: 2,
  selector: (entry) => entry.bids,
});
const trims = fc.uniqueArray(fc.record({ experts: sizes, ...ends }), {
  maxLength: 2,
  selector: (entry) => entry.experts,
});

const meanParts = fc.record(
  {
    drop: drops,
    within: fc.integer({ min: 0, max: 50 }).map(hundredths),
    times: fc.integer({ min: 90, max: 105 }).map(hundredths),
  },
  { requiredKeys: ['drop'] },
);

const benchmarks: fc.Arbitrary<Benchmark> = fc.oneof(
  fc.constant({ kind: 'lowest' as const }),
  fc.constant({ kind: 'fixed' as const, value: '1000' }),
  meanParts.map((parts) => ({ kind: 'mean' as const, ...parts })),
  fc
    .tuple(fc.integer({ min: 0, max: 100 }).map(hundredths), meanParts)
    .map(([share, parts]) => ({ kind: 'blend' as const, share, ...parts })),
);

const priceScores: fc.Arbitrary<PriceScore> = fc.oneof(
  fc.constant({ kind: 'ratio' as const }),
  fc.record({
    kind: fc.constant('deviation' as const),
    above: fc.integer({ min: 0, max: 300 }).map(hundredths),
    below: fc.integer({ min: 0, max: 300 }).map(hundredths),
    floor: fc.constantFrom('0', '5'),
    units: fc.constantFrom('exact' as const, 'up' as const, 'down' as const, 'nearest' as const),
  }),
  fc.constant({
    kind: 'points' as const,
    points: [
      ['-0.2', '10'],
      ['0', '30'],
      ['0.1', '0'],
    ] as const,
  }),
);

const rounding = fc.record(
  {
    mean: fc.nat(3),
    price: fc.nat(3),
    group: fc.nat(3),
    total: fc.nat(3),
    deviation: fc.integer({ min: 2, max: 5 }),
  },
  { requiredKeys: [] },
);

const item = (id: string): Item => ({ id, name: id, by: 'experts', max: String(EXPERT_MAX) });

export const groupsOf = (scale: boolean, pass: number): readonly Group[] => [
  {
    id: 'tech',
    name: '技术标',
    pass: String(pass),
    items: ITEMS.map(item),
    ...(scale ? { scale: 'best' as const, max: '70' } : {}),
  },
  { id: 'price', name: '投标报价', items: [{ id: 'P1', name: '报价得分', by: 'price', max: PRICE_MAX }] },
];

const projects: fc.Arbitrary<Project> = fc
  .record({
    rounding,
    over: fc.constantFrom('item' as const, 'sheet' as const),
    trim: trims,
    ties: fc.shuffledSubarray(['price' as const, 'group:tech' as const]),
    scale: fc.boolean(),
    pass: fc.nat(30),
    who: fc.constantFrom('opened' as const, 'responsive' as const, 'qualified' as const),
    benchmark: benchmarks,
    score: priceScores,
    bonus: fc.constantFrom({}, { bonus: { small: '0.03' } }, { deduct: { small: '0.10' } }),
    lowest: fc.integer({ min: 0, max: 9 }),
  })
  .map((p) => ({
    format: 'sealroom-project/1',
    code: 'P',
    name: '某项目',
    kind: 'works',
    regime: 'tendering',
    reserves: [],
    thresholds: {},
    ceiling: '1800',
    opened: '2026-05-18T09:30:00+08:00',
    evaluatedOn: '2026-05-18',
    candidates: 3,
    method: p.lowest === 0 ? 'lowestPrice' : 'comprehensive',
    full: '100',
    rounding: p.rounding,
    aggregate: { over: p.over, trim: p.trim },
    ties: p.ties,
    review: [],
    groups: groupsOf(p.scale, p.pass),
    price: { over: p.who, benchmark: p.benchmark, score: p.score, ...p.bonus },
    integrity: { applies: false },
  }));

export const samples: fc.Arbitrary<Sample> = fc
  .record({
    project: projects,
    // Few different numbers, so that ties and equal extremes are common.
    prices: fc.array(fc.integer({ min: 5, max: 20 }), { minLength: 1, maxLength: 7 }),
    small: fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
    experts: fc.integer({ min: 1, max: 7 }),
    marks: fc.array(fc.integer({ min: 0, max: 2 * EXPERT_MAX }), {
      minLength: 7 * 7 * 3,
      maxLength: 7 * 7 * 3,
    }),
  })
  .map(({ project, prices, small, experts, marks }) => {
    const bids = prices.map(
      (price, index): Bid => ({
        bid: `B${index}`,
        name: '',
        enterprise: `C${index}`,
        price: `${price}00`,
        sme: small[index] === true ? 'small' : 'none',
      }),
    );
    const committee = Array.from({ length: experts }, (_, index) => ({
      expert: `E${index}`,
      name: '',
      role: 'expert' as const,
      organisation: '',
    }));
    const scores = committee.flatMap(({ expert }, e) =>
      bids.flatMap(({ bid }, b) =>
        ITEMS.map((id, i) => ({
          expert,
          bid,
          item: id,
          score: (marks[(e * 7 + b) * 3 + i]! / 2).toFixed(1),
        })),
      ),
    );
    return { data: { project, committee, supervisors: [], bids }, decisions: { scores } };
  });
