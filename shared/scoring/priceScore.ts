/** The price score (报价得分): ratio, deviation or points, then the bonus for small firms, then rounding at `price`. */
import type { Bid, Decimal, Item, PriceRule, PriceScore, Rounding } from '../project/model.ts';
import { type Exact, exact, greatest, HUNDRED, least, ONE, roundAt, ZERO } from './exact.ts';

export interface PriceWorking {
  /** d = (p - B) / B before rounding at `deviation`; absent with `ratio`. */
  readonly rawDeviation?: Exact;
  readonly deviation?: Exact;
  /** With `deviation`: u, |d| x 100 taken as `units` says, and what one percent costs. */
  readonly percent?: Exact;
  readonly rate?: Decimal;
  /** What the formula gives, before the bonus. */
  readonly formula: Exact;
  /** After the bonus, before rounding at `price`. */
  readonly exact: Exact;
  readonly value: Exact;
}

type Formula = Omit<PriceWorking, 'exact' | 'value'>;
type Kind<K extends PriceScore['kind']> = Extract<PriceScore, { kind: K }>;

const UNITS: Readonly<Record<Kind<'deviation'>['units'], (u: Exact) => Exact>> = {
  exact: (u) => u,
  up: (u) => u.ceil(),
  down: (u) => u.floor(),
  nearest: (u) => roundAt(u, 0),
};

function byDeviation(rule: Kind<'deviation'>, max: Exact, deviation: Exact): Formula {
  const percent = UNITS[rule.units](deviation.abs().mul(HUNDRED));
  const side = deviation.compare(ZERO);
  const rate = side > 0 ? rule.above : side < 0 ? rule.below : '0';
  const formula = greatest(max.sub(percent.mul(exact(rate))), exact(rule.floor));
  return { deviation, percent, rate, formula };
}

/** Straight lines between the points, the end values beyond (分段插值). */
function byPoints({ points }: Kind<'points'>, d: Exact): Exact {
  const right = points.findIndex(([at]) => exact(at).compare(d) >= 0);
  if (right < 0) return exact(points.at(-1)![1]);
  if (right === 0) return exact(points[0]![1]);
  const [from, low] = points[right - 1]!.map(exact) as [Exact, Exact];
  const [to, high] = points[right]!.map(exact) as [Exact, Exact];
  return low.add(high.sub(low).mul(d.sub(from)).div(to.sub(from)));
}

/** Rounded at few places, the benchmark of tiny prices can be 0; then every price is beyond any deviation above it. */
function beyondAll(rule: PriceScore, max: Exact): Formula {
  if (rule.kind === 'points') return { formula: exact(rule.points.at(-1)![1]) };
  const free = rule.kind === 'deviation' && exact(rule.above).equals(ZERO);
  return { formula: rule.kind === 'ratio' ? ZERO : free ? max : exact(rule.floor) };
}

function formulaOf(rule: PriceScore, max: Exact, p: Exact, b: Exact, rounding: Rounding): Formula {
  if (b.equals(ZERO)) return beyondAll(rule, max);
  if (rule.kind === 'ratio') return { formula: least(max.mul(b).div(p), max) };
  const rawDeviation = p.sub(b).div(b);
  const deviation = roundAt(rawDeviation, rounding.deviation);
  if (rule.kind === 'points') return { rawDeviation, deviation, formula: byPoints(rule, deviation) };
  return { rawDeviation, ...byDeviation(rule, max, deviation) };
}

/** Points of one item by price for the evaluated price `p` against the benchmark `b`. The bonus is not cut at the item's maximum. */
export function priceScore(
  price: PriceRule,
  rounding: Rounding,
  item: Item,
  bid: Bid,
  p: Exact,
  b: Exact,
): PriceWorking {
  const formula = formulaOf(price.score!, exact(item.max), p, b, rounding);
  const bonus = price.bonus?.[bid.sme];
  const value = bonus === undefined ? formula.formula : formula.formula.mul(ONE.add(exact(bonus)));
  return { ...formula, exact: value, value: roundAt(value, rounding.price) };
}
