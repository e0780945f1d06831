import { describe, expect, it } from 'vitest';
import type { Benchmark, PriceRule, Project, ProjectData } from '../../../../shared/project/model.ts';
import { checkLaw, lawWarnings } from '../../../../shared/regulations/law.ts';
import type { Locate } from '../../../../shared/regulations/places.ts';
import { IN_FORCE, members, PROCUREMENT, TENDERING, withPriceMax, withProject } from './lawful.ts';

const locate: Locate = (spot) => ('file' in spot ? spot.file : spot.key.join('.'));

/** `place: article` of everything that is refused. */
const found = (data: ProjectData, without: readonly string[] = []): string[] =>
  checkLaw(data, IN_FORCE, without, locate).map(({ code, en, where }) => {
    expect(code).toBe('LAW');
    return `${where}: ${/\(([^()]*)\)$/.exec(en)?.[1]}`;
  });

const LOWEST: PriceRule = { over: 'responsive', benchmark: { kind: 'lowest' }, score: { kind: 'ratio' } };
const seven = { ...PROCUREMENT, committee: members(7, 0) };

it('a lawful project of either regime is taken', () => {
  expect(found(TENDERING)).toEqual([]);
  expect(found(PROCUREMENT)).toEqual([]);
});

describe('the committee', () => {
  const BL37 = 'committee.csv: Bidding Law, article 37';
  const R47 =
    'committee.csv: Measures for Bidding in Government Procurement of Goods and Services, article 47';
  it.each([
    ['is odd', members(6, 0), [BL37]],
    ['is five or more', members(5, 0), []],
    ['is not three', members(3, 0), [BL37]],
    ['is two thirds experts: 4 of 5', members(4, 1), []],
    ['is two thirds experts: 3 of 5 is less', members(3, 2), [BL37]],
    ['is two thirds experts: 6 of 9 is enough', members(6, 3), []],
    ['is two thirds experts: 5 of 9 is less', members(5, 4), [BL37]],
    ['with all of it wrong', members(1, 3), [BL37, BL37, BL37]],
  ])('%s', (_what, committee, refused) => {
    expect(found({ ...TENDERING, committee })).toEqual(refused);
  });

  it('is counted without reserves, who do not vote', () => {
    const data = { ...TENDERING, committee: members(6, 1) };
    expect(found(withProject(data, { reserves: ['E1', 'E2'] }))).toEqual([]);
    expect(found(withProject(data, { reserves: ['E1', 'E2', 'E3'] }))).toEqual([BL37, BL37]);
  });

  it.each<[string, Partial<Project>, boolean]>([
    ['a budget of 9,999,999.99', { budget: '9999999.99' }, false],
    ['a budget of 10,000,000', { budget: '10000000.00' }, true],
    ['a complex matter', { complex: true }, true],
    ['great social effect', { socialImpact: true }, true],
    ['neither', { complex: false, socialImpact: false }, false],
  ])('under procurement has seven with %s: %s', (_what, changes, needed) => {
    expect(found(withProject(PROCUREMENT, changes))).toEqual(needed ? [R47] : []);
    expect(found(withProject(seven, changes))).toEqual([]);
    expect(found(withProject(TENDERING, changes))).toEqual([]);
  });
});

describe('under tendering', () => {
  it('more than three candidates are refused', () => {
    expect(found(withProject(TENDERING, { candidates: 4 }))).toEqual([
      'candidates: Regulation under the Bidding Law, article 53',
    ]);
    expect(found(withProject(PROCUREMENT, { candidates: 4 }))).toEqual([]);
  });

  it('the integrity method needs its basis', () => {
    const integrity = { applies: true, from: 'scores', convert: 'proportion' } as const;
    const article = 'integrity.basis: Fair Competition Review Rules, article 9';
    expect(found(withProject(TENDERING, { integrity }))).toEqual([article]);
    expect(found(withProject(TENDERING, { integrity: { ...integrity, basis: '  ' } }))).toEqual([article]);
    expect(
      found(withProject(TENDERING, { integrity: { ...integrity, basis: '某公管发〔2026〕3号' } })),
    ).toEqual([]);
  });

  const deduct = { small: '0.03' };
  const refused = ['price.deduct: Notices Caiku [2020] 46 and [2022] 19'];
  it.each<[string, Partial<Project>, string[]]>([
    ['works, lowest and ratio', { price: { ...LOWEST, deduct } }, []],
    ['works, lowestPrice', { method: 'lowestPrice', price: { over: 'responsive', deduct } }, []],
    ['works, mean', { price: { ...TENDERING.project.price!, deduct } }, refused],
    ['goods, lowest and ratio', { kind: 'goods', price: { ...LOWEST, deduct } }, refused],
    [
      'services, lowestPrice',
      { kind: 'services', method: 'lowestPrice', price: { over: 'responsive', deduct } },
      refused,
    ],
  ])('a deduction: %s', (_what, changes, expected) => {
    expect(found(withProject(TENDERING, changes))).toEqual(expected);
  });
});

