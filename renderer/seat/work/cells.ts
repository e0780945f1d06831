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
  /** What stands in the remark's field and is not saved; null: the saved remark. */
  readonly typedRemark: string | null;
  /** Not durable at the station: on its way there, or it could not keep it. */
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
  /** Takes what is typed as a remark; it is saved by itself when the typing has settled. */
  typeRemark(key: string, text: string): void;
  /** Saves a typed remark at once. */
  keepRemark(key: string): void;
  /** Sets or clears the place of a cell that has a score. What is being typed into the cell stays. */
  setPlace(key: string, place: Place | null): void;
  /** Gives the newest change back; null where there is none. */
  undo(): Undone | null;
  /** Saves the remarks that are being typed; resolves when the station has answered everything. */
  settle(): Promise<void>;
  /** Sends again what could not be saved, as after a restart of the station. */
  retry(): void;
}

export interface Undone {
  readonly key: string;
  /** False for a first score: the record has no way to say that a cell is open again, so it can be changed and not taken back. */
  readonly taken: boolean;
}

export const EMPTY: CellView = {
  saved: { score: null, remark: '', place: null },
  typed: null,
  typedRemark: null,
  saving: false,
  refusals: [],
};

/** Whether a cell has still to be scored, or shows another value than the one that would be submitted. */
export const isOpenCell = ({ saved, typed, refusals }: CellView = EMPTY): boolean =>
  saved.score === null || typed !== null || refusals.length > 0;

/** Whether something that is shown in a cell is not durable at the station. */
export const isUnsaved = ({ typed, typedRemark, saving }: CellView): boolean =>
  saving || typed !== null || typedRemark !== null;

/** Steps that can be undone. */
const KEPT = 200;

/** Milliseconds after the last character of a remark: each save is an entry of the record, and not every character should be one. */
const SETTLED = 800;

interface Step {
  readonly key: string;
  /** Null: it was the cell's first score. */
  readonly former: SavedCell | null;
  readonly remark: boolean;
}

/** @param save keeps a cell at the station; resolves when it is durable there */
export function sheetCells(save: (key: string, cell: SavedCell) => Promise<Result<unknown>>): Cells {
  const store = createStore<Readonly<Record<string, CellView>>>(() => ({}));
  const history: Step[] = [];
  const failed = new Map<string, { readonly cell: SavedCell; readonly refusals: readonly Refusal[] }>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  let queue: Promise<unknown> = Promise.resolve();

  const view = (key: string): CellView => store.getState()[key] ?? EMPTY;
  const put = (key: string, change: Partial<CellView>): void =>
    store.setState((cells) => ({ ...cells, [key]: { ...(cells[key] ?? EMPTY), ...change } }));
  /** Shows the saved value again, and why the station has not kept it, where it has not. */
  const unchanged = (key: string): void =>
    put(key, { typed: null, refusals: failed.get(key)?.refusals ?? [] });

  /** @param gone what was typed and is now either saved or given up */
  function keep(key: string, cell: SavedCell, gone: Partial<Pick<CellView, 'typed' | 'typedRemark'>>): void {
    const { typed, refusals } = { ...view(key), ...gone };
    put(key, { saved: cell, saving: true, refusals: typed === null ? [] : refusals, ...gone });
    failed.delete(key);
    queue = queue.then(async () => {
      const answer = await save(key, cell);
      const now = view(key);
      // A newer change of the same cell speaks for itself.
      if (now.saved !== cell) return;
      if (answer.ok) put(key, { saving: false });
      else {
        failed.set(key, { cell, refusals: answer.refusals });
        put(key, { refusals: answer.refusals });
      }
    });
  }

  function change(key: string, cell: SavedCell, gone: Parameters<typeof keep>[2], remark = false): void {
    const { score, remark: text, place } = view(key).saved;
    const last = history.at(-1);
    // A remark is saved while it is being typed: its pieces are one step.
    if (!remark || last?.key !== key || !last.remark)
      history.push({ key, former: score === null ? null : { score, remark: text, place }, remark });
    if (history.length > KEPT) history.shift();
    keep(key, cell, gone);
  }

  function keepRemark(key: string): void {
    clearTimeout(timers.get(key));
    timers.delete(key);
    const { saved, typedRemark } = view(key);
    if (typedRemark === null || saved.score === null) return;
    if (typedRemark === saved.remark) put(key, { typedRemark: null });
    else change(key, { ...saved, score: saved.score, remark: typedRemark }, { typedRemark: null }, true);
  }

  function retry(key: string): void {
    const lost = failed.get(key);
    if (lost !== undefined) keep(key, lost.cell, {});
  }

  return {
    store,
    load(saved) {
      for (const [key, cell] of saved) if (!view(key).saving) put(key, { saved: cell });
    },
    type: (key, text) => put(key, { typed: text, refusals: [] }),
    restore: unchanged,
    commit(key, item) {
      const { typed, saved } = view(key);
      if (typed === null) {
        retry(key);
        return true;
      }
      if (typed.trim() === '' && saved.score === null) {
        unchanged(key);
        return true;
      }
      const read = readTypedScore(item, typed);
      if (!read.ok) {
        put(key, { refusals: read.refusals });
        return false;
      }
      if (read.value === saved.score) {
        unchanged(key);
        retry(key);
      } else change(key, { ...saved, score: read.value }, { typed: null });
      return true;
    },
    typeRemark(key, text) {
      put(key, { typedRemark: text });
      clearTimeout(timers.get(key));
      timers.set(
        key,
        setTimeout(() => keepRemark(key), SETTLED),
      );
    },
    keepRemark,
    setPlace(key, place) {
      const { saved } = view(key);
      if (saved.score !== null) change(key, { ...saved, score: saved.score, place }, {});
    },
    undo() {
      const last = history.pop();
      if (last === undefined) return null;
      const { key, former } = last;
      if (former !== null) keep(key, former, { typed: null, typedRemark: null });
      return { key, taken: former !== null };
    },
    async settle() {
      for (const key of [...timers.keys()]) keepRemark(key);
      await queue;
    },
    retry() {
      for (const key of [...failed.keys()]) retry(key);
    },
  };
}
