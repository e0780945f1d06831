/** What a sheet lacks before it can be submitted: whole, or not at all. */
import type { Round } from '../journal/state.ts';
import { type Refusal, refusal } from '../refusal.ts';

/**
 * Cells of a round that the member has yet to score, in the package's order.
 * @param scored cells that hold a score, told by whoever can read the sheet; to everybody else an emptied cell looks like a scored one and counts as such
 */
export const openCells = (
  round: Round,
  member: string,
  scored: { has(cell: string): boolean } | undefined = round.cells.get(member),
): string[] => round.due.filter((cell) => scored?.has(cell) !== true);

/** Why a sheet with these cells open is not submitted; null where none is. */
export const submitsHalf = ({ length }: readonly string[]): Refusal | null =>
  length === 0
    ? null
    : refusal(
        'SUBMIT_OPEN',
        `还有 ${length} 项未评分，不能提交`,
        `${length} cells are open; nothing is submitted half`,
      );
