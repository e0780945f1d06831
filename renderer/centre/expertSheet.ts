/** One expert's sheet, items down and bids across: every score with its remark, its place and its changes, beside the middle of all members'. */
import { cellKey, currentRound, expertsItems } from '../../shared/evaluation/committee.ts';
import type { CellValue, RoomState } from '../../shared/journal/state.ts';
import type { Item } from '../../shared/project/model.ts';
import { exact, printed, sum } from '../../shared/scoring/exact.ts';
import { median } from '../../shared/scoring/spread.ts';

export interface SheetCell {
  readonly value: CellValue;
  /** Of all members' scores of this item and bid that count; null where there is none. */
  readonly median: string | null;
}

export interface SheetRow {
  readonly item: Item;
  /** By bid; nothing where the expert gave no score. */
  readonly cells: ReadonlyMap<string, SheetCell>;
}

interface ExpertSheet {
  readonly bids: readonly string[];
  readonly rows: readonly SheetRow[];
  /** Of what counts, by bid. */
  readonly sums: ReadonlyMap<string, string>;
}

/** Null where the expert's sheet is not open. */
export function expertSheet(room: RoomState, who: string): ExpertSheet | null {
  const round = currentRound(room);
  const sheet = round?.sheets.get(who);
  if (round === undefined || sheet === undefined || sheet.by === 'void') return null;
  const middle = (key: string): string | null => {
    const scores = room.members.flatMap((member) => round.sheets.get(member)?.values.get(key)?.score ?? []);
    return scores.length === 0 ? null : printed(median(scores.map(exact)));
  };
  const items = expertsItems(room.pkg.data);
  const rows = items.map((item) => ({
    item,
    cells: new Map(
      round.bids.flatMap((bid): [string, SheetCell][] => {
        const key = cellKey(bid, item.id);
        const value = sheet.values.get(key);
        return value === undefined ? [] : [[bid, { value, median: middle(key) }]];
      }),
    ),
  }));
  const sums = round.bids.map((bid): [string, string] => {
    const scores = rows.flatMap(({ cells }) => cells.get(bid)?.value.score ?? []);
    return [bid, printed(sum(scores.map(exact)))];
  });
  return { bids: round.bids, rows, sums: new Map(sums) };
}
