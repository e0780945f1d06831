/** What decides between equal totals (得分相同时的排序), in the order that the project names. Procurement knows only the price (R87 57). */
import type { TieBreak } from '../project/model.ts';
import type { Exact } from './exact.ts';

/** What a tie can be decided by. */
export interface Tied {
  /** The price as bid, not the evaluated price. */
  readonly price: Exact;
  /** Sum of the items by integrity. */
  readonly integrity: Exact;
  readonly groups: ReadonlyMap<string, Exact>;
}

function compareBy(tie: TieBreak, a: Tied, b: Tied): number {
  if (tie === 'price') return a.price.compare(b.price);
  if (tie === 'integrity') return b.integrity.compare(a.integrity);
  const group = tie.slice('group:'.length);
  return b.groups.get(group)!.compare(a.groups.get(group)!);
}

/** Below 0 where `a` comes first, 0 where the tie stays. */
export function breakTie(ties: readonly TieBreak[], a: Tied, b: Tied): number {
  for (const tie of ties) {
    const order = compareBy(tie, a, b);
    if (order !== 0) return order;
  }
  return 0;
}
