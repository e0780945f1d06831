import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { offencesOf } from '../../../../build/checks/files.ts';
import { sourceFiles } from '../../../../build/checks/tree.ts';

// Put together from halves, so that this file can itself be checked.
const halves = (...parts: readonly string[]) => parts.join('');

const WRONG: readonly (readonly [path: string, text: string, offence: string])[] = [
  [
    'package-lock.json',
    '{\n"resolved": "https://registry.example.org/a.tgz"\n}',
    "package-lock.json:2: a registry's host",
  ],
  ['README.md', halves('see `/wor', 'k/main/out` for more'), 'README.md:1: a path of one machine'],
  ['build/sample.ts', halves("const out = '/ho", "me/li/out';"), 'build/sample.ts:1: a path of one machine'],
  ['electron/a.ts', halves('// TO', 'DO: later'), 'electron/a.ts:1: unfinished work'],
  ['tests/a.test.ts', halves('it.sk', "ip('x', f);"), 'tests/a.test.ts:1: a skipped or focused test'],
  ['tests/a.test.ts', halves('describe.on', "ly('x', f);"), 'tests/a.test.ts:1: a skipped or focused test'],
  [
    'shared/a.ts',
    'const now = Date.now();',
    'shared/a.ts:1: a clock, chance or the process in the pure core',
  ],
  [
    'shared/a.ts',
    'const luck = Math.random();',
    'shared/a.ts:1: a clock, chance or the process in the pure core',
  ],
  [
    'electron/a.ts',
    halves('let a: imp', "ort('./b.ts').B;"),
    'electron/a.ts:1: a type taken by import(), which the check of dependency direction does not follow',
  ],
  ['shared/utils.ts', '', 'shared/utils.ts: a name that tells nothing'],
  ['shared/scoring/helper.test.ts', '', 'shared/scoring/helper.test.ts: a name that tells nothing'],
  ['shared/common/rank.ts', '', 'shared/common/rank.ts: a name that tells nothing'],
  ['shared/long.ts', 'a;\n'.repeat(301), 'shared/long.ts: 301 lines, 300 is long'],
];

describe('file rules', () => {
  it.each(WRONG.map(([path, text, offence]) => ({ path, text, offence })))(
    'find $offence',
    ({ path, text, offence }) => {
      expect(offencesOf({ path, text })).toEqual([offence]);
    },
  );

  it('let right files pass', () => {
    const right = [
      { path: 'electron/clock.ts', text: 'export const now = () => Date.now();' },
      { path: 'shared/rank.ts', text: 'a;\n'.repeat(300) },
      { path: 'shared/project/commonLaw.ts', text: '' },
      { path: 'README.md', text: 'https://example.org/tmp/home/ and ../shared/home/x' },
      { path: 'package-lock.json', text: '{ "version": "1.0.0" }' },
    ];
    expect(right.flatMap(offencesOf)).toEqual([]);
  });

  it('are kept by every file of this tree', () => {
    const files = sourceFiles(join(import.meta.dirname, '..', '..', '..', '..'));
    expect(files.map(({ path }) => path)).toContain('package-lock.json');
    expect(files.flatMap(offencesOf)).toEqual([]);
  });
});
