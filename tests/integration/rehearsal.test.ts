import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'sealroom-rehearsal-'));
const out = join(work, 'out');
const NAME = 'DEMO-2026-001-1';

let done: ReturnType<typeof run>;

function run(script: string, ...args: string[]) {
  return spawnSync(process.execPath, [join(root, 'electron/cli', script), ...args], { encoding: 'utf8' });
}

beforeAll(() => {
  done = run('rehearsal.ts', '--headless', '--out', out);
}, 600_000);

afterAll(() => rmSync(work, { recursive: true, force: true }));

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** All that can be read in a file, without white space and hyphens: PDFs and workbooks hold their text compressed. */
function readable(path: string): string {
  const limit = { maxBuffer: 1 << 28 } as const;
  const own = readFileSync(path);
  const program = path.endsWith('.pdf')
    ? execFileSync('pdftotext', ['-layout', path, '-'], limit)
    : path.endsWith('.xlsx')
      ? execFileSync('unzip', ['-p', path], limit)
      : '';
  return `${own.toString('latin1')}${program.toString()}`.replace(/[\s-]/g, '');
}

describe('npm run rehearsal -- --headless', () => {
  test('ends with the ranking and a verdict that is complete and verified', () => {
    for (const said of [
      'cable',
      'killed, and is back',
      'goes on at another seat',
      'the host is killed',
      'receipt',
    ])
      expect(done.stderr).toContain(said);
    expect(done.stderr).toContain('verifies');
    expect(done.stdout).toContain('中标候选人');
    expect(done.stdout).toContain('结论：完整且核验通过');
    expect(done.status).toBe(0);
  });

  test.each([
    'centre/centre.key',
    'centre/centre.pub',
    'slips/E1.pdf',
    `${NAME}.sealroom`,
    `sealed/${NAME}.age`,
    `sealed/${NAME}.seal.json`,
    'report.pdf',
    'ranking.json',
    'verdict.json',
    `exports/${NAME}.xlsx`,
    `exports/${NAME}.json`,
  ])('leaves %s', (path) => {
    expect(existsSync(join(out, path))).toBe(true);
  });

  test('does not clear a folder that holds other files', () => {
    const folder = join(work, 'papers');
    writeFileSync(folder, '');
    rmSync(folder);
    const other = mkdtempSync(join(work, 'papers-'));
    writeFileSync(join(other, 'letter.txt'), 'mine');
    expect(run('rehearsal.ts', '--headless', '--out', other).status).not.toBe(0);
    expect(readFileSync(join(other, 'letter.txt'), 'utf8')).toBe('mine');
  });
});

describe('stock tools, none of our code', () => {
  test('age, unzip and sha256sum open the result and check it', () => {
    const zip = join(work, 'bag.zip');
    execFileSync('age', [
      '-d',
      '-i',
      join(out, 'centre/centre.key'),
      '-o',
      zip,
      join(out, `sealed/${NAME}.age`),
    ]);
    execFileSync('unzip', ['-q', zip, '-d', join(work, 'opened')]);
    const bag = join(work, 'opened', NAME);
    for (const manifest of ['manifest-sha256.txt', 'tagmanifest-sha256.txt'])
      execFileSync('sha256sum', ['--quiet', '--strict', '-c', manifest], { cwd: bag });
    expect(readdirSync(join(bag, 'data')).sort()).toEqual([
      'annex.pdf',
      'journal.jsonl',
      'package.sealroom',
      'recording',
      'report.pdf',
      'tables',
    ]);
  });

  test('find no slip’s code in the package, the journal, the result or any export', () => {
    const slips = readdirSync(join(out, 'slips')).filter((file) => file.endsWith('.txt'));
    const codes = slips.map(
      (file) => /[0-9A-Z]{4}(-[0-9A-Z*~$=]{4}){3}/.exec(readFileSync(join(out, 'slips', file), 'utf8'))![0],
    );
    expect(codes.length).toBeGreaterThan(5);
    const holds = (text: string, code: string): boolean => text.includes(code.replaceAll('-', ''));
    // The slip's own print shows that a code in a PDF would be found.
    for (const [n, file] of slips.entries())
      expect(holds(readable(join(out, 'slips', file.replace('.txt', '.pdf'))), codes[n]!), file).toBe(true);
    const given = [
      `${NAME}.sealroom`,
      `exports/${NAME}.json`,
      `exports/${NAME}.xlsx`,
      'report.pdf',
      'verdict.json',
    ];
    const files = [join(out, 'stations'), join(work, 'opened')].flatMap(filesIn);
    for (const file of [...given.map((path) => join(out, path)), ...files]) {
      const text = readable(file);
      for (const code of codes) expect(holds(text, code), file).toBe(false);
    }
  });
});

describe('npm run verify', () => {
  const verify = (...args: string[]) => run('verify.ts', ...args, '--lang', 'en');
  const trust = () => ['--trust', join(out, 'centre/centre.pub')];
  const sealed = join(out, `sealed/${NAME}.age`);

  test('finds the seal beside the file; without key or trust anchor it is incomplete, exit 2', () => {
    const keyless = verify(sealed, ...trust());
    expect([keyless.status, keyless.stdout.includes('Verdict: INCOMPLETE')]).toEqual([2, true]);
    const untrusted = verify(sealed, '--key', join(out, 'centre/centre.key'));
    expect([untrusted.status, /8 {2}NOT CHECKED/.test(untrusted.stdout)]).toEqual([2, true]);
  });

  test('checks an opened bag without any key', () => {
    const opened = verify(
      join(work, 'opened', NAME),
      '--seal',
      join(out, `sealed/${NAME}.seal.json`),
      ...trust(),
    );
    expect(opened.stdout).toMatch(/4 {2}NOT CHECKED/);
    expect(opened.stdout.match(/FAIL/g)).toBeNull();
    expect(opened.status).toBe(2);
  });

  test('says what is wrong with its arguments', () => {
    expect(verify(join(work, 'nothing.age')).stderr).toContain('FILE_MISSING');
    expect(verify(sealed, '--trust', join(out, 'ranking.json')).stderr).toContain('KEY_FORM');
    expect(run('verify.ts').status).toBe(70);
  });
});
