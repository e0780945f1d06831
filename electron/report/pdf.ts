/** The evaluation report as PDF. Nothing in it comes from a clock or from chance: the same model and head give the same bytes. */
import PDFDocument from 'pdfkit';
import type { Head } from '../../shared/journal/entry.ts';
import type { Block, Chapter, Column, Cover, ReportModel } from '../../shared/report/index.ts';
import {
  drawFacts,
  drawHeading,
  drawParagraph,
  drawSignatures,
  headingHeight,
  type Level,
  leastHeight,
} from './blocks.ts';
import { type ContentsEntry, contentsPages, drawContents, drawCover, drawMargins } from './frontMatter.ts';
import { type Orientation, type Paper, paperOf } from './paper.ts';
import { type PreparedTable, prepareTable } from './tables.ts';
import { openTypeface, type Typeface } from './typeface.ts';

export interface MadeAt {
  /** The head of the journal that the model was made from: the document's identifier. */
  readonly head: Head;
  /** Time of the head entry, RFC 3339: the document's date. */
  readonly at: string;
  /** The document's own title; the report's where it is left out. */
  readonly title?: string;
}

function openDocument({ head, at, title = '评标报告' }: MadeAt): PDFKit.PDFDocument {
  const CreationDate = new Date(at);
  const doc = new PDFDocument({
    autoFirstPage: false,
    bufferPages: true,
    lang: 'zh-CN',
    pdfVersion: '1.7',
    subset: 'PDF/A-2b',
    displayTitle: true,
    // No default font: else pdfkit begins with Helvetica, which is not embedded.
    font: '',
    info: {
      Title: title,
      Creator: 'Sealroom',
      Producer: 'Sealroom',
      CreationDate,
      ModDate: CreationDate,
    },
  });
  // pdfkit derives the identifier from the title and the date; the head says more and is as unchanging.
  (doc as unknown as { _id: Buffer })._id = Buffer.from(head.hash.slice(0, 32), 'hex');
  return doc;
}

/** Every text of the model as the font can show it. */
function showable(model: ReportModel, type: Typeface): ReportModel {
  const text = type.showable;
  const pair = ([label, value]: readonly [string, string]): readonly [string, string] => [
    text(label),
    text(value),
  ];
  const column = ({ title, align }: Column): Column => ({ title: text(title), align });
  const block = (one: Block): Block => {
    switch (one.kind) {
      case 'section':
        return { ...one, title: text(one.title) };
      case 'paragraph':
        return { ...one, text: text(one.text) };
      case 'facts':
        return { ...one, rows: one.rows.map(pair) };
      case 'table':
        return {
          ...one,
          title: text(one.title),
          columns: one.columns.map(column),
          rows: one.rows.map((row) => row.map(text)),
          ...(one.notes === undefined ? {} : { notes: one.notes.map(text) }),
        };
      case 'signatures':
        return {
          ...one,
          rows: one.rows.map((row) => ({
            name: text(row.name),
            office: text(row.office),
            state: text(row.state),
          })),
        };
    }
  };
  const cover: Cover = { ...model.cover, facts: model.cover.facts.map(pair) };
  const chapters = model.chapters.map(({ title, blocks }) => ({
    title: text(title),
    blocks: blocks.map(block),
  }));
  return { ...model, cover, running: text(model.running), chapters };
}

/** Makes room for `least` points on a page of this orientation. */
function provide(paper: Paper, least: number, orientation: Orientation): void {
  if (orientation !== paper.orientation || paper.room() < least) paper.newPage(orientation);
}

function drawBlock(
  paper: Paper,
  block: Exclude<Block, { kind: 'section' }>,
  prepared: PreparedTable | undefined,
): void {
  if (prepared !== undefined) {
    provide(paper, prepared.least, prepared.orientation);
    prepared.draw();
  } else if (block.kind === 'paragraph') drawParagraph(paper, block.text);
  else {
    provide(paper, leastHeight(block), 'portrait');
    if (block.kind === 'facts') drawFacts(paper, block.rows);
    else if (block.kind === 'signatures') drawSignatures(paper, block);
  }
}

/** The words above a signature block stay on its page; points that they take. */
const SIGNING_WORDS = 90;

/** Draws the chapters and says on which page each heading came to stand. */
function drawChapters(paper: Paper, chapters: readonly Chapter[]): ContentsEntry[] {
  const entries: ContentsEntry[] = [];
  const heading = (title: string, level: Level): void => {
    const page = paper.doc.bufferedPageRange().count;
    const destination = `heading-${entries.length + 1}`;
    drawHeading(paper, title, level);
    paper.doc.addNamedDestination(destination, 'XYZ', paper.left, Math.max(0, paper.y - 40), null);
    entries.push({ level, title, page, destination });
  };
  for (const { title, blocks } of chapters) {
    const tables = blocks.map((block) => (block.kind === 'table' ? prepareTable(paper, block) : undefined));
    /** What headings that end before block `from` must keep on their page with them. */
    const following = (from: number): { least: number; orientation: Orientation } => {
      const next = blocks[from];
      if (next?.kind === 'section') {
        const after = following(from + 1);
        return { ...after, least: headingHeight(paper, next.title, 'section') + after.least };
      }
      if (next?.kind === 'paragraph' && blocks[from + 1]?.kind === 'signatures')
        return { least: SIGNING_WORDS + leastHeight(blocks[from + 1]), orientation: 'portrait' };
      const prepared = tables[from];
      return {
        least: prepared?.least ?? leastHeight(next),
        orientation: prepared?.orientation ?? 'portrait',
      };
    };
    const first = following(0);
    provide(paper, headingHeight(paper, title, 'chapter') + first.least, first.orientation);
    heading(title, 'chapter');
    for (const [i, block] of blocks.entries()) {
      if (block.kind === 'section') {
        const next = following(i + 1);
        if (i > 0)
          provide(paper, headingHeight(paper, block.title, 'section') + next.least, next.orientation);
        heading(block.title, 'section');
      } else drawBlock(paper, block, tables[i]);
    }
  }
  return entries;
}

function addBookmarks(doc: PDFKit.PDFDocument, entries: readonly ContentsEntry[]): void {
  let chapter = doc.outline;
  for (const { level, title, page } of entries) {
    const options = { pageNumber: page - 1 } as { expanded?: boolean };
    if (level === 'chapter') chapter = doc.outline.addItem(title, options);
    else chapter.addItem(title, options);
  }
}

/**
 * The report, or its annex, as PDF (A4, one embedded font in two weights, made to PDF/A-2b). Byte for byte the same whenever it is made
 * again from the same journal by the same version. Throws only where the font's file is missing.
 */
export async function reportPdf(model: ReportModel, at: MadeAt): Promise<Uint8Array> {
  const doc = openDocument(at);
  const chunks: Uint8Array[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    doc
      .on('data', (chunk: Uint8Array) => chunks.push(chunk))
      .on('end', resolve)
      .on('error', reject);
  });
  const type = openTypeface(doc);
  const paper = paperOf(doc, type);
  const { cover, running, chapters } = showable(model, type);
  paper.newPage('portrait');
  drawCover(paper, cover);
  const headings =
    chapters.length +
    chapters.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'section')).length;
  for (let i = 0; i < contentsPages(headings); i++) paper.newPage('portrait');
  paper.endPage();
  const entries = drawChapters(paper, chapters);
  addBookmarks(doc, entries);
  drawContents(paper, entries, 1);
  drawMargins(paper, running);
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}
