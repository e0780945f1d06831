/** Every number on the way from data and decisions to a ranking, exact; the answer and the explanations are printed from it. */
import type { Bid, Decisions, Item, ItemSource, Project, ProjectData } from '../project/model.ts';
import { type BenchmarkWorking, benchmarkOf } from './benchmark.ts';
import { type Eligibility, responsiveBids } from './eligibility.ts';
import { evaluatedPrice } from './evaluatedPrice.ts';
import { type Exact, exact, sum } from './exact.ts';
import { type GroupByExperts, groupByExperts } from './experts.ts';
import { type BidPoints, bestSums, bidPoints } from './groups.ts';
import { type IntegrityScores, integrityPoints, integrityScores } from './integrityPoints.ts';
import { priceScore } from './priceScore.ts';
import { ranks } from './ranking.ts';
import { type ScoreTable, scoreTable } from './scoreTable.ts';
import { breakTie } from './ties.ts';

export interface Workings {
  readonly eligibility: Eligibility;
  readonly table: ScoreTable;
  /** By responsive bid, then by group. */
  readonly experts: ReadonlyMap<string, ReadonlyMap<string, GroupByExperts>>;
  /** The groups whose pass mark an unqualified bid misses. */
  readonly missed: ReadonlyMap<string, readonly string[]>;
  readonly evaluatedPrices: ReadonlyMap<string, Exact>;
  /** Null where no item is by price, or no bid is there to make it. */
  readonly benchmark: BenchmarkWorking | null;
  /** Null where the method does not apply. */
  readonly integrity: IntegrityScores | null;
  readonly best: ReadonlyMap<string, Exact>;
  /** By qualified bid; empty under `lowestPrice`, which adds nothing up. */
  readonly points: ReadonlyMap<string, BidPoints>;
  /** By qualified bid. */
  readonly ranks: ReadonlyMap<string, number>;
}

/** The items of one source, in the order of the criteria. */
const itemsBy = (project: Project, by: ItemSource): readonly Item[] =>
  project.groups.flatMap((group) => group.items.filter((item) => item.by === by));

/** Who does not reach a pass mark (合格线), and in which groups. */
function missedMarks(project: Project, experts: Workings['experts']): Workings['missed'] {
  const marked = project.groups.filter((group) => group.pass !== undefined);
  const missed = new Map<string, readonly string[]>();
  for (const [bid, groups] of experts) {
    const below = marked.filter(({ id, pass }) => groups.get(id)!.sum.compare(exact(pass!)) < 0);
    if (below.length > 0)
      missed.set(
        bid,
        below.map(({ id }) => id),
      );
  }
  return missed;
}

function benchmarkFor(
  data: ProjectData,
  prices: ReadonlyMap<string, Exact>,
  sets: { readonly responsive: ReadonlySet<string>; readonly qualified: ReadonlySet<string> },
): BenchmarkWorking | null {
  const { project } = data;
  if (itemsBy(project, 'price').length === 0) return null;
  const { over, benchmark } = project.price!;
  const counts = (bid: string): boolean => over === 'opened' || sets[over].has(bid);
  const made = data.bids
    .filter(({ bid }) => counts(bid))
    .map(({ bid }) => ({ bid, price: prices.get(bid)! }));
  return benchmarkOf(project, benchmark!, made);
}

type Points = Pick<Workings, 'experts' | 'best' | 'benchmark' | 'integrity' | 'evaluatedPrices'>;

function pointsOf(project: Project, bid: Bid, known: Points): BidPoints {
  const { rounding } = project;
  const p = known.evaluatedPrices.get(bid.bid)!;
  const byPrice = (item: Item) => priceScore(project.price!, rounding, item, bid, p, known.benchmark!.value);
  const byIntegrity = (item: Item) => {
    const { scores, against } = known.integrity!;
    return integrityPoints(item, scores.get(bid.bid)!.score, against, rounding.integrity);
  };
  return bidPoints(project, {
    experts: known.experts.get(bid.bid)!,
    price: new Map(itemsBy(project, 'price').map((item) => [item.id, byPrice(item)])),
    integrity: new Map(itemsBy(project, 'integrity').map((item) => [item.id, byIntegrity(item)])),
    best: known.best,
  });
}

function ranksOf(project: Project, qualified: readonly Bid[], known: Points & Pick<Workings, 'points'>) {
  const price = (bid: Bid): Exact => known.evaluatedPrices.get(bid.bid)!;
  if (project.method === 'lowestPrice') return ranks(qualified, (a, b) => price(a).compare(price(b)));
  const tied = (bid: Bid) => {
    const points = known.points.get(bid.bid)!;
    return {
      price: exact(bid.price),
      integrity: sum([...points.integrity.values()].map(({ value }) => value)),
      groups: new Map([...points.groups].map(([id, { value }]) => [id, value])),
    };
  };
  const total = (bid: Bid): Exact => known.points.get(bid.bid)!.total;
  return ranks(qualified, (a, b) => total(b).compare(total(a)) || breakTie(project.ties, tied(a), tied(b)));
}

/** Throws where a score is missing that `checkValues` or the room's gate would have refused. */
export function work(data: ProjectData, decisions: Decisions): Workings {
  const { project } = data;
  const eligibility = responsiveBids(data, decisions.reviews);
  const responsive = new Set(eligibility.responsive);
  const table = scoreTable(data, decisions.scores);
  const experts = new Map(
    eligibility.responsive.map((bid) => [
      bid,
      new Map(project.groups.map((group) => [group.id, groupByExperts(project, group, bid, table)])),
    ]),
  );
  const missed = missedMarks(project, experts);
  const qualified = data.bids.filter(({ bid }) => responsive.has(bid) && !missed.has(bid));
  const qualifiedIds = new Set(qualified.map(({ bid }) => bid));
  const evaluatedPrices = new Map(data.bids.map((bid) => [bid.bid, evaluatedPrice(project, bid)]));
  const known = {
    experts,
    evaluatedPrices,
    benchmark: benchmarkFor(data, evaluatedPrices, { responsive, qualified: qualifiedIds }),
    integrity: integrityScores(data, responsive),
    best: bestSums(
      project,
      qualified.map(({ bid }) => experts.get(bid)!),
    ),
  };
  const added = project.method === 'lowestPrice' ? [] : qualified;
  const points = new Map(added.map((bid) => [bid.bid, pointsOf(project, bid, known)]));
  const found = ranksOf(project, qualified, { ...known, points });
  return {
    ...known,
    eligibility,
    table,
    missed,
    points,
    ranks: new Map(qualified.map((bid) => [bid.bid, found.get(bid)!])),
  };
}
