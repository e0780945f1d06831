import { useMemo } from 'react';
import type { Evaluation } from '../../../shared/scoring/index.ts';
import { useSeat } from '../seat.ts';
import { openEvaluation } from './openedRows.ts';

/** What the opened scores give as they stand, computed once for each revision of the room. */
export function useOpenEvaluation(): Evaluation | null {
  const { room, revision } = useSeat();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the room is folded in place
  return useMemo(() => openEvaluation(room), [room, revision]);
}
