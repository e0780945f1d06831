/** Where a reader was in each document, kept by the seat's station: coming back, also after a crash, leads to the same page. */
import { useEffect, useState } from 'react';
import { remember, remembered, rememberNow } from '../remembering.ts';
import type { Turn } from './geometry.ts';

/** Characters that a key may have. */
const LONGEST_KEY = 200;

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

  useEffect(() => {
    let left = false;
    async function load(): Promise<void> {
      const entries = new Map(await remembered());
      if (left) return;
      const keep = (key: string, value: string): void => {
        if (entries.get(key) === value) return;
        entries.set(key, value);
        remember(key, value);
      };
      setMemory({
        readingOf(document) {
          const [page, turn] = (entries.get(keyOf('page', document)) ?? '').split(' ').map(Number);
          return {
            page: page !== undefined && Number.isInteger(page) && page > 0 ? page : 1,
            turn: TURNS.find((one) => one === turn) ?? 0,
          };
        },
        keepReading: (document, { page, turn }) =>
          keep(keyOf('page', document), turn === 0 ? `${page}` : `${page} ${turn}`),
        lastOf: (shelf) => entries.get(keyOf('document', shelf)) ?? null,
        keepLast: (shelf, document) => keep(keyOf('document', shelf), document),
      });
    }
    void load();
    return () => {
      left = true;
      rememberNow();
    };
  }, []);
  return memory;
}
