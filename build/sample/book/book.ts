import PDFDocument from 'pdfkit';
import { chineseFontPath } from '../../../electron/fonts/chinese.ts';
import { breakLines } from './lines.ts';
import { headingNumber, type Numbering } from './numbering.ts';

/** How a document looks; bidders differ. */
export interface BookStyle {
  /** Size of the running text in points. */
  readonly size: number;
  /** Distance of two lines, as a multiple of the size. */
  readonly leading: number;
  readonly numbering: Numbering;
  /** Background of table headers. */
  readonly shade: string;
}

export interface BookSetting {
  readonly title: string;
  readonly author: string;
  readonly header: string;
  readonly created: Date;
  readonly style: BookStyle;
}

type Weight = 'regular' | 'bold';
export type Align = 'left' | 'center' | 'right';

/** A4 upright, in points. */
const SHEET = { width: 595.28, height: 841.89 };
const MARGIN = { side: 68, top: 82, bottom: 72 };
const CONTENTS_LINES = 34;

interface Entry {
  readonly level: number;
  readonly text: string;
  readonly page: number;
}

type OutlineNode = PDFKit.PDFOutline;

/**
 * A document of running text, headings with bookmarks, tables and drawings, on A4 pages with header and `第 x 页 共 y 页`. The same
 * calls with the same setting give the same bytes: pdfkit's identifier and dates come from the setting alone.
 */
export class Book {
  readonly doc: PDFKit.PDFDocument;
  readonly style: BookStyle;
  readonly left = MARGIN.side;
  readonly width = SHEET.width - 2 * MARGIN.side;
  readonly bottom = SHEET.height - MARGIN.bottom;
  y = MARGIN.top;
  readonly #setting: BookSetting;
  readonly #widths: Record<Weight, Map<string, number>> = { regular: new Map(), bold: new Map() };
  readonly #chunks: Buffer[] = [];
  readonly #ended: Promise<void>;
  readonly #counts: number[] = [];
  readonly #outline: OutlineNode[] = [];
  readonly #entries: Entry[] = [];
  #page = -1;
  #contents: { readonly page: number; readonly pages: number } | undefined;
  #coverPages = 0;

  constructor(setting: BookSetting) {
    this.#setting = setting;
    this.style = setting.style;
    this.doc = new PDFDocument({
      size: 'A4',
      margin: 0,
      autoFirstPage: false,
      bufferPages: true,
      pdfVersion: '1.7',
      lang: 'zh-CN',
      displayTitle: true,
      info: {
        Title: setting.title,
        Author: setting.author,
        Creator: setting.author,
        CreationDate: setting.created,
        ModDate: setting.created,
      },
    });
    this.doc.registerFont('regular', chineseFontPath('regular'));
    this.doc.registerFont('bold', chineseFontPath('bold'));
    this.doc.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
    this.#ended = new Promise((done) => this.doc.on('end', done));
    this.#outline.push(this.doc.outline);
  }

  newPage(layout: 'portrait' | 'landscape' = 'portrait'): void {
    this.doc.addPage({ size: 'A4', layout, margin: 0 });
    this.#page += 1;
    this.y = MARGIN.top;
  }

