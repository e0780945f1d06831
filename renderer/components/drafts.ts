/**
 * What a person has typed and not yet done, by what it belongs to. It lies outside the screens, so that no tab, dialog, other bid or stopped station takes it
 * away, and is gone once the act has been accepted.
 */
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';

export interface Drafts {
  /** Each draft as JSON; empty where it is done with. */
  readonly store: StoreApi<ReadonlyMap<string, string>>;
  /** What is typed at a key, over what stands there where nothing is. */
  read<T extends object>(key: string, empty: T): T;
  /** A draft that says no more than `empty` is none. */
  change<T extends object>(key: string, empty: T, change: Partial<T>): void;
  drop(key: string): void;
  /** Takes what was kept elsewhere, but where this window knows better. */
  recall(kept: ReadonlyMap<string, string>): void;
}

const parsed = (text: string): object => (text === '' ? {} : JSON.parse(text));

/** @param keep told each change, for a place that outlives the window; an empty text is to be forgotten */
export function drafts(keep: (key: string, text: string) => void = () => undefined): Drafts {
  const store = createStore<ReadonlyMap<string, string>>(() => new Map());
  const read = <T extends object>(key: string, empty: T): T => ({
    ...empty,
    ...parsed(store.getState().get(key) ?? ''),
  });
  function put(key: string, text: string): void {
    if ((store.getState().get(key) ?? '') === text) return;
    store.setState(new Map(store.getState()).set(key, text), true);
    keep(key, text);
  }
  return {
    store,
    read,
    change(key, empty, change) {
      const text = JSON.stringify({ ...read(key, empty), ...change });
      put(key, text === JSON.stringify(empty) ? '' : text);
    },
    drop: (key) => put(key, ''),
    recall: (kept) => store.setState(new Map([...kept, ...store.getState()]), true),
  };
}

export interface Draft<T> {
  readonly value: T;
  change(change: Partial<T>): void;
  drop(): void;
}

/** @param empty what stands there before anything is typed */
export function useDraft<T extends object>(drafts: Drafts, key: string, empty: T): Draft<T> {
  const text = useStore(drafts.store, (all) => all.get(key) ?? '');
  return {
    value: { ...empty, ...parsed(text) },
    change: (change) => drafts.change(key, empty, change),
    drop: () => drafts.drop(key),
  };
}
