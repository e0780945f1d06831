/** The sheet of the present round at this window: its grid, its cells, and where its keys lead. */
import { createContext, useContext } from 'react';
import { cellKey } from '../../../shared/evaluation/committee.ts';
import type { Item } from '../../../shared/project/model.ts';
import { type Cells, type CellView, isOpenCell } from './cells.ts';
import { type At, allOpen, type Grid } from './moves.ts';

export interface Scoring {
  readonly grid: Grid;
  readonly items: ReadonlyMap<string, Item>;
  readonly cells: Cells;
  /** Places after the point for which every field keeps room, so that points stand below each other. */
  readonly places: number;
  /** The sheet is in: nothing can be typed any more. */
  readonly submitted: boolean;
  /** Leaves a cell if it may be left, and puts the cursor into another. */
  go(from: At, to: At): void;
  /** Confirms a cell, and goes to the next open one; where none is left, to the submission. */
  goOn(from: At): void;
}

/** Cells that are open, bid by bid: not scored, or showing a value that is not saved. */
export const openIn = (grid: Grid, all: Readonly<Record<string, CellView>>): At[] =>
  allOpen(grid, ({ bid, item }) => isOpenCell(all[cellKey(bid, item)]));

export const ScoringContext = createContext<Scoring | null>(null);

export function useScoring(): Scoring {
  const scoring = useContext(ScoringContext);
  if (scoring === null) throw new Error('no sheet is open here');
  return scoring;
}
