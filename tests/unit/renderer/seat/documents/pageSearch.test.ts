import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  firstHit,
  hitsOnPage,
  nextHit,
  piecesOf,
  textOfRuns,
} from '../../../../../renderer/seat/documents/pageSearch.ts';

const said = (text: string, looked: string): string[] =>
  hitsOnPage(1, text, looked).map(({ start, end }) => text.slice(start, end));

describe('searching a page', () => {
  test('finds Chinese across a line’s end, and set with spaces', () => {
    expect(said('资质证书编\n号：A1', '证书编号')).toEqual(['证书编\n号']);
    expect(said('资 质 证 书', '资质证书')).toEqual(['资 质 证 书']);
    expect(said('安全生产许可证', '安全 生产')).toEqual(['安全生产']);
  });

  test('has no regard to case and full width', () => {
    expect(said('ＩＳＯ９００１ certified, Iso9001', 'iso9001')).toEqual(['ＩＳＯ９００１', 'Iso9001']);
  });

  test('finds English words across a line’s end, and not across words', () => {
    expect(said('a financial\nstatement', 'Financial  Statement')).toEqual(['financial\nstatement']);
    expect(said('the rapist', 'therapist')).toEqual([]);
  });

  test('finds nothing for an empty question, and reads nothing in it as a pattern', () => {
    expect(said('text', '  ')).toEqual([]);
    expect(said('1.5 a5 (x)', '.5 a5 (')).toEqual(['.5 a5 (']);
  });

  test('finds every stretch of a text by its own words, and hits do not overlap', () => {
    const texts = fc.string({
      unit: fc.constantFrom('工', '程', 'a', 'B', '１', ' ', '\n', '㎡', '😀'),
      maxLength: 40,
    });
    fc.assert(
      fc.property(texts, fc.nat(40), fc.nat(10), (text, at, length) => {
        const characters = [...text];
        const looked = characters.slice(at, at + length).join('');
        fc.pre(looked.trim() !== '');
        const hits = hitsOnPage(3, text, looked);
        expect(hits.length).toBeGreaterThan(0);
        for (const [i, { page, start, end }] of hits.entries()) {
          expect(page).toBe(3);
          expect(start).toBeLessThan(end);
          expect(start).toBeGreaterThanOrEqual(hits[i - 1]?.end ?? 0);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});

describe('a hit', () => {
  const runs = [
    { str: '资质证', hasEOL: true },
    { str: '', hasEOL: true },
    { str: '书编', hasEOL: false },
    { str: '号', hasEOL: false },
  ];

  test('is marked in each run of text that it covers, and in no other', () => {
    const text = textOfRuns(runs);
    const [hit] = hitsOnPage(1, text, '证书编号');
    const pieces = piecesOf(runs, hit!);
    expect(pieces).toEqual([
      { run: 0, start: 2, end: 3 },
      { run: 2, start: 0, end: 2 },
      { run: 3, start: 0, end: 1 },
    ]);
  });

  test('comes first on the page being read or behind it, else at the beginning', () => {
    const hits = [2, 5, 9].map((page) => ({ page, start: 0, end: 1 }));
    expect(firstHit(hits, 1)).toBe(0);
    expect(firstHit(hits, 5)).toBe(1);
    expect(firstHit(hits, 10)).toBe(0);
    expect(firstHit([], 1)).toBe(-1);
  });

  test('follows the last one at the first, and the other way', () => {
    expect(nextHit(3, 2, 1)).toBe(0);
    expect(nextHit(3, 0, -1)).toBe(2);
    expect(nextHit(0, -1, 1)).toBe(-1);
  });
});