  /** Goes to a new page unless so much height, in points, is left. */
  need(height: number): void {
    if (this.#page < 0 || this.y + height > this.bottom) this.newPage();
  }

  /** The width of a text in points; sums of single characters, which is exact for Chinese and close enough for the rest. */
  measure(text: string, size: number, weight: Weight = 'regular'): number {
    const known = this.#widths[weight];
    let width = 0;
    for (const character of text) {
      let one = known.get(character);
      if (one === undefined) {
        one = this.doc.font(weight).fontSize(1000).widthOfString(character);
        known.set(character, one);
      }
      width += one;
    }
    return (width * size) / 1000;
  }

  /** One line of text; `y` is the top of its em box. */
  line(
    text: string,
    x: number,
    y: number,
    size: number,
    options: { weight?: Weight; align?: Align; width?: number; spacing?: number; color?: string } = {},
  ): void {
    const { weight = 'regular', align = 'left', width = this.width, spacing = 0, color = '#111' } = options;
    const free = align === 'left' ? 0 : width - this.measure(text, size, weight);
    const shift = align === 'center' ? free / 2 : free;
    this.doc.font(weight).fontSize(size).fillColor(color);
    this.doc.text(text, x + shift, y - size * 0.14, { lineBreak: false, characterSpacing: spacing });
  }

  paragraph(
    text: string,
    options: { indent?: boolean; align?: Align; weight?: Weight; size?: number } = {},
  ): void {
    const { indent = true, align = 'left', weight = 'regular', size = this.style.size } = options;
    const step = size * this.style.leading;
    const first = indent ? size * 2 : 0;
    const lines = breakLines(text, this.width, (part) => this.measure(part, size, weight), first);
    lines.forEach((line, index) => {
      this.need(step);
      const x = this.left + (index === 0 ? first : 0);
      const room = this.width - (index === 0 ? first : 0);
      const slack = room - this.measure(line, size, weight);
      const justify = align === 'left' && index < lines.length - 1 && slack < size * 2;
      const spacing = justify ? slack / Math.max(1, [...line].length - 1) : 0;
      this.line(line, x, this.y, size, { weight, align, width: room, spacing });
      this.y += step;
    });
    this.y += size * 0.25;
  }

  /** A heading with its number and bookmark; level 1 starts a page. */
  heading(level: 1 | 2 | 3, text: string, numbered = true): void {
    const size = this.style.size + [0, 4.5, 2, 0.8][level]!;
    if (level === 1) this.newPage();
    else this.need(size * 4);
    let title = text;
    if (numbered) {
      this.#counts.length = Math.min(this.#counts.length, level);
      while (this.#counts.length < level) this.#counts.push(0);
      this.#counts[level - 1]! += 1;
      title = headingNumber(this.style.numbering, this.#counts) + text;
    }
    this.bookmark(level, title);
    if (level > 1) this.y += size * 0.4;
    this.line(title, this.left, this.y, size, { weight: 'bold', align: level === 1 ? 'center' : 'left' });
    this.y += size * (level === 1 ? 2.4 : 1.9);
  }

  /** A bookmark to the page, and a line of the contents for levels 1 and 2. */
  bookmark(level: 1 | 2 | 3, title: string): void {
    this.#outline.length = Math.min(this.#outline.length, level);
    this.#outline.push(this.#outline.at(-1)!.addItem(title));
    if (level < 3) this.#entries.push({ level, text: title, page: this.#page });
  }

  space(height: number): void {
    this.y += height;
  }

  /** A title page: title in the middle, the lines below it. */
  cover(project: string, title: string, lines: readonly string[]): void {
    this.newPage();
    this.#coverPages = 1;
    const middle = (text: string, size: number, y: number, weight: Weight): number => {
      const wrapped = breakLines(text, this.width, (part) => this.measure(part, size, weight));
      wrapped.forEach((line, index) => {
        this.line(line, this.left, y + index * size * 1.5, size, { weight, align: 'center' });
      });
      return y + wrapped.length * size * 1.5;
    };
    const after = middle(project, 20, 150, 'regular');
    middle(title, 34, after + 40, 'bold');
    lines.forEach((line, index) => {
      this.line(line, this.left + 40, 590 + index * 30, 13);
    });
  }

  /** Keeps pages free for the contents, which are known at the end only. */
  contents(pages: number): void {
    this.newPage();
    this.#contents = { page: this.#page, pages };
    for (let extra = 1; extra < pages; extra += 1) this.newPage();
  }

  /** The finished document. */
  async finish(): Promise<Uint8Array> {
    this.#writeContents();
    const pages = this.#page + 1;
    for (let page = this.#coverPages; page < pages; page += 1) {
      this.doc.switchToPage(page);
      const { width, height } = this.doc.page;
      const room = width - 2 * this.left;
      this.line(this.#setting.header, this.left, 48, 8.5, { align: 'center', width: room, color: '#555' });
      this.doc
        .lineWidth(0.5)
        .strokeColor('#999')
        .moveTo(this.left, 64)
        .lineTo(width - this.left, 64)
        .stroke();
      const number = `第 ${page + 1} 页 共 ${pages} 页`;
      this.line(number, this.left, height - 46, 9, { align: 'center', width: room, color: '#555' });
    }
    this.doc.end();
    await this.#ended;
    return new Uint8Array(Buffer.concat(this.#chunks));
  }

  #writeContents(): void {
    if (this.#contents === undefined) return;
    const { page: first, pages } = this.#contents;
    const all = this.#entries;
    const room = pages * CONTENTS_LINES;
    const shown = all.length > room ? all.filter(({ level }) => level === 1) : all;
    if (shown.length > room)
      throw new Error(`${shown.length} headings do not fit ${pages} pages of contents`);
    shown.forEach(({ level, text, page }, index) => {
      this.doc.switchToPage(first + Math.floor(index / CONTENTS_LINES));
      if (index === 0) this.line('目  录', this.left, MARGIN.top, 17, { weight: 'bold', align: 'center' });
      const y = MARGIN.top + 44 + (index % CONTENTS_LINES) * 19;
      const x = this.left + (level - 1) * 20;
      const weight = level === 1 ? 'bold' : 'regular';
      this.line(text, x, y, 11, { weight });
      const number = String(page + 1);
      this.line(number, this.left, y, 11, { align: 'right' });
      const from = x + this.measure(text, 11, weight) + 6;
      const to = this.left + this.width - this.measure(number, 11) - 6;
      this.doc.lineWidth(0.6).strokeColor('#777').dash(0.8, { space: 2.4 });
      this.doc
        .moveTo(from, y + 8)
        .lineTo(to, y + 8)
        .stroke()
        .undash();
    });
  }
}
