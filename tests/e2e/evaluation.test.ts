/**
 * A short evaluation through real windows: every step by the visible controls, with a cable pulled while somebody types, a station killed under
 * its window, an expert who moves. What comes out is what the same scores give by themselves.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Evaluated } from '../../electron/rehearsal/collect.ts';
import { evaluateDemonstration } from '../../electron/rehearsal/demonstration.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';

const ROOT = join(import.meta.dirname, '../..');
const out = mkdtempSync(join(tmpdir(), 'sealroom-windows-'));
const project = join(out, 'project');
const said: string[] = [];
let evaluated: Evaluated;

const run = (script: string, ...args: string[]): string =>
  execFileSync(process.execPath, [join(ROOT, script), ...args], { encoding: 'utf8' });

/** One expert fails one bid on one check: by the window that takes a reason and a place, and against the others' votes. */
function failOnce(reviews: string): void {
  const lines = readFileSync(reviews, 'utf8');
  const failed = lines.replace('E1,B1,R1,yes,', 'E1,B1,R1,no,投标函未加盖单位章');
  expect(failed).not.toBe(lines);
  writeFileSync(reviews, failed);
}

beforeAll(async () => {
  run('build/sample/generate.ts', 'small', project);
  failOnce(join(project, 'reviews.csv'));
  run('electron/cli/centreInit.ts', join(out, 'centre'));
  run('electron/cli/package.ts', project, out, '--centre', join(out, 'centre'));
  evaluated = await evaluateDemonstration({
    out,
    project,
    say: (text) => said.push(text),
    windows: { screens: join(out, 'screens'), recorded: false },
  });
}, 600_000);

afterAll(() => rmSync(out, { recursive: true, force: true }));

it('ends with the ranking that the same scores give by themselves', () => {
  const expected = canonicalJson(JSON.parse(run('electron/cli/score.ts', project, '--json')));
  expect(readFileSync(join(out, 'ranking.json'), 'utf8')).toBe(expected);
  expect(canonicalJson(JSON.parse(run('electron/cli/score.ts', evaluated.exported, '--json')))).toBe(
    expected,
  );
});

it('leaves a result that a stranger verifies', () => {
  const centre = (name: string): string => join(out, 'centre', name);
  const verdict = run(
    'electron/cli/verify.ts',
    evaluated.ciphertext,
    '--seal',
    evaluated.seal,
    '--key',
    centre('centre.key'),
    '--trust',
    centre('centre.pub'),
    '--json',
  );
  expect(JSON.parse(verdict).result).toBe('verified');
});

it('lost nothing to a pulled cable, a killed station and a move', () => {
  for (const mishap of [/cable of .* is pulled/, /killed under its window/, /goes on at another seat/])
    expect(said.some((text) => mishap.test(text))).toBe(true);
});

it('left a picture of every screen at both sizes, and no serious barrier to anybody', () => {
  const screens = readdirSync(join(out, 'screens')).filter((name) => name.endsWith('.png'));
  expect(screens.filter((name) => name.startsWith('stopped'))).toEqual([]);
  for (const screen of [
    'seat-pin',
    'seat-locked',
    'seat-sheet',
    'seat-matrix',
    'seat-signing',
    'seat-own-record',
    'room-overview',
    'room-closing',
    'centre-ranking',
  ])
    for (const size of ['1366x768', '1920x1080']) expect(screens).toContain(`${screen}-zh-CN-${size}.png`);
  expect(readFileSync(join(out, 'screens/accessibility.txt'), 'utf8')).toBe('');
});
