import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fraction from 'fraction.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { priceBill, readQuantities } from '../../build/sample/bill.ts';
import { firmOf } from '../../build/sample/firms.ts';
import { makeSample, type SampleName, sampleFolder } from '../../build/sample/generate.ts';
import { readFolderForPackage, readProjectFolder } from '../../electron/folder/index.ts';
import { evaluate } from '../../shared/scoring/index.ts';

const NAMES = ['demo', 'small', 'small-procurement'] as const;
let root = '';
const made = new Map<SampleName, string>();

async function make(name: SampleName, folder: string): Promise<string> {
  const path = join(root, folder);
  await makeSample(name, path);
  return path;
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'sealroom-sample-'));
  for (const name of NAMES) made.set(name, await make(name, name));
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

async function filesOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

async function digests(folder: string): Promise<ReadonlyMap<string, string>> {
  const digest = async (file: string): Promise<[string, string]> => [
    file,
    createHash('sha256')
      .update(await readFile(join(folder, file)))
      .digest('hex'),
  ];
  return new Map(await Promise.all((await filesOf(folder)).map(digest)));
}

/** Pages of a PDF, by its page objects. */
async function pagesOf(path: string): Promise<number> {
  const text = (await readFile(path)).toString('latin1');
  expect(text.startsWith('%PDF-1.7')).toBe(true);
  expect(text.trimEnd().endsWith('%%EOF')).toBe(true);
  return text.match(/\/Type \/Page\b/gu)?.length ?? 0;
}

async function rankingOf(name: SampleName): Promise<readonly string[]> {
  const content = await readProjectFolder(sampleFolder(name));
  if (!content.ok) throw new Error(content.refusals.map(({ en }) => en).join('; '));
  return evaluate(content.value.data, content.value.decisions).answer.candidates;
}

describe('sample projects', () => {
  test.each(NAMES)('%s is the same bytes every time', async (name) => {
    expect(await digests(await make(name, `${name}-again`))).toEqual(await digests(made.get(name)!));
  });

  test.each(NAMES)('%s can be read for a package', async (name) => {
    const content = await readFolderForPackage(made.get(name)!);
    expect(content).toMatchObject({ ok: true });
    if (!content.ok) return;
    expect(content.value.documents.tender).toHaveLength(1);
    expect([...content.value.documents.bids.values()].every((files) => files.length > 0)).toBe(true);
  });

  test('the demonstration has documents of a believable length', async () => {
    const folder = made.get('demo')!;
    expect(await pagesOf(join(folder, 'tender/招标文件.pdf'))).toBeGreaterThanOrEqual(20);
    for (const bid of ['B1', 'B2', 'B3', 'B4', 'B5']) {
      const pages = (file: string): Promise<number> => pagesOf(join(folder, 'bids', bid, file));
      expect(await pages('投标函.pdf')).toBe(3);
      expect(await pages('施工组织设计.pdf')).toBeGreaterThanOrEqual(25);
      expect(await pages('资格审查资料.pdf')).toBeGreaterThanOrEqual(8);
      expect(await pages('已标价工程量清单.pdf')).toBeGreaterThanOrEqual(10);
    }
  });

  test('the small samples have documents of one to three pages', async () => {
    for (const name of ['small', 'small-procurement'] as const) {
      const folder = made.get(name)!;
      const documents = (await filesOf(folder)).filter((file) => file.endsWith('.pdf'));
      expect(documents).toHaveLength(4);
      for (const file of documents) expect(await pagesOf(join(folder, file))).toBeLessThanOrEqual(3);
    }
  });

  test('no two bidders hand in the same proposal', async () => {
    const folder = made.get('demo')!;
    const all = [...(await digests(join(folder, 'bids'))).values()];
    expect(new Set(all).size).toBe(all.length);
  });

  test('the committed decisions lead to a ranking', async () => {
    expect(await rankingOf('demo')).toEqual(['B1', 'B2', 'B4']);
    expect(await rankingOf('small')).toEqual(['B3', 'B1', 'B2']);
    expect(await rankingOf('small-procurement')).toEqual(['B2', 'B1', 'B3']);
  });
});

describe('priced bill of quantities', () => {
  const yuan = (fen: bigint): Fraction => new Fraction(fen, 100n);

  test('adds up to the price in bids.csv, line by line and exactly', async () => {
    const content = await readProjectFolder(sampleFolder('demo'));
    if (!content.ok) throw new Error(content.refusals.map(({ en }) => en).join('; '));
    const quantities = await readQuantities();
    expect(quantities.length).toBeGreaterThanOrEqual(200);
    for (const { bid, price } of content.value.data.bids) {
      const bill = priceBill(quantities, bid, price, firmOf(bid).spread);
      let beforeTax = yuan(bill.fees);
      for (const part of [...bill.works, bill.measures, bill.other]) {
        let sum = new Fraction(0);
        for (const line of part.lines) {
          expect(
            yuan(line.total).equals(new Fraction(line.quantity).mul(yuan(line.price)).round(2)),
            line.name,
          ).toBe(true);
          sum = sum.add(yuan(line.total));
        }
        expect(yuan(part.total).equals(sum), part.name).toBe(true);
        beforeTax = beforeTax.add(sum);
      }
      expect(yuan(bill.beforeTax).equals(beforeTax)).toBe(true);
      expect(yuan(bill.tax).equals(beforeTax.mul('0.09').round(2))).toBe(true);
      expect(beforeTax.add(yuan(bill.tax)).equals(new Fraction(price)), bid).toBe(true);
    }
  });
});
