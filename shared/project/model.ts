/**
 * A project as data: what `project.yaml` and its tables say once they have been read and checked (the project folder contract).
 * Everything is JSON: decimals stay the strings that the clerk wrote, so that nothing is lost before the exact arithmetic takes over,
 * and the same value travels in the signed package.
 */

/** An exact decimal, `-?[0-9]+(\.[0-9]+)?`. Money in the project's currency, scores in points, ratios as plain numbers (0.03 is 3%). */
export type Decimal = string;

/** A unified social credit code (统一社会信用代码, GB 32100-2015). */
export type EnterpriseCode = string;

export type Regime = 'tendering' | 'procurement';
export type ProjectKind = 'works' | 'goods' | 'services';
export type Method = 'comprehensive' | 'lowestPrice';
export type ReviewStage = 'form' | 'qualification' | 'responsiveness';
export type SmallFirm = 'none' | 'small' | 'consortium';
export type MemberRole = 'expert' | 'owner';
/** Who gives an item its points: the committee, the price formula, the integrity score. */
export type ItemSource = 'experts' | 'price' | 'integrity';

export interface Project {
  readonly format: 'sealroom-project/1';
  readonly code: string;
  readonly name: string;
  readonly lot?: string;
  readonly kind: ProjectKind;
  readonly regime: Regime;
  readonly owner?: string;
  readonly agency?: string;
  readonly notice?: readonly string[];
  readonly opening?: readonly string[];
  readonly budget?: Decimal;
  readonly complex?: boolean;
  readonly socialImpact?: boolean;
  readonly reserves: readonly string[];
  readonly thresholds: Thresholds;
  readonly currency?: string;
  readonly ceiling?: Decimal;
  /** RFC 3339 with seconds and offset. */
  readonly opened: string;
  /** `YYYY-MM-DD`: the day on which integrity records are counted. */
  readonly evaluatedOn: string;
  readonly candidates: number;
  readonly method: Method;
  readonly full: Decimal;
  readonly rounding: Rounding;
  readonly aggregate: Aggregate;
  readonly ties: readonly TieBreak[];
  readonly review: readonly Check[];
  readonly groups: readonly Group[];
  readonly price?: PriceRule;
  readonly integrity: IntegrityRule;
}

/** What the software points at; changes no number. */
export interface Thresholds {
  readonly outlier?: Decimal;
  readonly outlierFloor?: Decimal;
  readonly lowPrice?: { readonly mean?: Decimal; readonly next?: Decimal; readonly ceiling?: Decimal };
  readonly unbalanced?: Decimal;
}

export type RoundingPoint = 'benchmark' | 'deviation' | 'mean' | 'price' | 'integrity' | 'group' | 'total';
/** Places after the point, half away from zero; a point that is not named is not rounded. */
export type Rounding = Readonly<Partial<Record<RoundingPoint, number>>>;

export interface Aggregate {
  readonly over: 'item' | 'sheet';
  readonly trim: readonly { readonly experts: number; readonly high: number; readonly low: number }[];
}

export type TieBreak = 'price' | 'integrity' | `group:${string}`;

export interface Check {
  readonly id: string;
  readonly name: string;
  readonly stage: ReviewStage;
  readonly text?: string;
}

export interface Group {
  readonly id: string;
  readonly name: string;
  /** The qualifying mark (合格线) of the group's experts' sum. */
  readonly pass?: Decimal;
  readonly scale?: 'best';
  /** Only with `scale: best`. */
  readonly max?: Decimal;
  readonly items: readonly Item[];
}

export interface Item {
  readonly id: string;
  readonly name: string;
  readonly by: ItemSource;
  readonly max: Decimal;
  /** Only for items by experts; 0 where absent from the file. */
  readonly min?: Decimal;
  readonly step?: Decimal;
  readonly objective?: boolean;
  readonly text?: string;
  readonly tiers?: readonly (readonly [name: string, from: Decimal, to: Decimal])[];
}

export interface PriceRule {
  readonly over: 'opened' | 'responsive' | 'qualified';
  readonly bonus?: Readonly<Partial<Record<SmallFirm, Decimal>>>;
  readonly deduct?: Readonly<Partial<Record<SmallFirm, Decimal>>>;
  /** Absent only where no item is by price. */
  readonly benchmark?: Benchmark;
  readonly score?: PriceScore;
}

