import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Turn } from '../../../../../renderer/seat/documents/geometry.ts';
import {
  anchorAt,
  FULL_SIZE,
  GAP,
  layPages,
  nextScale,
  pageBeingRead,
  pagesInSight,
  scrollTo,
} from '../../../../../renderer/seat/documents/pageLayout.ts';

const A4 = { width: 595, height: 842 };
const VIEW = { width: 700, height: 600 };
const turns = fc.constantFrom<Turn>(0, 90, 180, 270);
const pages = fc.array(
  fc.record({ width: fc.integer({ min: 100, max: 2000 }), height: fc.integer({ min: 100, max: 2000 }) }),
  { minLength: 1, maxLength: 60 },
);
const scales = fc.double({ min: 0.3, max: 4, noNaN: true });

describe('pages one below the other', () => {
  test('in sight are exactly those that cross the room, with its margin', () => {
    fc.assert(
      fc.property(
        pages,
        turns,
        scales,
        fc.nat(100_000),
        fc.integer({ min: 50, max: 2000 }),
        fc.nat(500),
        (...given) => {
          const [sizes, turn, scale, scrolled, height, margin] = given;
          const layout = layPages(sizes, turn, scale, VIEW);
          const upper = Math.min(scrolled, layout.height) - margin;
          const crossing = layout.tops.flatMap((top, i) =>
            top <= upper + height + 2 * margin && top + layout.sizes[i]!.height >= upper ? [i + 1] : [],
          );
          expect(pagesInSight(layout, upper + margin, height, margin)).toEqual(crossing);
        },
      ),
    );
  });

  test('of two hundred pages only a handful needs a picture', () => {
    const layout = layPages(Array(200).fill(A4), 0, FULL_SIZE, VIEW);
    for (let scrolled = 0; scrolled < layout.height; scrolled += 777)
      expect(pagesInSight(layout, scrolled, 900, 400).length).toBeLessThanOrEqual(4);
  });

  test('the page that was gone to is the page being read', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), scales, (page, scale) => {
        const layout = layPages(Array(201).fill(A4), 0, scale, VIEW);
        const height = 0.9 * A4.height * scale;
        expect(pageBeingRead(layout, scrollTo(layout, { page, down: 0 }), height)).toBe(page);
      }),
    );
  });

  test('the point at the top stays when pages are turned, scaled, or found to have another size', () => {
    fc.assert(
      fc.property(
        pages,
        turns,
        scales,
        scales,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (sizes, turn, a, b, share) => {
          const before = layPages(sizes, 0, a, VIEW);
          const anchor = anchorAt(before, share * (before.height - GAP));
          const after = layPages(sizes, turn, b, VIEW);
          const kept = anchorAt(after, scrollTo(after, anchor));
          if (anchor.down > 1 || anchor.down < 0) return;
          expect(kept.page).toBeGreaterThanOrEqual(anchor.page);
          expect(kept.page - anchor.page + kept.down - anchor.down).toBeLessThan(
            0.01 + 0.2 * (kept.page - anchor.page),
          );
        },
      ),
    );
  });

  test('fitted to the width leave nothing to scroll sideways, whatever their own widths; fitted whole each fills the room', () => {
    const landscape = { width: A4.height, height: A4.width };
    for (const turn of [0, 90] as const) {
      const wide = layPages([A4, landscape, A4], turn, 'width', VIEW);
      for (const { width } of wide.sizes)
        expect(Math.abs(width - (VIEW.width - 2 * GAP))).toBeLessThanOrEqual(1);
      expect(wide.width).toBeLessThanOrEqual(VIEW.width);
      const whole = layPages([A4, landscape], turn, 'page', VIEW);
      for (const { width, height } of whole.sizes) {
        expect(width).toBeLessThanOrEqual(VIEW.width - 2 * GAP);
        expect(height).toBeLessThanOrEqual(VIEW.height - 2 * GAP);
      }
    }
  });

  test('grow and shrink by steps that lead back, up to an end', () => {
    expect(nextScale(FULL_SIZE, 1)).toBeCloseTo(1.1 * FULL_SIZE);
    expect(nextScale(nextScale(FULL_SIZE, 1), -1)).toBeCloseTo(FULL_SIZE);
    expect(nextScale(4 * FULL_SIZE, 1)).toBe(4 * FULL_SIZE);
    expect(nextScale(0.25 * FULL_SIZE, -1)).toBe(0.25 * FULL_SIZE);
  });
});
