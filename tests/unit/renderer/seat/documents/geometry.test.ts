import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Box,
  draggedBox,
  frameOfBox,
  nextTurn,
  type Turn,
  turnedBox,
} from '../../../../../renderer/seat/documents/geometry.ts';

const turns = fc.constantFrom<Turn>(0, 90, 180, 270);
const side = fc.tuple(fc.integer({ min: 0, max: 999 }), fc.integer({ min: 1, max: 1000 }));
const boxes = fc
  .tuple(side, side)
  .filter(([[left, right], [top, bottom]]) => left < right && top < bottom)
  .map(([[left, right], [top, bottom]]): Box => [left, top, right, bottom]);

describe('a place on a page', () => {
  test('in the upper left corner lies in the upper right one after a quarter turn clockwise', () => {
    expect(turnedBox([0, 0, 100, 200], 90)).toEqual([800, 0, 1000, 100]);
    expect(turnedBox([0, 0, 100, 200], 180)).toEqual([900, 800, 1000, 1000]);
    expect(turnedBox([0, 0, 100, 200], 270)).toEqual([0, 900, 200, 1000]);
  });

  test('is itself again after four quarter turns', () => {
    fc.assert(
      fc.property(boxes, (box) => {
        const four = [0, 1, 2, 3].reduce<Box>((turning) => turnedBox(turning, 90), box);
        expect(four).toEqual(box);
      }),
    );
    expect([0, 90, 180, 270].map((turn) => nextTurn(turn as Turn))).toEqual([90, 180, 270, 0]);
  });

  test('that was dragged covers what was framed, however the page is turned, and is shown where it was dragged', () => {
    const length = fc.double({ min: 200, max: 3000, noNaN: true });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(turns, length, length, share, share, share, share, (turn, width, height, a, b, c, d) => {
        const from = { x: a * width, y: b * height };
        const to = { x: c * width, y: d * height };
        const box = draggedBox(from, to, { width, height }, turn);
        if (box === null) return;
        for (const edge of box) expect(edge).toBe(Math.min(1000, Math.max(0, Math.round(edge))));
        const frame = frameOfBox(box, turn);
        const near = (percent: number, share: number): void =>
          expect(Math.abs(percent - share * 100)).toBeLessThanOrEqual(0.1 + 1e-9);
        near(frame.left, Math.min(a, c));
        near(frame.top, Math.min(b, d));
        near(frame.left + frame.width, Math.max(a, c));
        near(frame.top + frame.height, Math.max(b, d));
        expect(frame.left).toBeLessThanOrEqual(Math.min(a, c) * 100 + 1e-9);
        expect(frame.left + frame.width).toBeGreaterThanOrEqual(Math.max(a, c) * 100 - 1e-9);
      }),
    );
  });

  test('ends at the page’s edge where the hand went beyond', () => {
    const page = { width: 500, height: 700 };
    expect(draggedBox({ x: 250, y: 350 }, { x: 900, y: -50 }, page, 0)).toEqual([500, 0, 1000, 500]);
  });

  test('is not marked by a click, nor outside the page', () => {
    const page = { width: 500, height: 700 };
    expect(draggedBox({ x: 10, y: 10 }, { x: 13, y: 200 }, page, 0)).toBeNull();
    expect(draggedBox({ x: 510, y: 10 }, { x: 600, y: 200 }, page, 0)).toBeNull();
  });
});
