/** The opened scores as rows of bid and item, what the software points at in them, and which of them are looked at. */
import {
  cellKey,
  currentRound,
  decisionsOf,
  effectiveData,
  expertsItems,
} from '../../../shared/evaluation/committee.ts';
import { objectiveDiffering } from '../../../shared/evaluation/consolidation.ts';
import type { RoomState } from '../../../shared/journal/state.ts';
import type { Item } from '../../../shared/project/model.ts';
import { type Outlier, outliers } from '../../../shared/scoring/index.ts';

/** All scores, objective items that are scored differently, or items with an outlier. */
export const LOOKS = ['all', 'differs', 'outlier'] as const;
export type Look = (typeof LOOKS)[number];

export interface OpenedRow {
  readonly key: string;
  readonly bid: string;
  readonly item: Item;
  readonly differs: boolean;
  /** By member. */
  readonly outliers: ReadonlyMap<string, Outlier>;
}

const NONE: OpenedRow['outliers'] = new Map();

/** Every row of the current round, in the order of bids and criteria. */
export function openedRows(room: RoomState): OpenedRow[] {
  const round = currentRound(room);
  if (round === undefined) return [];
  const differing = new Set(objectiveDiffering(room).map(({ bid, item }) => cellKey(bid, item)));
  const far = new Map<string, Map<string, Outlier>>();
  for (const one of outliers(effectiveData(room), decisionsOf(room))) {
    const key = cellKey(one.bid, one.item);
    far.set(key, (far.get(key) ?? new Map<string, Outlier>()).set(one.expert, one));
  }
  return round.bids.flatMap((bid) =>
    expertsItems(room.pkg.data).map((item) => {
      const key = cellKey(bid, item.id);
      return { key, bid, item, differs: differing.has(key), outliers: far.get(key) ?? NONE };
    }),
  );
}

/** Whether a row is among those that are looked at. */
export const isLookedAt = ({ differs, outliers: far }: OpenedRow, look: Look): boolean =>
  look === 'all' || (look === 'differs' ? differs : far.size > 0);
