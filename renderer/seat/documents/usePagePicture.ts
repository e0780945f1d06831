/** Draws a page into its place, and gives the picture's memory back as soon as the page is out of sight. */
import { type PDFDocumentProxy, type PDFPageProxy, TextLayer } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type RefObject, useEffect, useState } from 'react';
import type { Size, Turn } from './geometry.ts';
import type { TextRun } from './pageSearch.ts';
import type { ShownText } from './textMarks.ts';

/** Device pixels of one picture: a large drawing that is looked at closely gets coarser instead of exhausting the memory. */
const MOST_PIXELS = 1 << 24;

/** Milliseconds that a page stays before its text is laid over it: while one leafs through, nobody marks words, and text costs more memory than the picture. */
const STAYS = 200;

/** In points, as the document shows it. */
export function sizeOf(page: PDFPageProxy): Size {
  const { width, height } = page.getViewport({ scale: 1 });
  return { width, height };
}

interface Drawing {
  readonly canvas: HTMLCanvasElement;
  readonly done: Promise<void>;
  cancel(): void;
}

/** Zero pixels give the memory back at once; waiting for the collector would not. */
function release(canvas: HTMLCanvasElement | null): void {
  if (canvas === null) return;
  canvas.remove();
  canvas.width = 0;
  canvas.height = 0;
}

/** @param scale CSS pixels of a point */
function draw(page: PDFPageProxy, scale: number, turn: Turn): Drawing {
  const rotation = (page.rotate + turn) % 360;
  const { width, height } = page.getViewport({ scale, rotation });
  const ratio = Math.min(devicePixelRatio, Math.sqrt(MOST_PIXELS / (width * height)));
  const viewport = page.getViewport({ scale: scale * ratio, rotation });
  const canvas = document.createElement('canvas');
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  canvas.setAttribute('aria-hidden', 'true');
  Object.assign(canvas.style, { display: 'block', width: '100%', height: '100%' });
  const task = page.render({ canvas, viewport });
  return { canvas, done: task.promise, cancel: () => task.cancel() };
}

/**
 * The page of a number, as soon as it is read; released when the component goes.
 * @param known it, where it has been read already
 */
export function usePage(
  pdf: PDFDocumentProxy,
  number: number,
  known: PDFPageProxy | null,
  onSize: (size: Size) => void,
): PDFPageProxy | null {
  const [page, setPage] = useState(known);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page tells its size once
  useEffect(() => {
    let left = false;
    let got: PDFPageProxy | null = null;
    pdf.getPage(number).then(
      (read) => {
        got = read;
        if (left) return void read.cleanup();
        onSize(sizeOf(read));
        setPage(read);
      },
      // A page that cannot be read stays white; the document's own state says what is wrong.
      () => undefined,
    );
    return () => {
      left = true;
      got?.cleanup();
    };
  }, [pdf, number]);
  return page;
}

/** Keeps the page's picture in `holder`; until a new one is drawn the old one stands there, stretched. Returns whether one is there. */
export function usePicture(
  page: PDFPageProxy | null,
  scale: number,
  turn: Turn,
  holder: RefObject<HTMLDivElement | null>,
): boolean {
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    const place = holder.current;
    if (page === null || place === null) return;
    const before = place.querySelector('canvas');
    const drawing = draw(page, scale, turn);
    if (before === null) place.append(drawing.canvas);
    drawing.done.then(
      () => {
        if (before !== null) place.append(drawing.canvas);
        release(before);
        setDrawn(true);
      },
      () => {
        if (before !== null) release(drawing.canvas);
      },
    );
    return () => drawing.cancel();
  }, [page, scale, turn, holder]);
  useEffect(() => {
    const place = holder.current;
    return () => {
      for (const canvas of place?.querySelectorAll('canvas') ?? []) release(canvas);
    };
  }, [holder]);
  return drawn;
}

/** Lays the page's text over its picture, once the picture is there; null until then. */
export function useText(
  page: PDFPageProxy | null,
  turn: Turn,
  drawn: boolean,
  holder: RefObject<HTMLDivElement | null>,
): ShownText | null {
  const [shown, setShown] = useState<ShownText | null>(null);
  useEffect(() => {
    const place = holder.current;
    if (page === null || place === null || !drawn) return;
    const container = document.createElement('div');
    container.className = 'pdf-text';
    let layer: TextLayer | null = null;
    let left = false;
    async function lay(from: PDFPageProxy, into: HTMLDivElement): Promise<void> {
      const content = await from.getTextContent();
      if (left) return;
      const viewport = from.getViewport({ scale: 1, rotation: (from.rotate + turn) % 360 });
      layer = new TextLayer({ textContentSource: content, container, viewport });
      await layer.render();
      if (left) return;
      into.append(container);
      setShown({
        runs: content.items.filter((item): item is typeof item & TextRun => 'str' in item),
        elements: layer.textDivs,
      });
    }
    const timer = setTimeout(() => void lay(page, place).catch(() => undefined), STAYS);
    return () => {
      left = true;
      clearTimeout(timer);
      layer?.cancel();
      container.remove();
      setShown(null);
    };
  }, [page, turn, drawn, holder]);
  return shown;
}

/** Draws a page once, small. */
export async function drawSmall(page: PDFPageProxy, width: number): Promise<HTMLCanvasElement | null> {
  const { width: points } = page.getViewport({ scale: 1 });
  const drawing = draw(page, width / points, 0);
  try {
    await drawing.done;
    return drawing.canvas;
  } catch {
    release(drawing.canvas);
    return null;
  }
}
