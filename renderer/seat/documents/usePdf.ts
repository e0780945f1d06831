/** The document that a view shows, closed with the view. */
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { useCallback, useEffect, useState } from 'react';
import { openPdf, type ReadPart, type Unopened } from './openPdf.ts';

export type Opening =
  | { readonly state: 'opening'; readonly since: string }
  | { readonly state: 'unopened'; readonly unopened: Unopened }
  | { readonly state: 'open'; readonly pdf: PDFDocumentProxy; readonly firstPage: PDFPageProxy };

/**
 * @param read of one document and no other; the hook is to be mounted anew for another
 * @returns the document, and what opens it again after a refusal
 */
export function usePdf(read: ReadPart): readonly [Opening, () => void] {
  const [attempt, setAttempt] = useState(0);
  const [opening, setOpening] = useState<Opening>(() => ({
    state: 'opening',
    since: new Date().toISOString(),
  }));

  // biome-ignore lint/correctness/useExhaustiveDependencies: a further attempt opens the same document anew
  useEffect(() => {
    let left = false;
    const show = (next: Opening): void => {
      if (!left) setOpening(next);
    };
    const opened = openPdf(read, (unopened) => show({ state: 'unopened', unopened }));
    async function follow(): Promise<void> {
      const pdf = await opened.pdf;
      if ('why' in pdf) return show({ state: 'unopened', unopened: pdf });
      try {
        show({ state: 'open', pdf, firstPage: await pdf.getPage(1) });
      } catch {
        show({ state: 'unopened', unopened: { why: 'damaged' } });
      }
    }
    void follow();
    return () => {
      left = true;
      opened.close();
    };
  }, [read, attempt]);

  const again = useCallback(() => {
    setOpening({ state: 'opening', since: new Date().toISOString() });
    setAttempt((count) => count + 1);
  }, []);
  return [opening, again];
}
