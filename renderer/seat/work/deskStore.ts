/** Where the expert is: which bid, which place of which document, sheet or matrix. The station remembers it, so that coming back lands here. */
import { create } from 'zustand';
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
    set(bid === get().bid ? { item } : { bid, item, showing: null, marking: null });
    keep(get());
  },
  setView(view) {
    set({ view });
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
  });
}
