/** What an expert has typed and not yet done, kept by the seat's station as well: neither its crash nor the window's takes it away. */
import { useStore } from 'zustand';
import { type Draft, drafts, useDraft } from '../components/drafts.ts';
import { remembered, rememberTyped } from './remembering.ts';
import { type Sitting, seatStore, useSitting } from './seat.ts';

const PREFIX = 'draft:';
const BETWEEN = '\u001f';

/** The station keeps it by person, and for one room alone: its key has room for what it belongs to. */
const stationKey = (key: string): string => PREFIX + key.split(BETWEEN).slice(2).join(BETWEEN);

const kept = drafts((key, text) => rememberTyped(stationKey(key), text));

const keyOf = (me: string, what: string): string =>
  [seatStore.getState().room?.room ?? '', me, what].join(BETWEEN);

/** Scores that are typed outside the sheet: the station's memory holds none, so they live as long as the window. */
const scores = drafts();

/**
 * @param what it belongs to: the act, and which bid, check, motion; with the round where it is worth nothing in another one
 * @param empty what stands there before anything is typed
 */
export function useSeatDraft<T extends object>(what: readonly (string | number)[], empty: T): Draft<T> {
  const { me } = useSitting();
  // Drawn anew when the room is there, on which the key depends.
  useStore(seatStore, ({ room }) => room?.room);
  return useDraft(kept, keyOf(me, what.join(' ')), empty);
}

/** As `useSeatDraft`, for a score. */
export function useScoreDraft<T extends object>(what: readonly (string | number)[], empty: T): Draft<T> {
  const { me } = useSitting();
  useStore(seatStore, ({ room }) => room?.room);
  return useDraft(scores, keyOf(me, what.join(' ')), empty);
}

/** Once somebody sits here: what he had typed before the window or the station began anew. */
export async function recallDrafts({ me }: Pick<Sitting, 'me'>): Promise<void> {
  const entries = [...(await remembered())].filter(([key]) => key.startsWith(PREFIX));
  kept.recall(new Map(entries.map(([key, text]) => [keyOf(me, key.slice(PREFIX.length)), text])));
}
