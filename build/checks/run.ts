/** `npm run check`: format and lint, types, dependency direction, dead code and the file rules side by side; a line each, details of what failed. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { offencesOf } from './files.ts';
import { sourceFiles } from './tree.ts';

interface Outcome {
  readonly ok: boolean;
  readonly text: string;
}

interface Check {
  readonly name: string;
  readonly run: () => Promise<Outcome>;
}

const ROOT = join(import.meta.dirname, '..', '..');

const FOLDERS = ['shared', 'electron', 'renderer', 'build', 'tests'].filter((name) =>
  existsSync(join(ROOT, name)),
);

/** More than this nobody reads in one go; the command that shows the rest is named instead. */
const SHOWN = 60;

/** A tool of node_modules, started by its own file so that no shell and no PATH decides which one runs. */
function tool(name: string, bin: string, ...args: string[]): Check {
  const run = () =>
    new Promise<Outcome>((resolve) => {
      const child = spawn(process.execPath, [join(ROOT, 'node_modules', bin), ...args], {
        cwd: ROOT,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let text = '';
      child.stdout.on('data', (chunk) => (text += chunk));
      child.stderr.on('data', (chunk) => (text += chunk));
      child.on('error', (error) => resolve({ ok: false, text: error.message }));
      child.on('close', (code) => resolve({ ok: code === 0, text }));
    });
  return { name, run };
}

const CHECKS: readonly Check[] = [
  tool('format and lint', '@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '--colors=off'),
  tool('types', 'typescript/bin/tsc', '--noEmit', '--pretty', 'false', '-p', '.'),
  tool('types of the windows', 'typescript/bin/tsc', '--noEmit', '--pretty', 'false', '-p', 'renderer'),
  tool('dependency direction', 'dependency-cruiser/bin/dependency-cruiser.mjs', ...FOLDERS),
  tool('dead code', 'knip/bin/knip.js', '--no-progress'),
  {
    name: 'file rules',
    run: async () => {
      const offences = sourceFiles(ROOT).flatMap(offencesOf);
      return { ok: offences.length === 0, text: offences.join('\n') };
    },
  },
];

function details(text: string): string {
  const lines = text.trim().split('\n');
  const rest = lines.length > SHOWN ? [`… ${lines.length - SHOWN} more lines`] : [];
  return [...lines.slice(0, SHOWN), ...rest].map((line) => `  ${line}\n`).join('');
}

async function timed(check: Check): Promise<boolean> {
  const from = performance.now();
  const { ok, text } = await check.run();
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  process.stdout.write(
    `${ok ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s)\n${ok ? '' : details(text)}`,
  );
  return ok;
}

const results = await Promise.all(CHECKS.map(timed));
const passed = results.filter((ok) => ok).length;
process.stdout.write(`checks: ${passed} of ${CHECKS.length} passed\n`);
if (passed < CHECKS.length) process.exitCode = 1;
