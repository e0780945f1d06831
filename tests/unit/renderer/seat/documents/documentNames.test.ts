import { describe, expect, test } from 'vitest';
import {
  documentName,
  documentNamed,
  documentsOf,
  documentTitle,
  placesNamed,
  placeTitle,
} from '../../../../../renderer/seat/documents/documentNames.ts';

const paths = {
  tender: ['data/tender/招标文件.pdf'],
  bids: { B1: ['data/bids/B1/tech.pdf'], B11: ['data/bids/B11/tech.pdf', 'data/bids/B11/price (1).pdf'] },
};

describe('a document', () => {
  test('is named by bid and file, and found again by that name', () => {
    for (const bid of [null, 'B1', 'B11'])
      for (const path of documentsOf(paths, bid))
        expect(documentNamed(paths, documentName(path))).toEqual({ bid, path });
    expect(documentName('data/bids/B1/tech.pdf')).toBe('B1/tech.pdf');
    expect(documentTitle('data/tender/招标文件.pdf')).toBe('招标文件');
    expect(documentNamed(paths, 'B2/tech.pdf')).toBeNull();
    expect(documentsOf(paths, 'B2')).toEqual([]);
  });
});

describe('a marked place', () => {
  test('is named by the bidder and the document, never by a path', () => {
    const nameOf = (bid: string) => (bid === 'B1' ? '某某公司' : undefined);
    expect(placeTitle('B1/技术文件.pdf', nameOf)).toBe('某某公司 · 技术文件');
    expect(placeTitle('tender/招标文件.pdf', nameOf)).toBe('招标文件');
  });
});

describe('a printed place', () => {
  test('is found with its page, also where a table’s cell has broken its line', () => {
    const text = '理由 B11/price (1).pdf 第12页；B1/te\nch.pdf 第\n3 页 B11/tech.pdf';
    const found = placesNamed(text, paths).map(({ document, page, start, end }) => [
      document,
      page,
      text.slice(start, end),
    ]);
    expect(found).toEqual([
      ['B11/price (1).pdf', 12, 'B11/price (1).pdf 第12页'],
      ['B1/tech.pdf', 3, 'B1/te\nch.pdf 第\n3 页'],
    ]);
  });

  test('of another document whose name ends alike is not taken for it', () => {
    expect(placesNamed('XB1/tech.pdf 第3页', paths)).toEqual([]);
  });
});
