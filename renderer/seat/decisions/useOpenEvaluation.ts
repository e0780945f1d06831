import { rankingOpen } from '../../../shared/evaluation/outcome.ts';
import type { RoomState } from '../../../shared/journal/state.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import type { Evaluation } from '../../../shared/scoring/index.ts';
import { useSeat } from '../seat.ts';
import { openEvaluation } from './openedRows.ts';

/** Computed once for each end of the journal, for all that show it: a large project's evaluation takes longer than a picture may. */
function once<T>(compute: (room: RoomState) => T): (room: RoomState) => T {
  let kept: { readonly hash: string; readonly value: T } | null = null;
  return (room) => {
    const { hash } = room.head;
    if (kept?.hash !== hash) kept = { hash, value: compute(room) };
    return kept.value;
  };
}

const evaluationOf = once(openEvaluation);
const rankingOpenOf = once(rankingOpen);

/** What the opened scores give as they stand. */
export const useOpenEvaluation = (): Evaluation | null => evaluationOf(useSeat().room);

/** What is open before a ranking can be concluded. */
export const useRankingOpen = (): readonly Refusal[] => rankingOpenOf(useSeat().room);
