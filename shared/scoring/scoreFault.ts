import type { Decimal, Item } from '../project/model.ts';
import { exact } from './exact.ts';

export type ScoreFault = 'out-of-range' | 'off-step';

/** Why a score cannot count for an item by experts: outside [min, max], else off the step, which is counted from min. */
export function scoreFault(item: Item, score: Decimal): ScoreFault | null {
  const value = exact(score);
  const min = exact(item.min ?? '0');
  if (value.compare(min) < 0 || value.compare(exact(item.max)) > 0) return 'out-of-range';
  return item.step === undefined || value.sub(min).div(exact(item.step)).d === 1n ? null : 'off-step';
}
