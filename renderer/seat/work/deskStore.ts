/** Where the expert is: which bid, which place of which document, sheet or matrix. The station remembers it, so that coming back lands here. */
import { create } from 'zustand';
import { cellKey } from '../../../shared/evaluation/committee.ts';
import type { Place } from '../../../shared/journal/fields.ts';
import { remember, remembered } from '../remembering.ts';

interface Desk {
  /** Null: the tender. */
  readonly bid: string | null;
  /** Item or check that the cursor stands at. */
  readonly item: string | null;
  readonly view: 'sheet' | 'matrix';
  readonly showing: Place | null;
  /** Who waits for a place to be marked. */
  readonly marking: ((place: Place) => void) | null;
  goTo(bid: string | null, item?: string | null): void;
  setView(view: 'sheet' | 'matrix'): void;
  show(place: Place | null): void;
  mark(marking: ((place: Place) => void) | null): void;
}

const KEY = 'desk';

function keep({ bid, item, view }: Pick<Desk, 'bid' | 'item' | 'view'>): void {
  remember(KEY, JSON.stringify({ bid, item, view }));
}

export const useDesk = create<Desk>()((set, get) => ({
  bid: null,
  item: null,
  view: 'sheet',
  showing: null,
  marking: null,
  goTo(bid, item = null) {
    if (bid === get().bid && item === get().item) return;
    // A place is marked in the bid that it was asked for.
    set(bid === get().bid ? { item } : { bid, item, showing: null, marking: null });
    keep(get());
  },
  setView(view) {
    set({ view, marking: null });
    keep(get());
  },
  show: (showing) => set({ showing }),
  mark: (marking) => set({ marking }),
}));

/**
 * Goes back to where the expert was, once, when the desk is opened.
 * @param belongs whether what he stood at is a line of this desk; else the work begins at `first`
 * @param bids at which he can have stood before no line
 */
export async function recallDesk(
  first: Pick<Desk, 'bid' | 'item'>,
  belongs: (item: string) => boolean,
  bids: readonly string[] = [],
): Promise<void> {
  const text = (await remembered()).get(KEY);
  const kept = text === undefined ? null : (JSON.parse(text) as Pick<Desk, 'bid' | 'item' | 'view'>);
  const back = kept !== null && (kept.item === null ? bids.includes(kept.bid ?? '') : belongs(kept.item));
  useDesk.setState({
    bid: back ? kept.bid : first.bid,
    item: back ? kept.item : first.item,
    view: kept?.view ?? 'sheet',
    showing: null,
    marking: null,
  });
}

/** From sheet to matrix, or back. What is being typed is taken first: a field that is taken away with its view hears of no blur. */
export function otherView(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  const { view, setView } = useDesk.getState();
  setView(view === 'sheet' ? 'matrix' : 'sheet');
}

/** A cell's field, where it is on the screen. */
export const fieldOf = (bid: string, item: string): HTMLElement | null =>
  document.querySelector(`[data-cell="${CSS.escape(cellKey(bid, item))}"]`);

/** The field of the cell that the cursor stands at, where it is on the screen. */
export function cellAtCursor(): HTMLElement | null {
  const { bid, item } = useDesk.getState();
  return bid === null || item === null ? null : fieldOf(bid, item);
}
