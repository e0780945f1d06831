import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import excel from 'exceljs';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFolderForPackage, readProjectFolder, writeProjectFolder } from '../../electron/folder/index.ts';
import { FROM_SCORES, GOOD, readTexts, type Texts, without } from '../unit/shared/project/goodFolder.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealroom-folder-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function put(file: string, bytes: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), bytes);
}

async function putAll(
  texts: Texts,
  encode: (text: string) => string | Uint8Array = (text) => text,
): Promise<void> {
  for (const [file, text] of Object.entries(texts)) await put(file, encode(text));
}

type Cell =
  | string
  | number
  | Date
  | { richText: { text: string }[] }
  | { formula: string; result: number }
  | { error: '#N/A' };

async function putSheet(file: string, rows: readonly (readonly Cell[])[]): Promise<void> {
  const workbook = new excel.Workbook();
  const sheet = workbook.addWorksheet('一');
  for (const row of rows) sheet.addRow([...row]);
  workbook.addWorksheet('二').addRow(['not', 'read']);
  await put(file, new Uint8Array((await workbook.xlsx.writeBuffer()) as ArrayBuffer));
}

/** The cells of a CSV text that quotes nothing. */
const cellsOf = (text: string): string[][] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.split(','));

async function refusals(): Promise<readonly string[]> {
  const result = await readProjectFolder(folder);
  return result.ok ? [] : result.refusals.map(({ code, where }) => `${code} ${where}`);
}