describe('under procurement', () => {
  const R55 = 'Measures for Bidding in Government Procurement of Goods and Services, article 55';
  const mean: Benchmark = { kind: 'mean', drop: [] };
  it.each<[string, PriceRule, string[]]>([
    ['lowest with ratio', LOWEST, []],
    ['mean', { ...LOWEST, benchmark: mean }, [`price.benchmark.kind: ${R55}`]],
    ['fixed', { ...LOWEST, benchmark: { kind: 'fixed', value: '1' } }, [`price.benchmark.kind: ${R55}`]],
    [
      'lowest with deviation',
      { ...LOWEST, score: { kind: 'deviation', above: '1', below: '1', floor: '0', units: 'exact' } },
      [`price.score.kind: ${R55}`],
    ],
    [
      'a drop',
      { ...LOWEST, benchmark: { ...mean, drop: [{ bids: 5, high: 1, low: 1 }] } },
      [`price.benchmark.kind: ${R55}`, `price.benchmark.drop: ${R55}`],
    ],
  ])('the benchmark is lowest first: %s', (_what, price, expected) => {
    expect(found(withProject(PROCUREMENT, { price }))).toEqual(expected);
  });

  it.each<[Project['kind'], number, boolean]>([
    ['goods', 30, true],
    ['goods', 29, false],
    ['services', 10, true],
    ['services', 9, false],
    ['works', 1, true],
  ])('%s: a price weight of %d%% is lawful: %s', (kind, max, lawful) => {
    const data = withPriceMax(withProject(PROCUREMENT, { kind }), max);
    expect(found(data)).toEqual(lawful ? [] : [`groups: ${R55}`]);
    expect(found(withPriceMax(TENDERING, max))).toEqual([]);
  });

  it('equal totals are ranked by price alone', () => {
    expect(found(withProject(PROCUREMENT, { ties: [] }))).toEqual([]);
    expect(found(withProject(PROCUREMENT, { ties: ['price', 'group:tech'] }))).toEqual([
      'ties.1: Measures for Bidding in Government Procurement of Goods and Services, article 57',
    ]);
    expect(found(withProject(TENDERING, { ties: ['price', 'group:tech'] }))).toEqual([]);
  });

  it('the committee checks no qualification', () => {
    const review = [{ id: 'R9', name: '资格', stage: 'qualification' }] as const;
    expect(found(withProject(PROCUREMENT, { review }))).toEqual([
      'review.0.stage: Measures for Bidding in Government Procurement of Goods and Services, article 44',
    ]);
    expect(found(withProject(TENDERING, { review }))).toEqual([]);
  });

  it('the integrity method is out, basis or not', () => {
    const integrity = { applies: true, basis: '某号', from: 'scores', convert: 'best' } as const;
    expect(found(withProject(PROCUREMENT, { integrity }))).toEqual([`integrity.applies: ${R55}`]);
  });
});

describe('preferences for small firms stay in the range in force', () => {
  const notice = 'Notices Caiku [2020] 46 and [2022] 19';
  const cases: [
    Project['regime'],
    Project['kind'],
    'deduct' | 'bonus',
    'small' | 'consortium',
    string,
    boolean,
  ][] = [
    ['procurement', 'goods', 'deduct', 'small', '0.10', true],
    ['procurement', 'goods', 'deduct', 'small', '0.0999', false],
    ['procurement', 'goods', 'deduct', 'small', '0.20', true],
    ['procurement', 'goods', 'deduct', 'small', '0.2001', false],
    ['procurement', 'services', 'deduct', 'consortium', '0.04', true],
    ['procurement', 'services', 'deduct', 'consortium', '0.039', false],
    ['procurement', 'services', 'deduct', 'consortium', '0.06', true],
    ['procurement', 'services', 'deduct', 'consortium', '0.061', false],
    ['procurement', 'works', 'deduct', 'small', '0.05', true],
    ['procurement', 'works', 'deduct', 'small', '0.10', false],
    ['procurement', 'goods', 'bonus', 'small', '0.03', false],
    ['tendering', 'works', 'bonus', 'small', '0.03', true],
    ['tendering', 'works', 'bonus', 'small', '0.029', false],
    ['tendering', 'works', 'bonus', 'small', '0.05', true],
    ['tendering', 'works', 'bonus', 'small', '0.051', false],
    ['tendering', 'works', 'bonus', 'consortium', '0.02', true],
    ['tendering', 'works', 'bonus', 'consortium', '0.021', false],
    ['tendering', 'goods', 'bonus', 'small', '0.03', false],
  ];
  it.each(cases)('%s, %s: %s for %s of %s is lawful: %s', (regime, kind, by, size, value, lawful) => {
    const base = regime === 'procurement' ? PROCUREMENT : TENDERING;
    const price = { ...base.project.price!, [by]: { [size]: value } };
    expect(found(withProject(base, { kind, price }))).toEqual(
      lawful ? [] : [`price.${by}.${size}: ${notice}`],
    );
  });

  it('a firm that is not small gets none', () => {
    const price = { ...LOWEST, deduct: { none: '0.10' } };
    expect(found(withProject(PROCUREMENT, { price }))).toEqual([`price.deduct.none: ${notice}`]);
  });
});

it('a bid without a PDF and a room without a supervisor are refused by the regime’s own articles', () => {
  const data = (base: ProjectData): ProjectData => ({ ...base, supervisors: [] });
  expect(found(data(TENDERING), ['B1'])).toEqual([
    'bids/B1: Bidding Law, article 40',
    'supervisors.csv: Bidding Law, article 7',
  ]);
  expect(found(data(PROCUREMENT), ['B1'])).toEqual([
    'bids/B1: Measures for Bidding in Government Procurement of Goods and Services, article 55',
    'supervisors.csv: Government Procurement Law, article 13',
  ]);
});

it('a fixed benchmark is warned of, and only that', () => {
  const price: PriceRule = { ...TENDERING.project.price!, benchmark: { kind: 'fixed', value: '100' } };
  const data = withProject(TENDERING, { price });
  expect(found(data)).toEqual([]);
  expect(lawWarnings(data, locate).map(({ code, where }) => `${code} ${where}`)).toEqual([
    'BR50 price.benchmark.kind',
  ]);
  expect(lawWarnings(TENDERING, locate)).toEqual([]);
});
