/** A small sound project, of which each test changes what it speaks of. */
import type {
  Bid,
  Decisions,
  Group,
  IntegrityData,
  Item,
  Member,
  Project,
  ProjectData,
  ReviewLine,
  ScoreLine,
} from '../../../../shared/project/model.ts';
import type { RankedBid } from '../../../../shared/scoring/answer.ts';
import { evaluate } from '../../../../shared/scoring/index.ts';

export const T1: Item = { id: 'T1', name: '施工组织设计', by: 'experts', max: '70' };
export const P1: Item = { id: 'P1', name: '报价得分', by: 'price', max: '30' };
export const I1: Item = { id: 'I1', name: '诚信得分', by: 'integrity', max: '30' };

export const tech: Group = { id: 'tech', name: '技术标', items: [T1] };
export const price: Group = { id: 'price', name: '投标报价', items: [P1] };

export const project = (change: Partial<Project> = {}): Project => ({
  format: 'sealroom-project/1',
  code: 'T-1',
  name: '某项目',
  kind: 'works',
  regime: 'tendering',
  reserves: [],
  thresholds: {},
  opened: '2026-05-18T09:30:00+08:00',
  evaluatedOn: '2026-05-18',
  candidates: 3,
  method: 'comprehensive',
  full: '100',
  rounding: {},
  aggregate: { over: 'item', trim: [] },
  ties: [],
  review: [],
  groups: [tech, price],
  price: { over: 'responsive', benchmark: { kind: 'lowest' }, score: { kind: 'ratio' } },
  integrity: { applies: false },
  ...change,
});

const member = (expert: string): Member => ({
  expert,
  name: expert,
  role: 'expert',
  organisation: '',
});

/** Each bid has an enterprise of its own, which the bid's name ends: `C-B1`. */
export const bid = (id: string, amount: string, change: Partial<Bid> = {}): Bid => ({
  bid: id,
  name: id,
  enterprise: `C-${id}`,
  price: amount,
  sme: 'none',
  ...change,
});

const EXPERTS = ['E1', 'E2', 'E3', 'E4', 'E5'];

export const data = (
  change: Partial<Project> = {},
  bids: readonly Bid[] = [bid('B1', '100'), bid('B2', '120'), bid('B3', '150')],
  experts: readonly string[] = EXPERTS,
  integrity?: IntegrityData,
): ProjectData => ({
  project: project(change),
  committee: experts.map(member),
  supervisors: [],
  bids,
  ...(integrity === undefined ? {} : { integrity }),
});

/** Every member of the committee gives the listed scores, in the order of the committee: `{ B1: { T1: ['1', '2'] } }`. */
export function scores(
  given: Readonly<Record<string, Readonly<Record<string, readonly string[] | string>>>>,
  experts: readonly string[] = EXPERTS,
): readonly ScoreLine[] {
  return Object.entries(given).flatMap(([id, items]) =>
    Object.entries(items).flatMap(([item, values]) =>
      experts.map((expert, index) => ({
        expert,
        bid: id,
        item,
        score: typeof values === 'string' ? values : values[index]!,
      })),
    ),
  );
}

/** All members pass every check of every bid, but for the ones listed: `{ B1: { R1: ['E1'] } }`. */
export function reviews(
  of: ProjectData,
  against: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {},
): readonly ReviewLine[] {
  return of.committee.flatMap(({ expert }) =>
    of.bids.flatMap((entry) =>
      of.project.review.map(({ id }) => {
        const pass = against[entry.bid]?.[id]?.includes(expert) !== true;
        return { expert, bid: entry.bid, check: id, pass, reason: pass ? '' : '缺章' };
      }),
    ),
  );
}

/** The ranked bids of the answer by name. */
export function ranked(of: ProjectData, decisions: Decisions): Readonly<Record<string, RankedBid>> {
  const { answer } = evaluate(of, decisions);
  return Object.fromEntries(
    answer.bids.flatMap((entry) => (entry.status === 'ranked' ? [[entry.bid, entry]] : [])),
  );
}
