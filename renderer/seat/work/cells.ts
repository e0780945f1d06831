/**
 * The cells of the sheet as they stand at this window: what is saved, what is being typed, what was refused. Nothing typed is lost while
 * the window lives; what is saved lies with the station. Changes go to the station one after the other, in the order in which they were made.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Place } from '../../../shared/journal/fields.ts';
import type { Item } from '../../../shared/project/model.ts';
import { accept, type Refusal, type Result } from '../../../shared/refusal.ts';
import { readTypedScore } from '../../../shared/scoring/typedScore.ts';

export interface Cell {
  /** Null: not scored, or not any more. */
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

export interface Cells {
  readonly store: StoreApi<Readonly<Record<string, CellView>>>;
  /** What the station holds, after a start; what is being typed stays. */
  load(saved: ReadonlyMap<string, Cell>): void;
  type(key: string, text: string): void;
  /** Back to the saved value. */
  restore(key: string): void;
  /** Reads the field; true where it may be left (saved, on its way, or unchanged), false where it was refused. One that has been emptied takes the score back. */
  commit(key: string, item: Item): boolean;
  /** Takes what is typed as a remark; it is saved by itself when the typing has settled. */
  typeRemark(key: string, text: string): void;
  /** Saves a typed remark at once. */
  keepRemark(key: string): void;
  /** Sets or clears the place. What is being typed into the cell stays. */
  setPlace(key: string, place: Place | null): void;
  /**
   * Takes the newest change back, also a first score: the cell is open again. Where something is being typed into the cell at the cursor, that is
   * the newest. Returns the cell that was changed; null where there is nothing to take back.
   */
  undo(at?: string): string | null;
  /** Saves the remarks that are being typed; resolves when the station has answered everything. */
  settle(): Promise<void>;
  /** Sends again what could not be saved, as after a restart of the station. */
  retry(): void;
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
  readonly former: Cell;
  readonly remark: boolean;
}

/** @param save keeps a cell at the station; resolves when it is durable there */
export function sheetCells(save: (key: string, cell: Cell) => Promise<Result<unknown>>): Cells {
  const store = createStore<Readonly<Record<string, CellView>>>(() => ({}));
  const history: Step[] = [];
  const failed = new Map<string, { readonly cell: Cell; readonly refusals: readonly Refusal[] }>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  let queue: Promise<unknown> = Promise.resolve();

  const view = (key: string): CellView => store.getState()[key] ?? EMPTY;
  const put = (key: string, change: Partial<CellView>): void =>
    store.setState((cells) => ({ ...cells, [key]: { ...(cells[key] ?? EMPTY), ...change } }));
  /** Shows the saved value again, and why the station has not kept it, where it has not. */
  const unchanged = (key: string): void =>
    put(key, { typed: null, refusals: failed.get(key)?.refusals ?? [] });

  /** @param gone what was typed and is now either saved or given up */
  function keep(key: string, cell: Cell, gone: Partial<Pick<CellView, 'typed' | 'typedRemark'>>): void {
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

  function change(key: string, cell: Cell, gone: Parameters<typeof keep>[2], remark = false): void {
    const last = history.at(-1);
    // A remark is saved while it is being typed: its pieces are one step.
    if (!remark || last?.key !== key || !last.remark) history.push({ key, former: view(key).saved, remark });
    if (history.length > KEPT) history.shift();
    keep(key, cell, gone);
  }

  function keepRemark(key: string): void {
    clearTimeout(timers.get(key));
    timers.delete(key);
    const { saved, typedRemark } = view(key);
    if (typedRemark === null) return;
    if (typedRemark === saved.remark) put(key, { typedRemark: null });
    else change(key, { ...saved, remark: typedRemark }, { typedRemark: null }, true);
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
      const read = typed.trim() === '' ? accept(null) : readTypedScore(item, typed);
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
    setPlace: (key, place) => change(key, { ...view(key).saved, place }, {}),
    undo(at) {
      if (at !== undefined && view(at).typed !== null) {
        unchanged(at);
        return at;
      }
      const last = history.pop();
      if (last === undefined) return null;
      keep(last.key, last.former, { typed: null, typedRemark: null });
      return last.key;
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
