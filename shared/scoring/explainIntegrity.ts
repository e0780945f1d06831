import type { BidderScore, ItemPoints, JudgedRecord, PartScore } from '../integrity/index.ts';
import { printed } from './exact.ts';
import type {
  IntegrityExplanation,
  PartExplanation,
  RecordExplanation,
  RulebookItemExplanation,
} from './explanation.ts';

function recordOf({ record, until, standing }: JudgedRecord): RecordExplanation {
  const { count, date, ends, department, document } = record;
  return { record: record.record, count, date, until, ends, department, document, standing };
}

function itemOf({ item, records, sum, value }: ItemPoints): RulebookItemExplanation {
  const { code, name, points, cap } = item;
  return {
    code,
    name,
    points,
    records: records.map(recordOf),
    sum: printed(sum),
    ...(cap === undefined ? {} : { cap }),
    capped: !sum.equals(value),
    value: printed(value),
  };
}

function partOf({ part, items, sum, value }: PartScore): PartExplanation {
  const { id, name, weight, base, min, max } = part;
  const cut = { sum: printed(sum), min, max, value: printed(value) };
  return { part: id, name, weight, base, items: items.map(itemOf), ...cut };
}

/** The list of records that made the score, each with its source, by part and item of the rulebook. */
export function explainIntegrity(score: BidderScore): IntegrityExplanation {
  const parts = score.from === 'records' ? score.parts.map(partOf) : [];
  return { from: score.from, score: printed(score.score), parts };
}
