import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportPdf, resultJson, scoreTablesXlsx } from '../../../../electron/report/index.ts';
import { entryLine } from '../../../../shared/journal/entry.ts';
import { type ReportInput, type ReportModel, reportModel } from '../../../../shared/report/index.ts';
import { fullDay, type Played, reportInput } from '../../shared/report/sampleDay.ts';

const MAKE = fileURLToPath(new URL('run.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'sealroom-report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let played: Played;
let input: ReportInput;
let pdf: Uint8Array;

const at = () => ({ head: input.state.head, at: input.state.at! });

beforeAll(async () => {
  played = await fullDay();
  input = reportInput(played);
  pdf = await reportPdf(reportModel(input), at());
});

/** What a reader's own program finds in a PDF. */
function read(program: 'pdfinfo' | 'pdffonts' | 'pdftotext', bytes: Uint8Array): string {
  const file = join(folder, 'read.pdf');
  writeFileSync(file, bytes);
  const args = { pdfinfo: ['-isodates', file], pdffonts: [file], pdftotext: ['-layout', file, '-'] }[program];
  return execFileSync(program, args, { encoding: 'utf8', env: { ...process.env, TZ: 'UTC' } });
}

const shown = (bytes: Uint8Array): string => read('pdftotext', bytes).replace(/\s/g, '');

describe('the report as PDF', () => {
  it('takes its identifier and its date from the journal', () => {
    const [head, day] = [
      input.state.head.hash.slice(0, 32),
      new Date(input.state.at!).toISOString().slice(0, 19),
    ];
    expect(Buffer.from(pdf).toString('latin1').includes(`/ID [<${head}> <${head}>]`)).toBe(true);
    const info = read('pdfinfo', pdf);
    expect(info).toContain(`CreationDate:    ${day}Z`);
    expect(info).toContain(`ModDate:         ${day}Z`);
  });

  it('embeds every font it uses', () => {
    const fonts = read('pdffonts', pdf).trim().split('\n').slice(2);
    expect(fonts).toHaveLength(2);
    for (const font of fonts) expect(font).toMatch(/NotoSansSC.* yes yes yes /);
  });

  it('numbers every page but the cover, and its text can be searched', () => {
    const pages = read('pdftotext', pdf).split('\f').slice(0, -1);
    for (const [i, page] of pages.entries()) {
      const number = `第${i + 1}页共${pages.length}页`;
      expect(page.replace(/\s/g, '').endsWith(number)).toBe(i > 0);
    }
    expect(shown(pdf)).toContain('某市青云建设集团有限公司');
  });

  it('says in its contents on which page each chapter begins', () => {
    const pages = read('pdftotext', pdf).split('\f');
    const entries = pages.slice(1, 4).flatMap((page) => page.split('\n'));
    for (const { title } of reportModel(input).chapters) {
      const entry = entries.find((line) => line.includes(title) && line.includes('. . .'))!;
      expect(pages[Number(/\d+\s*$/.exec(entry)![0]) - 1]).toContain(title);
    }
  });

  it('is of the same bytes when another process makes it again from the same journal, like workbook and JSON', async () => {
    const { pkg, entries } = played;
    const file = join(folder, 'journal.json');
    const journal = { pkg: { ...pkg, slipKeys: [...pkg.slipKeys] }, lines: entries.map(entryLine) };
    writeFileSync(file, JSON.stringify(journal));
    const elsewhere = JSON.parse(
      execFileSync(process.execPath, [MAKE, file], {
        encoding: 'utf8',
        env: { ...process.env, TZ: 'America/St_Johns' },
      }),
    );
    const xlsx = await scoreTablesXlsx(input.state, input.evaluation!);
    const here = [pdf, xlsx, resultJson(input.state, input.evaluation)].map((bytes) =>
      createHash('sha256').update(bytes).digest('hex'),
    );
    expect(elsewhere).toEqual(here);
  });

  it('is another document when the head is another', async () => {
    const other = await reportPdf(reportModel(input), { ...at(), head: { seq: 1, hash: 'ab'.repeat(32) } });
    expect(Buffer.compare(other, pdf)).not.toBe(0);
  });

  it('takes hostile text: twenty thousand characters in a cell, control characters, glyphs that no font has', async () => {
    const cell = '很长的评语，'.repeat(3300);
    const model: ReportModel = {
      ...reportModel(input),
      chapters: [
        {
          title: '一、表',
          blocks: [
            {
              kind: 'table',
              title: '表',
              keys: 1,
              columns: [
                { title: '成员', align: 'left' },
                { title: '评语', align: 'left' },
              ],
              rows: [
                ['甲', cell],
                ['\u202e乙😀\u0000', '\n\n\t'],
              ],
            },
          ],
        },
      ],
    };
    const made = await reportPdf(model, at());
    const text = shown(made);
    expect(text.match(/评语/g)!.length).toBeGreaterThanOrEqual(3300);
    expect(text).toContain('〔U+1F600〕');
  });
});

describe('the score tables as a workbook', () => {
  it('holds ranking and every member’s sheet, numbers as numbers', async () => {
    const book = new ExcelJS.Workbook();
    const bytes = await scoreTablesXlsx(input.state, input.evaluation!);
    await book.xlsx.load(Buffer.from(bytes) as unknown as Parameters<typeof book.xlsx.load>[0]);
    expect(book.worksheets.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['排序', '评分汇总', '价格', '诚信', '评分复核', '成员 E1', '成员 E6']),
    );
    const [, , first] = book.getWorksheet('排序')!.getRows(1, 3)!;
    const winner = input.evaluation!.answer.bids.find((bid) => bid.status === 'ranked' && bid.rank === 1)!;
    expect(first!.getCell(2).value).toBe(winner.bid);
    expect(first!.getCell(9).value).toBe(Number(winner.status === 'ranked' ? winner.total : Number.NaN));
    // Price as bid and evaluated price: money has its two places whether its digits say so or not.
    expect([4, 5].map((cell) => first!.getCell(cell).numFmt)).toEqual(['#,##0.00', '#,##0.00']);
  });
});

describe('the result as JSON', () => {
  it('holds project, committee, answer, sheets and changes', () => {
    const result = JSON.parse(resultJson(input.state, input.evaluation));
    expect(result).toMatchObject({
      format: 'sealroom-evaluation/1',
      room: input.state.room,
      head: input.state.head,
      project: { code: 'DEMO-2026-001' },
      answer: input.evaluation!.answer,
      changes: [{ expert: 'E2', bid: 'B1', item: 'T1', from: '2', to: '7.5' }],
    });
    expect(result.rounds).toHaveLength(2);
    expect(result.rounds[1].sheets).toHaveLength(5);
  });
});
