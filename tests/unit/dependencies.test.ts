/** The check of dependency direction bites: one wrong import for every rule, each reported by that rule's name, and ours are right. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const RULES_FILE = join(ROOT, '.dependency-cruiser.cjs');
const CRUISER = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
  readonly to: string;
}

/** The whole of what the rules say about a tree: its folders, its wrong imports. A wrong import ends the program with another exit code. */
function violationsOf(tree: string): Promise<Violation[]> {
  const folders = ['shared', 'electron', 'renderer', 'build', 'tests'].filter((name) =>
    existsSync(join(tree, name)),
  );
  const args = [CRUISER, '--config', RULES_FILE, '--output-type', 'json', ...folders];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: tree, maxBuffer: 2 ** 28 }, (error, stdout, stderr) => {
      const summary = stdout.startsWith('{') ? JSON.parse(stdout).summary : undefined;
      if (summary === undefined) reject(new Error(stderr || error?.message));
      else resolve(summary.violations);
    });
  });
}

/** Files that are right by themselves, so that the wrong ones have something to import. */
const RIGHT: Record<string, string> = {
  'shared/score.ts': "import { z } from 'zod';\nexport type Score = z;\n",
  'electron/store/open.ts':
    "import { readFileSync } from 'node:fs';\nimport type { Score } from '../../shared/score.ts';\nexport interface Store { score: Score; read: typeof readFileSync }\n",
  'electron/shell/window.ts': "import { app } from 'electron';\nexport { app };\n",
  'electron/main.ts': "export { app } from 'electron';\n",
  'renderer/screen.tsx':
    "import type { Score } from '../shared/score.ts';\nexport const Screen = (p: { score: Score }) => <b>{p.score}</b>;\n",
  'renderer/centre/results.ts': 'export const results = 1;\n',
  'tests/fixture.ts': 'export const fixture = 1;\n',
  'build/sample.ts': "export type { Score } from '../shared/score.ts';\n",
  ...Object.fromEntries(
    ['zod', 'axios', 'electron'].flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
      [`node_modules/${name}/index.js`, 'module.exports = {};\n'],
    ]),
  ),
};

/** One wrong file each: the rule, the file, what is in it. */
const WRONG: readonly (readonly [rule: string, path: string, text: string])[] = [
  [
    'shared-stands-alone',
    'shared/up.ts',
    "import { open } from '../electron/store/open.ts';\nexport { open };\n",
  ],
  [
    'shared-stands-alone',
    'shared/upForAType.ts',
    "import type { Store } from '../electron/store/open.ts';\nexport type S = Store;\n",
  ],
  ['shared-is-pure', 'shared/disk.ts', "export { readFileSync } from 'node:fs';\n"],
  ['shared-is-pure', 'shared/diskLater.ts', "export const disk = () => import('fs');\n"],
  ['shared-is-pure', 'shared/diskType.ts', "import type { Stats } from 'node:fs';\nexport type S = Stats;\n"],
  ['shared-uses-only-pure-libraries', 'shared/net.ts', "import axios from 'axios';\nexport { axios };\n"],
  [
    'no-sideways-renderer',
    'renderer/reach.tsx',
    "import type { Store } from '../electron/store/open.ts';\nexport const Reach = (s: Store) => <i>{s.score}</i>;\n",
  ],
  [
    'centre-stays-at-the-centre',
    'renderer/seat/inbox.ts',
    "export { results } from '../centre/results.ts';\n",
  ],
  [
    'no-sideways-electron',
    'electron/store/paint.ts',
    "export { Screen } from '../../renderer/screen.tsx';\n",
  ],
  [
    'electron-only-in-shell',
    'electron/store/dialog.ts',
    "import { dialog } from 'electron';\nexport { dialog };\n",
  ],
  ['nothing-imports-tests', 'build/fixture.ts', "export { fixture } from '../tests/fixture.ts';\n"],
  [
    'no-circular',
    'shared/hen.ts',
    "import type { Egg } from './egg.ts';\nexport interface Hen { egg: Egg }\n",
  ],
  ['no-unresolved', 'shared/lost.ts', "export { gone } from './gone.ts';\n"],
];

/** The other half of the circle; found wrong with its first half. */
const EGG = "import type { Hen } from './hen.ts';\nexport interface Egg { hen: Hen }\n";

describe('the check of dependency direction', () => {
  let tree: string;
  let violations: Violation[];

  beforeAll(async () => {
    tree = await mkdtemp(join(tmpdir(), 'sealroom-imports-'));
    const wrong = WRONG.map(([, path, text]) => [path, text] as const);
    for (const [path, text] of [...Object.entries(RIGHT), ...wrong, ['shared/egg.ts', EGG] as const]) {
      await mkdir(dirname(join(tree, path)), { recursive: true });
      await writeFile(join(tree, path), text);
    }
    violations = await violationsOf(tree);
  });

  afterAll(() => rm(tree, { recursive: true, force: true }));

  it.each(WRONG)('reports %s for %s', (rule, path) => {
    const found = violations.filter(({ from, to }) => from === path || to === path);
    expect(found.map((violation) => violation.rule.name)).toEqual([rule]);
  });

  it('reports nothing else: right imports pass', () => {
    const wrong = new Set(WRONG.map(([, path]) => path));
    expect(violations.filter(({ from, to }) => !wrong.has(from) && !wrong.has(to))).toEqual([]);
  });

  it('has a wrong import here for every rule', () => {
    const rules: { name: string }[] = createRequire(import.meta.url)(RULES_FILE).forbidden;
    const shown = new Set(WRONG.map(([rule]) => rule));
    expect(rules.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
  });

  it('finds nothing wrong in this tree', async () => {
    const ours = await violationsOf(ROOT);
    expect(ours.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
  });
});
