import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readProjectFolder, writeProjectFolder } from '../../electron/folder/index.ts';
import { evaluate } from '../../shared/scoring/index.ts';
import { GOOD, readTexts } from '../unit/shared/project/goodFolder.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const CASES = resolve(ROOT, '../shared/cases');
const cases = existsSync(CASES)
  ? readdirSync(CASES).filter((name) => existsSync(join(CASES, name, 'expected.json')))
  : [];

const expected = (name: string): unknown =>
  JSON.parse(readFileSync(join(CASES, name, 'expected.json'), 'utf8'));

interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

function score(...args: readonly string[]): Promise<Run> {
  return new Promise((done) => {
    execFile(process.execPath, ['electron/cli/score.ts', ...args], { cwd: ROOT }, (error, stdout, stderr) => {
      done({ status: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sealroom-cases-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function putGood(): Promise<void> {
  const good = readTexts(GOOD);
  if (!good.ok) throw new Error('the good folder is refused');
  await writeProjectFolder(folder, good.value.data, good.value.decisions);
}

describe.runIf(cases.length > 0)('the cases with known answers', () => {
  it.each(cases)('%s, digit for digit', async (name) => {
    const read = await readProjectFolder(join(CASES, name));
    if (!read.ok) throw new Error(JSON.stringify(read.refusals.slice(0, 5)));
    const { data, decisions } = read.value;
    expect(evaluate(data, decisions).answer).toEqual(expected(name));
  });

  it.each(cases)('%s, written as a folder and read again', async (name) => {
    const read = await readProjectFolder(join(CASES, name));
    if (!read.ok) throw new Error(JSON.stringify(read.refusals.slice(0, 5)));
    await writeProjectFolder(folder, read.value.data, read.value.decisions);
    expect(await readProjectFolder(folder)).toEqual(read);
  });

  it.each(cases.slice(0, 3))('%s, by the command', async (name) => {
    const { status, stdout, stderr } = await score(join(CASES, name), '--json');
    expect([status, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual(expected(name));
  });
});

describe('the command', () => {
  it('prints the table in Chinese, and in English when asked', async () => {
    await putGood();
    const chinese = await score(folder);
    expect([chinese.status, chinese.stderr]).toEqual([0, '']);
    expect(chinese.stdout).toMatch(/名次.*投标人.*总分/);
    expect((await score(folder, '--lang', 'en')).stdout).toMatch(/rank.*bidder.*total/);
  });

  it('refuses with 2: nothing on standard output, on standard error a line each', async () => {
    await putGood();
    const bids = await readFile(join(folder, 'bids.csv'), 'utf8');
    await writeFile(join(folder, 'bids.csv'), bids.replace('35000000', 'x').replace('36000000', '"1\n2"'));
    const { status, stdout, stderr } = await score(folder, '--json', '--lang', 'en');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^NOT_A_DECIMAL: price .* \(bids\.csv:2\)$/),
      expect.stringMatching(/^NOT_A_DECIMAL: price .* \(bids\.csv:3\)$/),
    ]);
    expect((await score(folder)).stderr).toMatch(/^NOT_A_DECIMAL: price 应为十进制数.* \(bids\.csv:2\)\n/);
  });

  it('refuses a folder that is not there', async () => {
    const { status, stdout, stderr } = await score(join(folder, 'nowhere'), '--json');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^FILE_MISSING: .* \(project\.yaml:1\)\n/);
  });

  it('ends with 70 and its usage where it cannot be understood', async () => {
    for (const args of [
      [],
      ['a', 'b'],
      ['a', '--what'],
      ['a', '--lang', 'fr'],
      ['a', '--json', '--explain', 'B1'],
    ]) {
      const { status, stdout, stderr } = await score(...args);
      expect([status, stdout]).toEqual([70, '']);
      expect(stderr).toContain('npm run --silent score -- <folder>');
    }
  });

  it('explains a bid, and refuses one that is not there', async () => {
    await putGood();
    const explained = await score(folder, '--explain', 'B1');
    expect([explained.status, explained.stderr]).toEqual([0, '']);
    expect(explained.stdout).toContain('施工组织设计');
    const { status, stdout, stderr } = await score(folder, '--explain', 'B7');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^UNDECLARED: .* \(bids\.csv:1\)\n$/);
  });
});
