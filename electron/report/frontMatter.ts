/** The first pages: cover and table of contents; and what stands at the head and foot of every other page. */
import type { Cover } from '../../shared/report/index.ts';
import { bodyHeight, bodyWidth, type Paper, RULE } from './paper.ts';
import { LEADING } from './typeface.ts';

const SMALL = 8.5;
const COVER = { title: 30, remark: 12, fact: 13, issuer: 14 } as const;
const ENTRY = { chapter: { size: 10.5, indent: 0 }, section: { size: 9.5, indent: 21 } } as const;
const ENTRY_HEIGHT = 19;
const CONTENTS_HEAD = 44;

function centred(paper: Paper, text: string, y: number, weight: 'regular' | 'bold', size: number): void {
  paper.write(text, paper.left + (paper.width - paper.type.width(text, weight, size)) / 2, y, weight, size);
}

/** Each label's characters spread over one width, as covers of official documents have them. */
function spread(paper: Paper, label: string, x: number, y: number, width: number): void {
  const characters = [...label];
  const own = paper.type.width(label, 'bold', COVER.fact);
  const gap = characters.length < 2 ? 0 : Math.max(0, width - own) / (characters.length - 1);
  let at = x;
  for (const character of characters) {
    paper.write(character, at, y, 'bold', COVER.fact);
    at += paper.type.width(character, 'bold', COVER.fact) + gap;
  }
}

export function drawCover(paper: Paper, cover: Cover): void {
  const spaced = [...cover.title].length <= 6 ? [...cover.title].join('　') : cover.title;
  centred(paper, spaced, 150, 'bold', COVER.title);
  if (cover.remark !== undefined) centred(paper, `（${cover.remark}）`, 208, 'regular', COVER.remark);
  const label = Math.max(...cover.facts.map(([text]) => paper.type.width(text, 'bold', COVER.fact)));
  const x = paper.left + 30;
  const value = x + label + 22;
  const line = COVER.fact * 1.75;
  let y = 290;
  for (const [name, text] of cover.facts) {
    spread(paper, name, x, y, label);
    paper.write('：', x + label, y, 'bold', COVER.fact);
    const right = paper.left + paper.width - 20;
    for (const part of paper.type.lines(text, 'regular', COVER.fact, right - value)) {
      paper.write(part, value, y, 'regular', COVER.fact);
      paper.doc
        .lineWidth(RULE)
        .moveTo(value, y + line - 4)
        .lineTo(right, y + line - 4)
        .stroke('black');
      y += line;
    }
    y += 8;
  }
  const foot = Math.max(y + 40, 700);
  centred(paper, cover.issuer, foot, 'bold', COVER.issuer);
  centred(paper, cover.date, foot + 26, 'regular', COVER.issuer);
}

export interface ContentsEntry {
  readonly level: 'chapter' | 'section';
  readonly title: string;
  /** 1-based page on which it stands. */
  readonly page: number;
  readonly destination: string;
}

const perPage = (): number => Math.floor((bodyHeight('portrait') - CONTENTS_HEAD) / ENTRY_HEIGHT);

/** Pages that a table of contents with so many entries takes. */
export const contentsPages = (entries: number): number => Math.max(1, Math.ceil(entries / perPage()));

function shortened(paper: Paper, title: string, size: number, width: number): string {
  if (paper.type.width(title, 'regular', size) <= width) return title;
  const [line = ''] = paper.type.lines(title, 'regular', size, width - size);
  return `${line}…`;
}

function drawEntry(paper: Paper, entry: ContentsEntry, y: number): void {
  const { size, indent } = ENTRY[entry.level];
  const weight = entry.level === 'chapter' ? 'bold' : 'regular';
  const x = paper.left + indent;
  const right = paper.left + bodyWidth('portrait');
  const title = shortened(paper, entry.title, size, right - x - 60);
  paper.write(title, x, y, weight, size);
  const page = `${entry.page}`;
  const pageX = right - paper.type.width(page, 'regular', size);
  paper.write(page, pageX, y, 'regular', size);
  const dot = paper.type.width('.', 'regular', size) * 1.6;
  // Dots on one grid for the whole page.
  const from = x + paper.type.width(title, weight, size) + 6;
  for (let at = right - 24 - dot * Math.floor((right - 24 - from) / dot); at < right - 24; at += dot)
    paper.write('.', at, y, 'regular', size);
  paper.doc.goTo(x, y, right - x, ENTRY_HEIGHT - 2, entry.destination);
}

/** Fills the pages kept for it, of which `firstPage` is the 0-based first. */
export function drawContents(paper: Paper, entries: readonly ContentsEntry[], firstPage: number): void {
  const rows = perPage();
  for (let part = 0; part * rows < Math.max(1, entries.length); part++) {
    paper.doc.switchToPage(firstPage + part);
    const size = 16;
    const title = '目　录';
    const x = paper.left + (bodyWidth('portrait') - paper.type.width(title, 'bold', size)) / 2;
    paper.write(title, x, 72, 'bold', size);
    for (const [i, entry] of entries.slice(part * rows, (part + 1) * rows).entries())
      drawEntry(paper, entry, 72 + CONTENTS_HEAD + i * ENTRY_HEIGHT);
  }
}

/** Running title and `第 x 页 共 y 页`, on every page but the cover; the cover counts as the first. */
export function drawMargins(paper: Paper, running: string): void {
  const { doc, type } = paper;
  const { count } = doc.bufferedPageRange();
  for (let i = 1; i < count; i++) {
    doc.switchToPage(i);
    const { width, height } = doc.page;
    const left = paper.left;
    const right = width - left;
    paper.write(shortened(paper, running, SMALL, right - left), left, 42, 'regular', SMALL);
    doc
      .lineWidth(RULE)
      .moveTo(left, 42 + SMALL * LEADING + 3)
      .lineTo(right, 42 + SMALL * LEADING + 3)
      .stroke('black');
    const number = `第 ${i + 1} 页 共 ${count} 页`;
    paper.write(number, (width - type.width(number, 'regular', SMALL)) / 2, height - 44, 'regular', SMALL);
  }
}
