/**
 * The experts' scores, indexed by item and bid. A large evaluation has 150,000 of them, so they are held as whole numbers of one common
 * decimal unit: sums stay exact without a rational for every score.
 */
import type { Decimal, ProjectData, ScoreLine } from '../project/model.ts';
import { scoringMembers } from './committee.ts';
import { type Exact, ratio } from './exact.ts';

export interface ScoreTable {
  /** Who scores; every cell is in this order. */
  readonly experts: readonly string[];
  /** The scores of one item of one bid, in units; undefined where an expert gave none. */
  readonly given: (bid: string, item: string) => readonly (bigint | undefined)[];
  /** The same where all are given. Throws where one is missing: `checkValues` or the room's gate has refused before. */
  readonly cell: (bid: string, item: string) => readonly bigint[];
  /** So many units, divided by `divisor`, as a number. */
  readonly points: (units: bigint, divisor?: number) => Exact;
}

const placesOf = (score: Decimal): number => {
  const point = score.indexOf('.');
  return point < 0 ? 0 : score.length - point - 1;
};

/** Decimals in whole units of 10^-places; the same few texts come again and again. */
function unitReader(places: number): (score: Decimal) => bigint {
  const known = new Map<Decimal, bigint>();
  return (score) => {
    const found = known.get(score);
    if (found !== undefined) return found;
    const units = BigInt(score.replace('.', '') + '0'.repeat(places - placesOf(score)));
    known.set(score, units);
    return units;
  };
}

/** By bid, then by item. */
type Cells = ReadonlyMap<string, ReadonlyMap<string, (bigint | undefined)[]>>;

function emptyCells(data: ProjectData, experts: number): Cells {
  const items = data.project.groups.flatMap((group) => group.items.filter((item) => item.by === 'experts'));
  const cell = () => new Array<bigint | undefined>(experts).fill(undefined);
  return new Map(data.bids.map(({ bid }) => [bid, new Map(items.map((item) => [item.id, cell()]))]));
}

/** Indexes the lines; those of reserves, and of names that nothing declares, are ignored. */
export function scoreTable(data: ProjectData, lines: readonly ScoreLine[]): ScoreTable {
  const experts = scoringMembers(data).map((member) => member.expert);
  const seat = new Map(experts.map((expert, index) => [expert, index]));
  let places = 0;
  for (const { score } of lines) places = Math.max(places, placesOf(score));
  const units = unitReader(places);
  const cells = emptyCells(data, experts.length);
  for (const { expert, bid, item, score } of lines) {
    const index = seat.get(expert);
    const cell = cells.get(bid)?.get(item);
    if (index !== undefined && cell !== undefined) cell[index] = units(score);
  }
  const given = (bid: string, item: string) => cells.get(bid)?.get(item) ?? [];
  const unit = 10n ** BigInt(places);
  return {
    experts,
    given,
    cell(bid, item) {
      const scores = given(bid, item);
      if (!complete(scores)) throw new RangeError(`a score of ${item} for ${bid} is missing`);
      return scores;
    },
    points: (count, divisor = 1) => ratio(count, unit * BigInt(divisor)),
  };
}

const complete = (scores: readonly (bigint | undefined)[]): scores is readonly bigint[] =>
  !scores.includes(undefined);
