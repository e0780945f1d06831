/**
 * How one bid came to its numbers, as data: what a screen, the report and `score --explain` print as "the formula with this bid's
 * numbers". Numbers are decimal strings as the contract prints them: "before rounding" values to 6 places, the others to their point's.
 */
import type { RecordStanding } from '../integrity/index.ts';
import type { Benchmark, Decimal, PriceScore } from '../project/model.ts';
import type { AnswerBid } from './answer.ts';
import type { WeighedPrice } from './benchmark.ts';
import type { Objection } from './eligibility.ts';
import type { Dropped } from './trim.ts';

export interface BidExplanation {
  /** What the answer says of this bid. */
  readonly outcome: AnswerBid;
  /** The checks to which members said no, also where they were too few to reject. */
  readonly objections: readonly Objection[];
  readonly price: Decimal;
  /** The ratio taken off the price for scoring; absent where none is. */
  readonly deduct?: Decimal;
  readonly evaluatedPrice: Decimal;
  /** Of a responsive bid: every group; of an unqualified one and under `lowestPrice` with the experts' part only. */
  readonly groups: readonly GroupExplanation[];
  /** Of a responsive bid where the integrity method applies. */
  readonly integrity?: IntegrityExplanation;
  /** Null where no item is by price, or no bid makes it. */
  readonly benchmark: BenchmarkExplanation | null;
  /** The groups' sum before rounding at `total`, and after; of a ranked bid under `comprehensive`. */
  readonly total?: Rounded;
}

export interface Rounded {
  readonly exact: Decimal;
  readonly value: Decimal;
}

export interface GroupExplanation {
  readonly group: string;
  readonly items: readonly ItemExplanation[];
  /** Only with `over: sheet`: each expert's sum over the items, and their mean. */
  readonly sheet?: MeanExplanation;
  /** Where the group has items by experts: their sum, before scaling and rounding, and the pass mark it is held against. */
  readonly experts?: { readonly sum: Decimal; readonly pass?: Decimal; readonly passed: boolean };
  /** Only with `scale: best`: value = sum / best x max. */
  readonly scale?: { readonly sum: Decimal; readonly best: Decimal; readonly max: Decimal };
  readonly value?: Rounded;
}

export type ItemExplanation = ExpertsItem | PriceItem | IntegrityItem;

export interface ExpertScore {
  readonly expert: string;
  readonly score: Decimal;
  /** Why it does not count: dropped as the highest or the lowest. */
  readonly dropped?: Dropped;
}

export interface MeanExplanation extends Rounded {
  readonly scores: readonly ExpertScore[];
}

export interface ExpertsItem {
  readonly by: 'experts';
  readonly item: string;
  readonly max: Decimal;
  readonly scores: readonly ExpertScore[];
  /** Absent with `over: sheet`, where the mean is taken over whole sheets. */
  readonly mean?: Rounded;
}

export interface PriceItem {
  readonly by: 'price';
  readonly item: string;
  readonly max: Decimal;
  readonly formula: PriceScore;
  /** d = (p - B) / B before and after rounding at `deviation`; absent with `ratio`. */
  readonly deviation?: Rounded;
  /** With `deviation`: u in percent as `units` takes it, and the points that each percent costs on this side of the benchmark. */
  readonly percent?: Decimal;
  readonly rate?: Decimal;
  /** What the formula gives before the bonus. */
  readonly beforeBonus: Decimal;
  readonly bonus?: Decimal;
  readonly points: Rounded;
}

export interface IntegrityItem {
  readonly by: 'integrity';
  readonly item: string;
  readonly max: Decimal;
  /** points = max x score / against. */
  readonly score: Decimal;
  readonly against: Decimal;
  readonly points: Rounded;
}

export interface BenchmarkExplanation extends Rounded {
  readonly rule: Benchmark;
  readonly ceiling?: Decimal;
  /** Whose prices make it, and which were dropped; in the order of `bids.csv`. */
  readonly prices: readonly {
    readonly bid: string;
    readonly price: Decimal;
    readonly dropped?: NonNullable<WeighedPrice['dropped']>;
  }[];
  /** With `within`: the mean that the distances were measured from. */
  readonly firstMean?: Decimal;
  /** With `mean` and `blend`: before `times`. */
  readonly mean?: Decimal;
}

export interface IntegrityExplanation {
  /** `missing`: the extract has no score and the project's `missing` stands in for it. */
  readonly from: 'records' | 'scores' | 'missing';
  readonly score: Decimal;
  /** Only from records. */
  readonly parts: readonly PartExplanation[];
}

export interface PartExplanation {
  readonly part: string;
  readonly name: string;
  readonly weight: Decimal;
  readonly base: Decimal;
  readonly items: readonly RulebookItemExplanation[];
  /** Base + items; then cut to [min, max]. */
  readonly sum: Decimal;
  readonly min: Decimal;
  readonly max: Decimal;
  readonly value: Decimal;
}

export interface RulebookItemExplanation {
  readonly code: string;
  readonly name: string;
  readonly points: Decimal;
  readonly records: readonly RecordExplanation[];
  /** Sum of count x points over the records that count. */
  readonly sum: Decimal;
  readonly cap?: Decimal;
  /** Whether the cap changed the sum. */
  readonly capped: boolean;
  readonly value: Decimal;
}

export interface RecordExplanation {
  readonly record: string;
  readonly count: number;
  readonly date: string;
  /** The first day on which its validity is over. */
  readonly until: string;
  /** The day on which it stopped counting, or empty. */
  readonly ends: string;
  readonly department: string;
  readonly document: string;
  readonly standing: RecordStanding;
}