describe('encodings: the same data comes', () => {
  it.each([
    ['from UTF-8', (text: string) => text],
    ['from UTF-8 with a byte order mark', (text: string) => `\uFEFF${text}`],
    ['from GB18030, the YAML too', (text: string) => iconv.encode(text, 'gb18030')],
    ['with CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
  ])('%s', async (_, encode) => {
    await putAll(GOOD, encode);
    expect(await readProjectFolder(folder)).toEqual(readTexts(GOOD));
  });

  it('from a folder where each file has another one', async () => {
    await putAll(GOOD);
    await put('bids.csv', iconv.encode(GOOD['bids.csv']!, 'gb18030'));
    expect(await readProjectFolder(folder)).toEqual(readTexts(GOOD));
  });

  it('UNREADABLE: neither UTF-8 nor GB18030', async () => {
    await putAll(GOOD);
    await put('project.yaml', Buffer.from('\uFEFFformat: x', 'utf16le'));
    await put('bids.csv', Uint8Array.of(0x62, 0xff, 0x0a));
    expect(await refusals()).toEqual(['UNREADABLE project.yaml:1', 'UNREADABLE bids.csv:1']);
  });
});

describe('workbooks', () => {
  it('are read as the tables that they show: numbers, dates, rich text, results, empty rows', async () => {
    await putAll(without(GOOD, 'bids.csv', 'scores.csv', 'integrity/enterprises.csv', 'committee.csv'));
    const bids: Cell[][] = cellsOf(GOOD['bids.csv']!);
    bids[1]![3] = 35000000;
    bids[2]![3] = { formula: '18000000*2', result: 36000000 };
    bids[1]![1] = { richText: [{ text: '甲' }, { text: '公司' }] };
    await putSheet('bids.xlsx', bids);
    const [header, ...scores] = cellsOf(GOOD['scores.csv']!.replace('15.0', '15'));
    const numbers: Cell[][] = scores.map(([expert, bid, item, score]) => [
      expert!,
      bid!,
      item!,
      Number(score),
    ]);
    await putSheet('scores.xlsx', [header!, [], ...numbers]);
    const enterprises: Cell[][] = cellsOf(GOOD['integrity/enterprises.csv']!);
    enterprises[1]![2] = new Date(Date.UTC(2020, 0, 1));
    await putSheet('integrity/enterprises.xlsx', enterprises);
    await putSheet('committee.xlsx', cellsOf(GOOD['committee.csv']!));
    const texts = { ...GOOD, 'scores.csv': GOOD['scores.csv']!.replace('15.0', '15') };
    expect(await readProjectFolder(folder)).toEqual(readTexts(texts));
  });

  it('give a number as its shortest decimal', async () => {
    await putAll(without(FROM_SCORES, 'integrity/scores.csv'));
    const [first, second] = ['91370102MA0002100X', '91370102MA00021011'];
    await putSheet('integrity/scores.xlsx', [
      ['enterprise', 'score'],
      [first, 0.1 + 0.7],
      [second, 1.5e-7],
    ]);
    const result = await readProjectFolder(folder);
    const scores = result.ok ? result.value.data.integrity?.scores?.map(({ score }) => score) : [];
    expect(scores).toEqual([String(0.1 + 0.7), '0.00000015']);
  });

  it('name the row of what is wrong', async () => {
    await putAll(without(GOOD, 'bids.csv'));
    const rows: Cell[][] = cellsOf(GOOD['bids.csv']!);
    rows[2]![3] = 'x';
    await putSheet('bids.xlsx', [rows[0]!, rows[1]!, [], rows[2]!]);
    expect(await refusals()).toEqual(['NOT_A_DECIMAL bids.xlsx:4']);
  });

  it('UNREADABLE: not a workbook, an error in a cell, a cell beside the header', async () => {
    await putAll(without(GOOD, 'bids.csv'));
    await put('bids.xlsx', 'no zip');
    expect(await refusals()).toEqual(['UNREADABLE bids.xlsx:1']);
    const rows: Cell[][] = cellsOf(GOOD['bids.csv']!);
    await putSheet('bids.xlsx', [rows[0]!, [...rows[1]!, 'beside']]);
    expect(await refusals()).toEqual(['UNREADABLE bids.xlsx:2']);
    rows[1]![3] = { error: '#N/A' };
    await putSheet('bids.xlsx', rows);
    expect(await refusals()).toEqual(['UNREADABLE bids.xlsx:1']);
  });

  it('REPEATED: beside the same table as .csv', async () => {
    await putAll(GOOD);
    await putSheet('bids.xlsx', cellsOf(GOOD['bids.csv']!));
    expect(await refusals()).toEqual(['REPEATED bids.xlsx:1']);
  });
});

describe('the disk', () => {
  it('FILE_MISSING: a folder that is not there', async () => {
    folder = join(folder, 'nowhere');
    expect((await refusals())[0]).toBe('FILE_MISSING project.yaml:1');
  });

  it('UNREADABLE: a folder in a file’s place, a link that leads out', async () => {
    await putAll(without(GOOD, 'bids.csv', 'committee.csv'));
    await mkdir(join(folder, 'bids.csv'));
    await symlink('/etc/hostname', join(folder, 'committee.csv'));
    expect(await refusals()).toEqual(['UNREADABLE committee.csv:1', 'UNREADABLE bids.csv:1']);
  });

  it('a folder that was written is read as the same data', async () => {
    for (const texts of [GOOD, FROM_SCORES, without(GOOD, 'reviews.csv')]) {
      const read = readTexts(texts);
      if (!read.ok) throw new Error('the good folder is refused');
      const target = await mkdtemp(join(folder, 'written-'));
      await writeProjectFolder(target, read.value.data, read.value.decisions);
      expect(await readProjectFolder(target)).toEqual(read);
    }
  });
});

describe('a folder for a package', () => {
  beforeEach(async () => {
    await putAll(without(GOOD, 'scores.csv', 'reviews.csv'));
    await put('supervisors.csv', 'supervisor,name,organisation\nS1,戊,某监督局\n');
    await put('tender/b.pdf', '%PDF');
    await put('tender/a.PDF', '%PDF');
    await put('tender/notes.txt', '');
    await put('bids/B1/技术标.pdf', '%PDF');
    await put('committee/E1.jpg', '');
    await put('committee/E7.jpg', '');
  });

  it('comes with its documents, in the order of their names, and with nothing else', async () => {
    const result = await readFolderForPackage(folder);
    expect(result.ok && result.value.documents).toEqual({
      tender: ['tender/a.PDF', 'tender/b.pdf'],
      bids: new Map([
        ['B1', ['bids/B1/技术标.pdf']],
        ['B2', []],
      ]),
      pictures: new Map([['E1', 'committee/E1.jpg']]),
    });
    expect(result.ok && result.value.data.supervisors).toHaveLength(1);
    expect(result.ok && result.value.decisions).toEqual({ scores: [] });
  });

  it('FILE_MISSING: no tender', async () => {
    await rm(join(folder, 'tender'), { recursive: true });
    const result = await readFolderForPackage(folder);
    expect(result.ok ? [] : result.refusals.map(({ code }) => code)).toEqual(['FILE_MISSING']);
  });

  it('UNREADABLE: a document that is a link out of the folder', async () => {
    await symlink('/etc/hostname', join(folder, 'bids/B1/x.pdf'));
    const result = await readFolderForPackage(folder);
    expect(result.ok ? [] : result.refusals.map(({ where }) => where)).toEqual(['bids/B1/x.pdf:1']);
  });

  it('VALUE: a bid whose name would climb out of the folder', async () => {
    await put('bids.csv', GOOD['bids.csv']!.replace('B1', '../../etc'));
    const result = await readFolderForPackage(folder);
    expect(result.ok ? [] : result.refusals.map(({ code }) => code)).toEqual(['VALUE']);
  });
});
