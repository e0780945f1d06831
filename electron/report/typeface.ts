/** The report's two weights of one Chinese font: how wide text is, where lines may break, what has no glyph. */

import { printable } from '../../shared/project/faults.ts';
import { chineseFontPath } from '../fonts/chinese.ts';

export type Weight = 'regular' | 'bold';

/** Of the font size: the distance from one line to the next. */
export const LEADING = 1.5;

/** What pdfkit keeps of an embedded font and its types do not tell. */
interface FontkitFont {
  readonly unitsPerEm: number;
  hasGlyphForCodePoint(point: number): boolean;
  glyphForCodePoint(point: number): { readonly advanceWidth: number };
}

export interface Typeface {
  /** Points that a text takes at a size, by its glyphs' advances. */
  width(text: string, weight: Weight, size: number): number;
  /** Lines of at most `width` points. */
  lines(text: string, weight: Weight, size: number, width: number): string[];
  /** The widest piece that a line break cannot divide. */
  widestPiece(text: string, weight: Weight, size: number): number;
  /** The text with nothing in it that the font cannot show: a missing glyph is written as its code, never dropped. */
  showable(text: string): string;
}

/** Punctuation that may not begin a line stays with what is before it, an opening mark with what follows (标点避头尾). */
const PIECE =
  /\s|[（《“‘【〔「([]*(?:[!-'*-Z\\^-~\u00a0-\u024f]+|[^\s])[，。、；：！？）》”’】〕」)\]%％…]*/gu;

/** Registers both weights with the document; the file is read once for each. */
export function openTypeface(doc: PDFKit.PDFDocument): Typeface {
  const font = (weight: Weight): FontkitFont => {
    doc.registerFont(weight, chineseFontPath(weight)).font(weight);
    return (doc as unknown as { _font: { font: FontkitFont } })._font.font;
  };
  const fonts = { regular: font('regular'), bold: font('bold') };
  const advances = { regular: new Map<string, number>(), bold: new Map<string, number>() };

  const advance = (character: string, weight: Weight): number => {
    const known = advances[weight].get(character);
    if (known !== undefined) return known;
    const { unitsPerEm } = fonts[weight];
    const fresh = fonts[weight].glyphForCodePoint(character.codePointAt(0)!).advanceWidth / unitsPerEm;
    advances[weight].set(character, fresh);
    return fresh;
  };
  const width = (text: string, weight: Weight, size: number): number => {
    let sum = 0;
    for (const character of text) sum += advance(character, weight);
    return sum * size;
  };
  /** A piece wider than the line (a hash, a file name) is broken wherever it must be. */
  const broken = (piece: string, weight: Weight, size: number, limit: number): string[] => {
    const parts = [''];
    for (const character of piece) {
      const longer = parts.at(-1)! + character;
      if (parts.at(-1) !== '' && width(longer, weight, size) > limit) parts.push(character);
      else parts[parts.length - 1] = longer;
    }
    return parts;
  };
  const wrapped = (text: string, weight: Weight, size: number, limit: number): string[] => {
    const lines: string[] = [];
    let line = '';
    for (const piece of text.match(PIECE) ?? []) {
      if (width(line + piece, weight, size) <= limit) line += piece;
      else {
        if (line.trim() !== '') lines.push(line.trimEnd());
        const parts = broken(piece.trimStart(), weight, size, limit);
        lines.push(...parts.slice(0, -1));
        line = parts.at(-1)!;
      }
    }
    return [...lines, line.trimEnd()];
  };
  return {
    width,
    lines: (text, weight, size, limit) =>
      text.split('\n').flatMap((part) => wrapped(part, weight, size, limit)),
    widestPiece: (text, weight, size) =>
      Math.max(0, ...(text.match(PIECE) ?? []).map((piece) => width(piece.trim(), weight, size))),
    showable: (text) =>
      [...text]
        .map((character) => {
          if (character === '\n') return character;
          const point = character.codePointAt(0)!;
          if (printable(character) !== character) return printable(character);
          const shown = fonts.regular.hasGlyphForCodePoint(point);
          return shown ? character : `〔U+${point.toString(16).toUpperCase()}〕`;
        })
        .join(''),
  };
}
