/** Pages one below the other: where each lies, which are in sight, which one is being read. Lengths are CSS pixels. */
import { type Size, type Turn, turnedSize } from './geometry.ts';

/** Between two pages, above the first and below the last, and at both sides. */
export const GAP = 12;

export interface PageLayout {
  /** Distance of each page's upper edge from the top of the list. */
  readonly tops: readonly number[];
  readonly sizes: readonly Size[];
  /** CSS pixels of a point, page by page: fitted pages are each fitted by themselves. */
  readonly scales: readonly number[];
  readonly width: number;
  readonly height: number;
}

/** How pages are scaled: to the pane's width, whole, or by a number of pixels for a point (1/72 inch). */
export type Zoom = 'width' | 'page' | number;

/** CSS pixels of a point at 100 %. */
export const FULL_SIZE = 96 / 72;
const LADDER = [0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4];
const LEAST = LADDER[0]! * FULL_SIZE;
const MOST = LADDER.at(-1)! * FULL_SIZE;

function scaleOf(zoom: Zoom, page: Size, turn: Turn, view: Size): number {
  if (typeof zoom === 'number') return zoom;
  const { width, height } = turnedSize(page, turn);
  const wide = (view.width - 2 * GAP) / width;
  const fitted = zoom === 'width' ? wide : Math.min(wide, (view.height - 2 * GAP) / height);
  return Math.min(MOST, Math.max(LEAST, fitted));
}

/** The next step of the ladder, larger or smaller; the same where there is none. */
export function nextScale(scale: number, direction: 1 | -1): number {
  const steps = LADDER.map((step) => step * FULL_SIZE);
  const beyond =
    direction === 1
      ? steps.find((step) => step > scale * 1.001)
      : steps.findLast((step) => step < scale * 0.999);
  return beyond ?? scale;
}

/**
 * @param pages in points, as their document shows them
 * @param view the room that the list has
 */
export function layPages(pages: readonly Size[], turn: Turn, zoom: Zoom, view: Size): PageLayout {
  const tops: number[] = [];
  const sizes: Size[] = [];
  const scales: number[] = [];
  let at = GAP;
  let widest = 0;
  for (const page of pages) {
    const { width, height } = turnedSize(page, turn);
    const scale = scaleOf(zoom, page, turn, view);
    const size = { width: Math.floor(width * scale), height: Math.floor(height * scale) };
    tops.push(at);
    sizes.push(size);
    scales.push(scale);
    at += size.height + GAP;
    widest = Math.max(widest, size.width);
  }
  return { tops, sizes, scales, width: widest + 2 * GAP, height: at };
}

/** Index of the last page whose upper edge is at `y` or above; 0 where none is. */
function pageAbove({ tops }: PageLayout, y: number): number {
  let low = 0;
  let high = tops.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (tops[middle]! <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Numbers, from 1, of the pages that are in sight or nearly so: all others need no picture. Empty for no pages.
 *
 * @param margin how far beyond the room's upper and lower edge a page still counts
 */
export function pagesInSight(layout: PageLayout, scrolled: number, height: number, margin: number): number[] {
  if (layout.tops.length === 0) return [];
  let first = pageAbove(layout, scrolled - margin);
  if (layout.tops[first]! + layout.sizes[first]!.height < scrolled - margin) first += 1;
  const last = pageAbove(layout, scrolled + height + margin);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i + 1);
}

/** Number, from 1, of the page being read: the one of which the greatest share is in sight, the upper of equals. */
export function pageBeingRead(layout: PageLayout, scrolled: number, height: number): number {
  let best = 1;
  let most = -1;
  for (const page of pagesInSight(layout, scrolled, height, 0)) {
    const top = layout.tops[page - 1]!;
    const size = layout.sizes[page - 1]!.height;
    const seen = Math.min(top + size, scrolled + height) - Math.max(top, scrolled);
    const share = seen / Math.min(size, height);
    if (share > most + 1e-9) {
      best = page;
      most = share;
    }
  }
  return best;
}

/** A point of a document that is to stay where it is when pages grow: a page, from 1, and how far down on it, 0 being its upper edge. */
export interface Anchor {
  readonly page: number;
  readonly down: number;
}

export function anchorAt(layout: PageLayout, scrolled: number): Anchor {
  const index = pageAbove(layout, scrolled + GAP);
  const size = layout.sizes[index]?.height ?? 1;
  return { page: index + 1, down: (scrolled + GAP - (layout.tops[index] ?? 0)) / size };
}

export function scrollTo(layout: PageLayout, { page, down }: Anchor): number {
  const index = Math.min(layout.tops.length, Math.max(1, page)) - 1;
  return (layout.tops[index] ?? 0) + down * (layout.sizes[index]?.height ?? 0) - GAP;
}
