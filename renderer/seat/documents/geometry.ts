/**
 * Where a place lies on a page. A box is [left, top, right, bottom] in thousandths of the page's width and height, from the upper left corner
 * of the page as its document shows it; how a reader has turned the page on the screen is no part of it.
 */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Degrees clockwise by which a reader has turned the pages. */
export type Turn = 0 | 90 | 180 | 270;

export type Box = readonly [left: number, top: number, right: number, bottom: number];

/** CSS pixels: what is smaller either way is a click whose hand has trembled. */
const SMALLEST_DRAG = 5;
const WHOLE = 1000;

export const turnedSize = ({ width, height }: Size, turn: Turn): Size =>
  turn % 180 === 0 ? { width, height } : { width: height, height: width };

/** The next turn clockwise. */
export const nextTurn = (turn: Turn): Turn => ((turn + 90) % 360) as Turn;

/** The box as it lies on the page that is turned by `turn`. */
export function turnedBox([left, top, right, bottom]: Box, turn: Turn): Box {
  switch (turn) {
    case 0:
      return [left, top, right, bottom];
    case 90:
      return [WHOLE - bottom, left, WHOLE - top, right];
    case 180:
      return [WHOLE - right, WHOLE - bottom, WHOLE - left, WHOLE - top];
    case 270:
      return [top, WHOLE - right, bottom, WHOLE - left];
  }
}

const within = (value: number): number => Math.min(WHOLE, Math.max(0, value));

/**
 * The box that was dragged, rounded outwards so that what was framed stays framed; null for a drag too small to be meant.
 *
 * @param from @param to CSS pixels from the shown page's upper left corner, which they may lie outside of
 * @param shown the page's size on screen, turned as it is
 */
export function draggedBox(from: Point, to: Point, shown: Size, turn: Turn): Box | null {
  if (Math.abs(from.x - to.x) < SMALLEST_DRAG || Math.abs(from.y - to.y) < SMALLEST_DRAG) return null;
  const left = within(Math.floor((Math.min(from.x, to.x) / shown.width) * WHOLE));
  const top = within(Math.floor((Math.min(from.y, to.y) / shown.height) * WHOLE));
  const right = within(Math.ceil((Math.max(from.x, to.x) / shown.width) * WHOLE));
  const bottom = within(Math.ceil((Math.max(from.y, to.y) / shown.height) * WHOLE));
  if (left >= right || top >= bottom) return null;
  return turnedBox([left, top, right, bottom], ((360 - turn) % 360) as Turn);
}

/** The box over the shown page, each in percent of the page's size there. */
export function frameOfBox(
  box: Box,
  turn: Turn,
): { readonly left: number; readonly top: number; readonly width: number; readonly height: number } {
  const [left, top, right, bottom] = turnedBox(box, turn);
  return { left: left / 10, top: top / 10, width: (right - left) / 10, height: (bottom - top) / 10 };
}
