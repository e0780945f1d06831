/** Laws of the ranking, over random projects. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareDecimals } from '../../shared/project/decimal.ts';
import type { Decimal, ProjectData } from '../../shared/project/model.ts';
import type { Answer } from '../../shared/scoring/answer.ts';
import { exact, printed } from '../../shared/scoring/exact.ts';
import { evaluate } from '../../shared/scoring/index.ts';
import { rounds } from '../rounds.ts';
import { EXPERT_MAX, groupsOf, type Sample, samples } from './scoringSamples.ts';

const RUNS = { numRuns: rounds(200, 50_000) };

const answer = ({ data, decisions }: Sample): Answer => evaluate(data, decisions).answer;
const byBid = (of: Answer) => new Map(of.bids.map((entry) => [entry.bid, entry]));
const rankOf = (of: Answer, bid: string): number | undefined => {
  const entry = byBid(of).get(bid)!;
  return entry.status === 'ranked' ? entry.rank : undefined;
};
const shuffled = <T>(values: readonly T[]): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray([...values], { minLength: values.length });

describe('order never matters', () => {
  it('of experts and of lines', () => {
    const mixed = samples.chain((sample) =>
      fc.tuple(fc.constant(sample), shuffled(sample.data.committee), shuffled(sample.decisions.scores)),
    );
    fc.assert(
      fc.property(mixed, ([sample, committee, scores]) => {
        const other = { data: { ...sample.data, committee }, decisions: { scores } };
        expect(answer(other)).toEqual(answer(sample));
      }),
      RUNS,
    );
  });

  it('of bids, but for the order in which the answer lists them', () => {
    const mixed = samples.chain((sample) => fc.tuple(fc.constant(sample), shuffled(sample.data.bids)));
    fc.assert(
      fc.property(mixed, ([sample, bids]) => {
        const [before, after] = [answer(sample), answer({ ...sample, data: { ...sample.data, bids } })];
        expect(byBid(after)).toEqual(byBid(before));
        expect(after.bids.map(({ bid }) => bid)).toEqual(bids.map(({ bid }) => bid));
        expect([...after.candidates].sort()).toEqual([...before.candidates].sort());
        expect([after.benchmark, after.warnings]).toEqual([before.benchmark, before.warnings]);
      }),
      RUNS,
    );
  });
});

/**
 * With items from 0 on, a bid that is ranked stays ranked and never falls when one of its scores is raised, whatever the formula: means,
 * trimmed ones too, roundings and `scale: best` are monotone, the benchmark does not see the scores of bids that stay qualified, and the
 * others gain nothing. (Below 0 the law ends: a raised best lifts another bid's negative scaled value.)
 */
it('raising a score never lowers the rank of that bid', () => {
  const raised = samples.chain((sample) =>
    fc.tuple(
      fc.constant(sample),
      fc.nat(sample.decisions.scores.length - 1),
      fc.integer({ min: 0, max: 40 }),
    ),
  );
  fc.assert(
    fc.property(raised, ([sample, row, by]) => {
      const line = sample.decisions.scores[row]!;
      const more = exact(line.score).add(exact(by).div(exact(2)));
      const score = more.compare(exact(EXPERT_MAX)) > 0 ? String(EXPERT_MAX) : printed(more);
      const scores = sample.decisions.scores.map((entry, index) =>
        index === row ? { ...entry, score } : entry,
      );
      const before = rankOf(answer(sample), line.bid);
      const after = rankOf(answer({ ...sample, decisions: { scores } }), line.bid);
      if (before !== undefined) expect(after).toBeLessThanOrEqual(before);
    }),
    RUNS,
  );
});

describe('scale', () => {
  const times = (value: Decimal, factor: number): Decimal => printed(exact(value).mul(exact(factor)));

  it('of money changes no score and no rank, where the benchmark is not rounded', () => {
    fc.assert(
      fc.property(samples, fc.constantFrom(2, 3, 7, 1000), ({ data, decisions }, factor) => {
        const { project } = data;
        const price = project.price!;
        const rule = price.benchmark!;
        const benchmark = rule.kind === 'fixed' ? { ...rule, value: times(rule.value, factor) } : rule;
        const scaled: ProjectData = {
          ...data,
          project: { ...project, ceiling: times(project.ceiling!, factor), price: { ...price, benchmark } },
          bids: data.bids.map((bid) => ({ ...bid, price: times(bid.price, factor) })),
        };
        const unpriced = (of: Answer) => of.bids.map(({ ...entry }) => ({ ...entry, evaluatedPrice: null }));
        const [before, after] = [answer({ data, decisions }), answer({ data: scaled, decisions })];
        expect(unpriced(after)).toEqual(unpriced(before));
        expect(after.candidates).toEqual(before.candidates);
      }),
      RUNS,
    );
  });

  it('of all scores changes no rank where a group is scaled to its best and nothing is rounded', () => {
    const unrounded = samples.map(({ data, decisions }) => {
      const [, price] = data.project.groups;
      const groups = [groupsOf(true, 0)[0]!, price!];
      return { data: { ...data, project: { ...data.project, groups, rounding: {} } }, decisions };
    });
    fc.assert(
      fc.property(unrounded, ({ data, decisions }) => {
        const half = decisions.scores.map((line) => ({
          ...line,
          score: printed(exact(line.score).div(exact(2))),
        }));
        expect(answer({ data, decisions: { scores: half } })).toEqual(answer({ data, decisions }));
      }),
      RUNS,
    );
  });
});

describe('bounds', () => {
  const within = (value: Decimal, low: Decimal, high: Decimal): void => {
    expect(compareDecimals(value, low)).toBeGreaterThanOrEqual(0);
    expect(compareDecimals(value, high)).toBeLessThanOrEqual(0);
  };

  it('an item stays between its least and greatest score, a price score between 0 and its maximum with the bonus', () => {
    fc.assert(
      fc.property(samples, (sample) => {
        for (const bid of answer(sample).bids) {
          if (bid.status !== 'ranked') continue;
          for (const [id, value] of Object.entries(bid.items ?? {})) {
            within(value, '0', id === 'P1' ? '31' : String(EXPERT_MAX));
          }
        }
      }),
      RUNS,
    );
  });

  it('ranks begin at 1, and before each stand just as many as it says', () => {
    fc.assert(
      fc.property(samples, (sample) => {
        const ranks = answer(sample).bids.flatMap((bid) => (bid.status === 'ranked' ? [bid.rank] : []));
        for (const rank of ranks) expect(ranks.filter((other) => other < rank)).toHaveLength(rank - 1);
      }),
      RUNS,
    );
  });
});
