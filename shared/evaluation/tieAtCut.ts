/** A tie at the last candidate's rank (末位候选人名次并列): the tender says how it is settled, the committee chooses, and no rank is changed by it. */
import type { RoomState } from '../journal/state.ts';
import type { Answer } from '../scoring/answer.ts';
import { evaluation } from './outcome.ts';

export interface TieAtCut {
  /** Candidates whatever is chosen, by rank. */
  readonly clear: readonly string[];
  /** The bids that share the last candidate's rank, more than there are places for. */
  readonly tied: readonly string[];
  /** How many of the tied bids become candidates, in an order that is chosen as well. */
  readonly places: number;
  /** Of every candidate. */
  readonly rank: ReadonlyMap<string, number>;
}

/** Null where no rank makes more candidates than the project wants. Only what counts now is looked at, not whether it has been settled. */
export function tieAtCut(state: RoomState): TieAtCut | null {
  const { answer } = evaluation(state);
  if (!answer.warnings.includes('TIE_AT_CUT')) return null;
  const rank = new Map(
    answer.bids.flatMap((b) =>
      b.status === 'ranked' && answer.candidates.includes(b.bid) ? [[b.bid, b.rank] as const] : [],
    ),
  );
  const last = Math.max(...rank.values());
  const clear = answer.candidates.filter((bid) => rank.get(bid) !== last);
  return {
    clear,
    tied: answer.candidates.filter((bid) => rank.get(bid) === last),
    places: state.pkg.data.project.candidates - clear.length,
    rank,
  };
}

/** Whether these, in this order, are the candidates whom a choice among the tied bids can give. */
export function settlesTie({ clear, places, rank }: TieAtCut, candidates: readonly string[]): boolean {
  const wanted = clear.length + places;
  return (
    candidates.length === wanted &&
    new Set(candidates).size === wanted &&
    candidates.every((bid) => rank.has(bid)) &&
    clear.every((bid) => candidates.includes(bid)) &&
    candidates.every((bid, i) => i === 0 || rank.get(candidates[i - 1]!)! <= rank.get(bid)!)
  );
}

/** The candidates who are recommended, in their order: as the committee settled a tie, else as the answer says. */
export const recommended = (state: RoomState, answer: Answer): readonly string[] =>
  state.settled ?? answer.candidates;
