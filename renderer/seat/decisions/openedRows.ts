/** The opened scores as rows of bid and item, what the software points at in them, and which of them are looked at. */
import {
  cellKey,
  currentRound,
  decisionsOf,
  effectiveData,
  expertsItems,
} from '../../../shared/evaluation/committee.ts';
import { objectiveDiffering } from '../../../shared/evaluation/consolidation.ts';
import { evaluation, rankingOpen } from '../../../shared/evaluation/outcome.ts';
import type { RoomState } from '../../../shared/journal/state.ts';
import type { Item } from '../../../shared/project/model.ts';
import { exact, printed, sum } from '../../../shared/scoring/exact.ts';
import { type Evaluation, type Outlier, outliers } from '../../../shared/scoring/index.ts';

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

/** What has to be done before the outcome, and changes nothing in what the scores give by now. */
const STILL_RANKED: ReadonlySet<string> = new Set([
  'QUESTION_OPEN',
  'OBJECTIVE_SCORES_DIFFER',
  'TIE_UNSETTLED',
]);

/** What the scores give as they stand, the same digits as everybody's; null while faulty cells or sealed sheets keep them from being made. */
export const openEvaluation = (room: RoomState): Evaluation | null =>
  rankingOpen(room).some(({ code }) => !STILL_RANKED.has(code)) ? null : evaluation(room);

/** The mean of what counts of each row, beyond what is trimmed; empty where nothing is computed yet, or whole sheets are averaged. */
export function meansOf(made: Evaluation | null): ReadonlyMap<string, string> {
  const bids = made?.answer.bids ?? [];
  return new Map(
    bids.flatMap(({ bid }) =>
      (made!.explain(bid)?.groups ?? []).flatMap(({ items }) =>
        items.flatMap((item) =>
          item.by === 'experts' && item.mean !== undefined
            ? [[cellKey(bid, item.item), item.mean.value] as const]
            : [],
        ),
      ),
    ),
  );
}

/** What every member gave a bid in sum, as the scores stand now; nobody's whose sheet is closed or has a faulty score. */
export function sumsOf(room: RoomState, bid: string): ReadonlyMap<string, string> {
  const sheets = currentRound(room)?.sheets;
  const keys = expertsItems(room.pkg.data).map(({ id }) => cellKey(bid, id));
  return new Map(
    room.members.flatMap((who) => {
      const scores = keys.map((key) => sheets?.get(who)?.values.get(key)?.score ?? null);
      return scores.every((score) => score !== null) ? [[who, printed(sum(scores.map(exact)))] as const] : [];
    }),
  );
}
