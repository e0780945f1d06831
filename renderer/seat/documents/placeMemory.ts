/** Where a reader was in each document, kept by the seat's station: coming back, also after a crash, leads to the same page. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { seatStore } from '../seat.ts';
import type { Turn } from './geometry.ts';

/** Characters that a key may have. */
const LONGEST_KEY = 200;

/** Milliseconds after the last change of the page: leafing through is not worth writing down. */
const SETTLED = 400;

export interface Reading {
  /** From 1. */
  readonly page: number;
  readonly turn: Turn;
}

const TURNS: readonly Turn[] = [0, 90, 180, 270];

export interface PlaceMemory {
  /** The first page, upright, for a document that nobody has read yet. */
  readingOf(document: string): Reading;
  keepReading(document: string, reading: Reading): void;
  /** Name of the document that was last open; null for none. */
  lastOf(shelf: string): string | null;
  keepLast(shelf: string, document: string): void;
}

const keyOf = (kind: 'page' | 'document', name: string): string =>
  [...`${kind}:${name}`].slice(0, LONGEST_KEY).join('');

/** Null until the station has told what it kept; without a station nothing is remembered, and everything else works. */
export function usePlaceMemory(): PlaceMemory | null {
  const [memory, setMemory] = useState<PlaceMemory | null>(null);
  const timers = useRef(new Map<string, { timer: number; write: () => void }>());

  const remember = useCallback((entries: Map<string, string>, key: string, value: string): void => {
    if (entries.get(key) === value) return;
    entries.set(key, value);
    const open = timers.current;
    clearTimeout(open.get(key)?.timer);
    const write = (): void => {
      open.delete(key);
      void seatStore.getState().client?.ask('remember', { key, value });
    };
    open.set(key, { timer: window.setTimeout(write, SETTLED), write });
  }, []);

  useEffect(() => {
    let left = false;
    async function load(): Promise<void> {
      const told = await seatStore.getState().client?.ask('remembered', {});
      if (left) return;
      const entries = new Map(told?.ok ? Object.entries(told.value.entries) : []);
      setMemory({
        readingOf(document) {
          const [page, turn] = (entries.get(keyOf('page', document)) ?? '').split(' ').map(Number);
          return {
            page: page !== undefined && Number.isInteger(page) && page > 0 ? page : 1,
            turn: TURNS.find((one) => one === turn) ?? 0,
          };
        },
        keepReading: (document, { page, turn }) =>
          remember(entries, keyOf('page', document), turn === 0 ? `${page}` : `${page} ${turn}`),
        lastOf: (shelf) => entries.get(keyOf('document', shelf)) ?? null,
        keepLast: (shelf, document) => remember(entries, keyOf('document', shelf), document),
      });
    }
    void load();
    const open = timers.current;
    return () => {
      left = true;
      for (const { timer, write } of [...open.values()]) {
        clearTimeout(timer);
        write();
      }
    };
  }, [remember]);
  return memory;
}
