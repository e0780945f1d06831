import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { bytesSource, type Content, fileSource } from '../../../../electron/archive/content.ts';
import { openStoredZip, readStoredZip } from '../../../../electron/archive/readZip.ts';
import { storedZipChunks, writeChunks, writeStoredZip } from '../../../../electron/archive/writeZip.ts';
import { zipLayout } from '../../../../electron/archive/zipLayout.ts';
import { type RawEntry, rawZip } from './rawZip.ts';

const work = mkdtempSync(join(tmpdir(), 'sealroom-zip-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const text = (value: string): Uint8Array => new Uint8Array(Buffer.from(value));
const SOME = new Map([
  ['data/投标文件/技术标.pdf', text('%PDF-1.7 一')],
  ['data/a.txt', text('')],
  ['manifest.json', text('{}')],
]);

async function codesOf(bytes: Uint8Array): Promise<readonly string[]> {
  const read = await readStoredZip(bytes);
  return read.ok ? [] : read.refusals.map(({ code }) => code);
}

describe('a stored zip', () => {
  it('gives back the files that went in, whatever their order', async () => {
    const written = writeStoredZip(SOME);
    expect(writeStoredZip(new Map([...SOME].reverse()))).toEqual(written);
    const read = await readStoredZip(written);
    expect(read.ok && Object.fromEntries(read.value)).toEqual(Object.fromEntries(SOME));
  });

  it('is the same bytes when it is written piece by piece from disk', async () => {
    writeFileSync(join(work, 'plain'), SOME.get('manifest.json')!);
    const files = new Map<string, Content>([...SOME, ['manifest.json', { file: join(work, 'plain') }]]);
    await writeChunks(join(work, 'streamed.zip'), storedZipChunks(files));
    expect(new Uint8Array(readFileSync(join(work, 'streamed.zip')))).toEqual(writeStoredZip(SOME));
  });

  it('opens from disk, and refuses content that changes under it', async () => {
    const path = join(work, 'changing.zip');
    const bytes = writeStoredZip(SOME);
    writeFileSync(path, bytes);
    const source = await fileSource(path);
    try {
      const zip = await openStoredZip(source);
      if (!zip.ok) throw new Error(zip.refusals[0]!.en);
      expect((await zip.value.measure('manifest.json')).ok).toBe(true);
      bytes[Buffer.from(bytes).indexOf('{}')]! ^= 1;
      writeFileSync(path, bytes);
      const again = await zip.value.bytes('manifest.json');
      expect(again.ok ? null : again.refusals[0]).toMatchObject({
        code: 'ZIP_DAMAGED',
        where: 'manifest.json',
      });
    } finally {
      await source.close();
    }
  });

  it('is opened by the stock unzip, names and all', () => {
    const path = join(work, 'stock.zip');
    writeFileSync(path, writeStoredZip(SOME));
    expect(execFileSync('unzip', ['-t', path], { encoding: 'utf8' })).toContain('No errors detected');
    expect(execFileSync('unzip', ['-p', path, 'data/投标文件/技术标.pdf'], { encoding: 'utf8' })).toBe(
      '%PDF-1.7 一',
    );
  });

  it('has ZIP64 fields exactly where a value does not fit', () => {
    const big = { name: 'recording', size: 5 * 2 ** 30, crc32: 1 };
    const after = { name: 'zz', size: 1, crc32: 2 };
    const small = zipLayout([{ ...big, size: 0xfffffffe - 100 }]);
    const huge = zipLayout([big, after]);
    const locator = Buffer.from([0x50, 0x4b, 6, 7]);
    expect(small.tail.includes(locator)).toBe(false);
    expect(huge.tail.includes(locator)).toBe(true);
    expect(huge.entries[0]!.header.length).toBe(30 + 'recording'.length + 20);
    expect(huge.entries[1]!.headerAt).toBe(big.size + huge.entries[0]!.header.length);
  });

  it('larger than 4 GiB is read back by its ZIP64 records', async () => {
    const layout = zipLayout([
      { name: 'recording', size: 5 * 2 ** 30, crc32: 1 },
      { name: 'zz', size: 1, crc32: 2 },
    ]);
    const pieces = [
      ...layout.entries.map(({ header, headerAt }) => ({ at: headerAt, header })),
      { at: layout.tailAt, header: layout.tail },
    ];
    const read = async (from: number, to: number): Promise<Uint8Array> => {
      const piece = pieces.findLast(({ at }) => at <= from)!;
      return piece.header.subarray(from - piece.at, to - piece.at);
    };
    const zip = await openStoredZip({ size: layout.size, read });
    expect(zip.ok && zip.value.names).toEqual(['recording', 'zz']);
  });

  it('refuses to be written with a name that a reader would refuse', () => {
    expect(() => writeStoredZip(new Map([['../x', text('')]]))).toThrow();
    expect(() =>
      writeStoredZip(
        new Map([
          ['A', text('')],
          ['a', text('')],
        ]),
      ),
    ).toThrow();
  });
});

describe('a zip that is not ours', () => {
  const attacks: readonly [
    what: string,
    code: string,
    entries: readonly RawEntry[],
    around?: Parameters<typeof rawZip>[1],
  ][] = [
    ['climbs out of its folder', 'ZIP_PATH', [{ name: '../../etc/passwd' }]],
    ['climbs out in the middle', 'ZIP_PATH', [{ name: 'data/../../x' }]],
    ['has an absolute name', 'ZIP_PATH', [{ name: '/etc/passwd' }]],
    ['has a backslash', 'ZIP_PATH', [{ name: 'data\\..\\x' }]],
    ['has a drive', 'ZIP_PATH', [{ name: 'C:evil' }]],
    ['has a control character', 'ZIP_PATH', [{ name: 'a\nb' }]],
    ['has a device name', 'ZIP_PATH', [{ name: 'data/NUL.pdf' }]],
    ['has a folder entry', 'ZIP_PATH', [{ name: 'data/', data: '' }]],
    ['has a name twice', 'ZIP_DUPLICATE', [{ name: 'a' }, { name: 'a', data: 'other' }]],
    ['has names that differ by case', 'ZIP_DUPLICATE', [{ name: 'Bid.pdf' }, { name: 'bid.PDF' }]],
    [
      'has names that differ by composition',
      'ZIP_DUPLICATE',
      [{ name: 'caf\u00e9' }, { name: 'cafe\u0301' }],
    ],
    ['has a file that is a folder too', 'ZIP_DUPLICATE', [{ name: 'a' }, { name: 'a/b' }]],
    ['is a bomb', 'ZIP_BOMB', [{ name: 'a', data: '0'.repeat(100_000), method: 8 }]],
    ['claims more than it has', 'ZIP_BOMB', [{ name: 'a', claims: 0x7fffffff }]],
    [
      'shares bytes between files',
      'ZIP_BOMB',
      [
        { name: 'a', data: 'abc' },
        { name: 'b', data: 'abc', headerAt: 0 },
      ],
    ],
    ['claims millions of files', 'ZIP_DAMAGED', [{ name: 'a' }], { count: 0xfffe }],
    ['has a symbolic link', 'ZIP_SYMLINK', [{ name: 'a', attributes: (0o120777 << 16) >>> 0 }]],
    ['is encrypted', 'ZIP_ENCRYPTED', [{ name: 'a', flags: 1 }]],
    ['names a file otherwise in its directory', 'ZIP_NOT_CANONICAL', [{ name: 'a', localName: 'b' }]],
    ['stands in another order', 'ZIP_NOT_CANONICAL', [{ name: 'b' }, { name: 'a' }]],
    ['carries dates', 'ZIP_NOT_CANONICAL', [{ name: 'a', date: 0x5a21 }]],
    ['carries extra fields', 'ZIP_NOT_CANONICAL', [{ name: 'a', extra: Buffer.from([0x55, 0x54, 1, 0, 0]) }]],
    ['has data descriptors', 'ZIP_NOT_CANONICAL', [{ name: 'a', flags: 8 }]],
    ['has something in front', 'ZIP_NOT_CANONICAL', [{ name: 'a' }], { before: Buffer.from('#!/bin/sh\n') }],
    ['has something behind', 'ZIP_DAMAGED', [{ name: 'a' }], { after: Buffer.from('x') }],
    ['has a comment', 'ZIP_DAMAGED', [{ name: 'a' }], { comment: 'hello' }],
  ];
  it.each(attacks)('%s: %s', async (_what, code, entries, around) => {
    expect(await codesOf(rawZip(entries, around))).toEqual([code]);
  });

  it('names the file that it is about', async () => {
    const read = await readStoredZip(rawZip([{ name: 'ok' }, { name: '../x' }]));
    expect(read.ok ? '' : read.refusals[0]!.where).toBe('../x');
  });
});

it('any single byte altered, cut off or added is refused', async () => {
  const good = writeStoredZip(SOME);
  for (let at = 0; at < good.length; at++) {
    const bad = good.slice();
    bad[at]! ^= 1 << (at % 8);
    expect((await readStoredZip(bad)).ok, `byte ${at}`).toBe(false);
    expect((await openStoredZip(bytesSource(good.subarray(0, at)))).ok, `cut at ${at}`).toBe(false);
  }
  expect((await readStoredZip(new Uint8Array([...good, 0]))).ok).toBe(false);
});

it('bytes that are no zip never end the reader', async () => {
  const tail = writeStoredZip(SOME).slice(-150);
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.nat(149), async (bytes, at) => {
      const mixed = tail.slice();
      mixed.set(bytes.subarray(0, 150 - at), at);
      expect((await readStoredZip(bytes)).ok).toBe(false);
      await readStoredZip(mixed);
    }),
    { numRuns: 300 },
  );
});
