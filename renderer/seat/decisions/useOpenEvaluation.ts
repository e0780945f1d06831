import { useMemo } from 'react';
import { rankingOpen } from '../../../shared/evaluation/outcome.ts';
import type { Refusal } from '../../../shared/refusal.ts';
import type { Evaluation } from '../../../shared/scoring/index.ts';
import { useSeat } from '../seat.ts';
import { openEvaluation } from './openedRows.ts';

/** What the opened scores give as they stand, computed once for each revision of the room. */
export function useOpenEvaluation(): Evaluation | null {
  const { room, revision } = useSeat();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the room is folded in place
  return useMemo(() => openEvaluation(room), [room, revision]);
}

/** What is open before a ranking can be concluded, computed once for each revision and not at each key of whoever types. */
export function useRankingOpen(): readonly Refusal[] {
  const { room, revision } = useSeat();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the room is folded in place
  return useMemo(() => rankingOpen(room), [room, revision]);
}
