/** The sheet of the present round at this window: its grid, its cells, and where its keys lead. */
import { createContext, useContext } from 'react';
import type { Item } from '../../../shared/project/model.ts';
import type { Cells } from './cells.ts';
import type { At, Grid } from './moves.ts';

export interface Scoring {
  readonly grid: Grid;
  readonly items: ReadonlyMap<string, Item>;
  readonly cells: Cells;
  /** The sheet is in: nothing can be typed any more. */
  readonly submitted: boolean;
  /** Leaves a cell if it may be left, and puts the cursor into another. */
  go(from: At, to: At): void;
  /** Confirms a cell, and goes to the next open one; where none is left, to the submission. */
  goOn(from: At): void;
}

export const ScoringContext = createContext<Scoring | null>(null);

export function useScoring(): Scoring {
  const scoring = useContext(ScoringContext);
  if (scoring === null) throw new Error('no sheet is open here');
  return scoring;
}
