import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { checkBag, makeBag } from '../../../../electron/archive/bag.ts';
import { bytesSource, type Content } from '../../../../electron/archive/content.ts';
import { below, folderFiles } from '../../../../electron/archive/fileSet.ts';
import { openStoredZip } from '../../../../electron/archive/readZip.ts';
import { writeStoredZip } from '../../../../electron/archive/writeZip.ts';

const work = mkdtempSync(join(tmpdir(), 'sealroom-bag-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

const INFO = [
  ['Source-Organization', '某县公共资源交易中心'],
  ['Bagging-Date', '2026-05-18'],
] as const;
const PAYLOAD = new Map<string, Content>([
  ['journal.jsonl', Buffer.from('{"seq":1}\n')],
  ['附件/report.pdf', Buffer.from('%PDF-')],
]);

let folder: string;
let count = 0;

function put(name: string, content: Content | string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), content as Uint8Array);
}

beforeEach(async () => {
  folder = join(work, `${++count}`);
  for (const [name, content] of await makeBag(PAYLOAD, INFO)) put(name, content);
});

async function found(): Promise<readonly (readonly [string, string | undefined])[]> {
  const files = await folderFiles(folder);
  if (!files.ok) return files.refusals.map(({ code, where }) => [code, where]);
  const bag = await checkBag(files.value);
  return bag.ok ? [] : bag.refusals.map(({ code, where }) => [code, where]);
}

describe('a bag', () => {
  it('is accepted by stock sha256sum, both manifests', () => {
    for (const manifest of ['manifest-sha256.txt', 'tagmanifest-sha256.txt'])
      execFileSync('sha256sum', ['--strict', '-c', manifest], { cwd: folder });
  });

  it('is whole, opened on disk or inside a zip under its base folder', async () => {
    expect(await found()).toEqual([]);
    const files = [...(await makeBag(PAYLOAD, INFO))].map(
      ([name, content]) => [`bag/${name}`, content as Uint8Array] as const,
    );
    const zip = await openStoredZip(bytesSource(writeStoredZip(new Map(files))));
    if (!zip.ok) throw new Error(zip.refusals[0]!.en);
    const bag = await checkBag(below(zip.value, 'bag'));
    expect(bag.ok && bag.value).toMatchObject({
      info: [...INFO, ['Payload-Oxum', '15.2']],
      payload: ['data/journal.jsonl', 'data/附件/report.pdf'],
    });
  });

  it.each([
    ['an altered payload file', 'data/journal.jsonl', 'BAG_HASH'],
    ['an altered bag-info', 'bag-info.txt', 'BAG_HASH'],
  ])('says %s', async (_what, name, code) => {
    put(name, 'Bagging-Date: 2026-05-19\n');
    expect(await found()).toContainEqual([code, name]);
  });

  it('says a file that is not there', async () => {
    rmSync(join(folder, 'data/journal.jsonl'));
    expect(await found()).toEqual([['BAG_MISSING_FILE', 'data/journal.jsonl']]);
  });

  it.each(['data/extra.txt', 'fetch.txt', 'manifest-md5.txt', 'extra/x'])(
    'says the unlisted file %s',
    async (name) => {
      put(name, '');
      expect(await found()).toEqual([['BAG_UNLISTED_FILE', name]]);
    },
  );

  it.each([
    ['bagit.txt', 'BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n'],
    ['manifest-sha256.txt', 'nothing here\n'],
    ['tagmanifest-sha256.txt', 'nothing here'],
  ])('says a %s of another form', async (name, text) => {
    put(name, text);
    expect(await found()).toContainEqual(['BAG_FORM', name]);
  });

  it('says a missing tag file', async () => {
    rmSync(join(folder, 'manifest-sha256.txt'));
    expect(await found()).toEqual([['BAG_MISSING_FILE', 'manifest-sha256.txt']]);
  });

  it('does not follow links out of the bag', async () => {
    rmSync(join(folder, 'data/journal.jsonl'));
    symlinkSync('/etc/hostname', join(folder, 'data/journal.jsonl'));
    expect(await found()).toEqual([['ZIP_SYMLINK', 'data/journal.jsonl']]);
  });

  it('takes no payload name that sha256sum could not read back', async () => {
    await expect(makeBag(new Map([['a%20b', Buffer.from('')]]), INFO)).rejects.toThrow();
  });
});
