/**
 * From the rulebook (评价标准) and the records (信用记录) to an enterprise's integrity score (诚信得分), with every record that made it, so
 * that anyone can recompute the score.
 */
import type { IntegrityRecord, Rulebook, RulebookItem, RulebookPart } from '../project/model.ts';
import { type Exact, exact, greatest, least, sum } from '../scoring/exact.ts';
import { addMonths, isBefore } from './calendar.ts';

/** Whether a record counts on the day of evaluation, or why it does not; `ended`: repaired or revoked (信用修复、撤销). */
export type RecordStanding = 'counts' | 'not-yet' | 'expired' | 'ended';

export interface JudgedRecord {
  readonly record: IntegrityRecord;
  /** The first day on which its validity is over, whether or not it was repaired before. */
  readonly until: string;
  readonly standing: RecordStanding;
}

export interface ItemPoints {
  readonly item: RulebookItem;
  readonly records: readonly JudgedRecord[];
  /** Sum of count x points over the records that count. */
  readonly sum: Exact;
  /** The sum cut to +-cap where the item has one. */
  readonly value: Exact;
}

export interface PartScore {
  readonly part: RulebookPart;
  /** The items of this part for which the enterprise has records. */
  readonly items: readonly ItemPoints[];
  /** Base + the items' points. */
  readonly sum: Exact;
  /** The sum cut to [min, max]. */
  readonly value: Exact;
}

export interface EnterpriseScore {
  readonly parts: readonly PartScore[];
  /** The weighted sum of the parts, from 0 to 100. */
  readonly score: Exact;
}

const within = (value: Exact, low: Exact, high: Exact): Exact => greatest(low, least(high, value));

function judged(record: IntegrityRecord, months: number, day: string): JudgedRecord {
  const until = addMonths(record.date, months);
  const ended = record.ends !== '' && !isBefore(day, record.ends);
  const standing = isBefore(day, record.date)
    ? 'not-yet'
    : !isBefore(day, until)
      ? 'expired'
      : ended
        ? 'ended'
        : 'counts';
  return { record, until, standing };
}

function itemPoints(item: RulebookItem, records: readonly IntegrityRecord[], day: string): ItemPoints {
  const all = records.map((record) => judged(record, item.months, day));
  const counted = all.filter(({ standing }) => standing === 'counts');
  const points = sum(counted.map(({ record }) => exact(item.points).mul(exact(record.count))));
  if (item.cap === undefined) return { item, records: all, sum: points, value: points };
  const cap = exact(item.cap);
  return { item, records: all, sum: points, value: within(points, cap.neg(), cap) };
}

/**
 * The score on `day` of the enterprise whose records these are. A record counts from its date until the same day of the month `months`
 * later (where there is none, that month's last day) and before its `ends`; both ends are excluded.
 */
export function enterpriseScore(
  rulebook: Rulebook,
  records: readonly IntegrityRecord[],
  day: string,
): EnterpriseScore {
  const byItem = Map.groupBy(records, (record) => record.item);
  const parts = rulebook.parts.map((part): PartScore => {
    const items = rulebook.items
      .filter((item) => item.part === part.id && byItem.has(item.code))
      .map((item) => itemPoints(item, byItem.get(item.code)!, day));
    const total = exact(part.base).add(sum(items.map(({ value }) => value)));
    return { part, items, sum: total, value: within(total, exact(part.min), exact(part.max)) };
  });
  return { parts, score: sum(parts.map(({ part, value }) => exact(part.weight).mul(value))) };
}
