/** Searches a document page by page, from the page being read on; hits count while the rest is still being read. */
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useEffect, useMemo, useRef, useState } from 'react';
import { firstHit, type Hit, hitsOnPage, nextHit, type TextRun, textOfRuns } from './pageSearch.ts';

/** Milliseconds after the last key: while one types, nothing is searched. */
const SETTLED = 250;

export interface Search {
  /** In the document's order. */
  readonly hits: readonly Hit[];
  /** The hit that is being looked at; another object each time that it is gone to. */
  readonly hit: Hit | null;
  /** Its index; -1 for none. */
  readonly at: number;
  /** Pages that have been read; equal to the document's number of pages when all is said. */
  readonly read: number;
  move(direction: 1 | -1): void;
}

interface Found {
  readonly hits: readonly Hit[];
  readonly hit: Hit | null;
  readonly read: number;
}

const NOTHING: Found = { hits: [], hit: null, read: 0 };

/** Pages whose texts are asked for at once. */
const TOGETHER = 8;

/** Pages without a hit after which the count of pages is shown anew. */
const STEP = 10;

async function textOf(pdf: PDFDocumentProxy, number: number): Promise<string> {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent();
  return textOfRuns(items.filter((item): item is typeof item & TextRun => 'str' in item));
}

const indexOf = ({ hits, hit }: Found): number =>
  hit === null ? -1 : hits.findIndex(({ page, start }) => page === hit.page && start === hit.start);

/** @param reading number of the page at which the search begins */
export function useSearch(pdf: PDFDocumentProxy, looked: string, reading: number): Search {
  const [found, setFound] = useState<Found>(NOTHING);
  const texts = useRef<(Promise<string> | undefined)[]>([]);
  const from = useRef(reading);
  from.current = reading;

  useEffect(() => {
    setFound(NOTHING);
    if (looked.trim() === '') return;
    let left = false;
    async function search(): Promise<void> {
      const first = from.current;
      const count = pdf.numPages;
      const numberOf = (i: number): number => ((first - 1 + i) % count) + 1;
      const textAt = (i: number): Promise<string> => {
        texts.current[numberOf(i)] ??= textOf(pdf, numberOf(i)).catch(() => '');
        return texts.current[numberOf(i)]!;
      };
      let hits: readonly Hit[] = [];
      for (let i = 0; i < count; i++) {
        for (let ahead = i; ahead < Math.min(count, i + TOGETHER); ahead++) void textAt(ahead);
        const text = await textAt(i);
        if (left) return;
        const number = numberOf(i);
        const more = hitsOnPage(number, text, looked);
        const behind = hits.findIndex(({ page }) => page > number);
        hits = hits.toSpliced(behind === -1 ? hits.length : behind, 0, ...more);
        if (more.length === 0 && i + 1 < count && i % STEP > 0) continue;
        const shown = hits;
        setFound(({ hit }) => ({
          hits: shown,
          hit: hit ?? shown[firstHit(shown, first)] ?? null,
          read: i + 1,
        }));
      }
    }
    const timer = setTimeout(() => void search(), SETTLED);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [pdf, looked]);

  return useMemo(
    () => ({
      ...found,
      at: indexOf(found),
      move: (direction) =>
        setFound((was) => {
          const next = was.hits[nextHit(was.hits.length, indexOf(was), direction)];
          return { ...was, hit: next === undefined ? null : { ...next } };
        }),
    }),
    [found],
  );
}