export interface Drop {
  readonly bids: number;
  readonly high: number;
  readonly low: number;
}

export interface MeanParts {
  readonly drop: readonly Drop[];
  readonly within?: Decimal;
  readonly times?: Decimal;
}

export type Benchmark =
  | { readonly kind: 'lowest' }
  | { readonly kind: 'fixed'; readonly value: Decimal }
  | ({ readonly kind: 'mean' } & MeanParts)
  | ({ readonly kind: 'blend'; readonly share: Decimal; readonly ceilingTimes?: Decimal } & MeanParts);

export type PriceScore =
  | { readonly kind: 'ratio' }
  | {
      readonly kind: 'deviation';
      readonly above: Decimal;
      readonly below: Decimal;
      readonly floor: Decimal;
      readonly units: 'exact' | 'up' | 'down' | 'nearest';
    }
  | { readonly kind: 'points'; readonly points: readonly (readonly [d: Decimal, score: Decimal])[] };

export type IntegrityRule =
  | { readonly applies: false }
  | {
      readonly applies: true;
      readonly basis?: string;
      readonly from: 'records' | 'scores';
      readonly convert: 'proportion' | 'best';
      /** Only with `from: scores`; 'refuse' where absent. */
      readonly missing?: 'refuse' | 'zero' | Decimal;
    };

export interface Member {
  readonly expert: string;
  readonly name: string;
  readonly role: MemberRole;
  readonly organisation: string;
}

export interface Supervisor {
  readonly supervisor: string;
  readonly name: string;
  readonly organisation: string;
}

export interface Bid {
  readonly bid: string;
  readonly name: string;
  readonly enterprise: EnterpriseCode;
  readonly price: Decimal;
  readonly sme: SmallFirm;
}

export interface ReviewLine {
  readonly expert: string;
  readonly bid: string;
  readonly check: string;
  readonly pass: boolean;
  readonly reason: string;
}

export interface ScoreLine {
  readonly expert: string;
  readonly bid: string;
  readonly item: string;
  readonly score: Decimal;
}

export interface Enterprise {
  readonly enterprise: EnterpriseCode;
  readonly name: string;
  /** Day of entry into the library, `YYYY-MM-DD` or empty. */
  readonly listed: string;
  readonly status: 'listed' | 'suspended';
}

export interface RulebookPart {
  readonly id: string;
  readonly name: string;
  readonly weight: Decimal;
  readonly base: Decimal;
  readonly min: Decimal;
  readonly max: Decimal;
}

export interface RulebookItem {
  readonly code: string;
  readonly part: string;
  readonly name: string;
  readonly points: Decimal;
  readonly months: number;
  readonly cap?: Decimal;
}

export interface Rulebook {
  readonly format: 'sealroom-rulebook/1';
  readonly parts: readonly RulebookPart[];
  readonly items: readonly RulebookItem[];
}

export interface IntegrityRecord {
  readonly record: string;
  readonly enterprise: EnterpriseCode;
  readonly item: string;
  readonly count: number;
  readonly date: string;
  /** The day on which it stopped counting (repaired or revoked, 信用修复、撤销), or empty. */
  readonly ends: string;
  readonly department: string;
  readonly document: string;
}

/** The integrity extract; present where `integrity.applies`. */
export interface IntegrityData {
  readonly enterprises: readonly Enterprise[];
  readonly rulebook?: Rulebook;
  readonly records?: readonly IntegrityRecord[];
  readonly scores?: readonly { readonly enterprise: EnterpriseCode; readonly score: Decimal }[];
}

/** What stays the same from the opening of bids on: everything of a folder but reviews and scores. The signed package carries it. */
export interface ProjectData {
  readonly project: Project;
  /** In the order of `committee.csv`, reserves included. */
  readonly committee: readonly Member[];
  readonly supervisors: readonly Supervisor[];
  /** In the order of `bids.csv`, which is the order of every answer. */
  readonly bids: readonly Bid[];
  readonly integrity?: IntegrityData;
}

/** What the committee decided; in a room the journal says it, in a folder `reviews.csv` and `scores.csv`. */
export interface Decisions {
  /** Absent: nothing recorded, all passed, with the warning `NO_REVIEW` where a review is declared. */
  readonly reviews?: readonly ReviewLine[];
  readonly scores: readonly ScoreLine[];
}
