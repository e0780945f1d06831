/**
 * The cells of the sheet as they stand at this window: what is saved, what is being typed, what was refused. Nothing typed is lost while
 * the window lives; what is saved lies with the station. Changes go to the station one after the other, in the order in which they were made.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Place } from '../../../shared/journal/fields.ts';
import type { Item } from '../../../shared/project/model.ts';
import type { Refusal, Result } from '../../../shared/refusal.ts';
import { readTypedScore } from '../../../shared/scoring/typedScore.ts';

export interface Cell {
  /** Null: never scored. */
  readonly score: string | null;
  readonly remark: string;
  readonly place: Place | null;
}

export interface CellView {
  readonly saved: Cell;
  /** What stands in the field and is not saved; null: the saved value. */
  readonly typed: string | null;
  readonly saving: boolean;
  readonly refusals: readonly Refusal[];
}

export interface SavedCell {
  readonly score: string;
  readonly remark: string;
  readonly place: Place | null;
}

export interface Cells {
  readonly store: StoreApi<Readonly<Record<string, CellView>>>;
  /** What the station holds, after a start; what is being typed stays. */
  load(saved: ReadonlyMap<string, SavedCell>): void;
  type(key: string, text: string): void;
  /** Back to the saved value. */
  restore(key: string): void;
  /** Reads the field; true where it may be left (saved, on its way, or unchanged), false where it was refused. */
  commit(key: string, item: Item): boolean;
  /** Changes remark or place of a cell that has a score. */
  annotate(key: string, change: Partial<Pick<Cell, 'remark' | 'place'>>): void;
  /** Gives the newest change back; the cell's key, or null where there is none. A first score cannot be taken back, only changed. */
  undo(): string | null;
  /** Sends again what could not be saved, as after a restart of the station. */
  retry(): void;
}

export const EMPTY: CellView = {
  saved: { score: null, remark: '', place: null },
  typed: null,
  saving: false,
  refusals: [],
};

/** Steps that can be undone. */
const KEPT = 200;

/** @param save keeps a cell at the station; resolves when it is durable there */
export function sheetCells(save: (key: string, cell: SavedCell) => Promise<Result<unknown>>): Cells {
  const store = createStore<Readonly<Record<string, CellView>>>(() => ({}));
  const history: { readonly key: string; readonly former: SavedCell }[] = [];
  const failed = new Map<string, SavedCell>();
  let queue: Promise<unknown> = Promise.resolve();

  const view = (key: string): CellView => store.getState()[key] ?? EMPTY;
  const put = (key: string, change: Partial<CellView>): void =>
    store.setState((cells) => ({ ...cells, [key]: { ...(cells[key] ?? EMPTY), ...change } }));

  function keep(key: string, cell: SavedCell): void {
    put(key, { saved: cell, typed: null, saving: true, refusals: [] });
    failed.delete(key);
    queue = queue.then(async () => {
      const answer = await save(key, cell);
      // A newer change of the same cell speaks for itself.
      if (view(key).saved !== cell) return;
      if (!answer.ok) failed.set(key, cell);
      put(key, { saving: !answer.ok, refusals: answer.ok ? [] : answer.refusals });
    });
  }

  function change(key: string, cell: SavedCell): void {
    const { score, remark, place } = view(key).saved;
    if (score !== null) history.push({ key, former: { score, remark, place } });
    if (history.length > KEPT) history.shift();
    keep(key, cell);
  }

  return {
    store,
    load(saved) {
      for (const [key, cell] of saved) if (!view(key).saving) put(key, { saved: cell });
    },
    type: (key, text) => put(key, { typed: text, refusals: [] }),
    restore: (key) => put(key, { typed: null, refusals: [] }),
    commit(key, item) {
      const { typed, saved } = view(key);
      if (typed === null) return true;
      if (typed.trim() === '' && saved.score === null) {
        put(key, { typed: null, refusals: [] });
        return true;
      }
      const read = readTypedScore(item, typed);
      if (!read.ok) {
        put(key, { refusals: read.refusals });
        return false;
      }
      if (read.value === saved.score) put(key, { typed: null, refusals: [] });
      else change(key, { ...saved, score: read.value });
      return true;
    },
    annotate(key, wanted) {
      const { saved } = view(key);
      if (saved.score !== null) change(key, { ...saved, score: saved.score, ...wanted });
    },
    undo() {
      const last = history.pop();
      if (last === undefined) return null;
      keep(last.key, last.former);
      return last.key;
    },
    retry() {
      for (const [key, cell] of [...failed]) keep(key, cell);
    },
  };
}
