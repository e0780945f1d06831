/** Ranking of a large evaluation: 100 bids x 15 experts x 100 items. The scores come from a fixed sequence, so every run ranks the same. */
import type { Bid, Decisions, Item, Member, ProjectData, ScoreLine } from '../../shared/project/model.ts';
import { evaluate } from '../../shared/scoring/index.ts';

const BIDS = 100;
const EXPERTS = 15;
const ITEMS = 100;
/** The goal, in milliseconds, on one core. */
const LIMIT_MS = 100;
const ROUNDS = 9;

const numbered = <T>(count: number, make: (n: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index + 1));

const items: readonly Item[] = numbered(ITEMS, (n) => ({
  id: `T${n}`,
  name: `评分项${n}`,
  by: 'experts',
  max: '0.7',
  step: '0.05',
}));
const bids: readonly Bid[] = numbered(BIDS, (n) => ({
  bid: `B${n}`,
  name: `投标人${n}`,
  enterprise: '91350100M000100Y43',
  price: `${3_000_000 + n * 7_919}.${10 + (n % 90)}`,
  sme: n % 4 === 0 ? 'small' : 'none',
}));
const committee: readonly Member[] = numbered(EXPERTS, (n) => ({
  expert: `E${n}`,
  name: `专家${n}`,
  role: 'expert',
  organisation: '',
}));

const data: ProjectData = {
  project: {
    format: 'sealroom-project/1',
    code: 'BENCH',
    name: '排序性能测试',
    kind: 'works',
    regime: 'tendering',
    reserves: [],
    thresholds: {},
    opened: '2026-05-18T09:30:00+08:00',
    evaluatedOn: '2026-05-18',
    candidates: 3,
    method: 'comprehensive',
    full: '100',
    rounding: { mean: 2, price: 2, total: 2 },
    aggregate: { over: 'item', trim: [{ experts: 7, high: 1, low: 1 }] },
    ties: ['price', 'group:tech'],
    review: [],
    groups: [
      { id: 'tech', name: '技术标', items },
      { id: 'price', name: '投标报价', items: [{ id: 'P1', name: '报价得分', by: 'price', max: '30' }] },
    ],
    price: {
      over: 'responsive',
      bonus: { small: '0.03' },
      benchmark: { kind: 'mean', drop: [{ bids: 7, high: 1, low: 1 }], within: '0.15', times: '0.97' },
      score: { kind: 'deviation', above: '1.2', below: '0.8', floor: '0', units: 'exact' },
    },
    integrity: { applies: false },
  },
  committee,
  supervisors: [],
  bids,
};

function scoreLines(): readonly ScoreLine[] {
  let state = 20260518;
  const next = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % 15;
  };
  return committee.flatMap(({ expert }) =>
    bids.flatMap(({ bid }) =>
      items.map(({ id }) => ({ expert, bid, item: id, score: (next() * 0.05).toFixed(2) })),
    ),
  );
}

/** The median of several runs in milliseconds, warmed up, beside the goal. */
export function benchRanking(): { name: string; ms: number; limitMs: number; ratio: number } {
  const decisions: Decisions = { scores: scoreLines() };
  const times = numbered(ROUNDS, () => {
    const start = performance.now();
    evaluate(data, decisions);
    return performance.now() - start;
  });
  const ms = [...times].sort((a, b) => a - b)[ROUNDS >> 1]!;
  return {
    name: `ranking of ${BIDS} bids x ${EXPERTS} experts x ${ITEMS} items`,
    ms,
    limitMs: LIMIT_MS,
    ratio: ms / LIMIT_MS,
  };
}
