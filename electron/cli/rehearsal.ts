/**
 * `npm run rehearsal [-- --out <folder>] [--headless | --no-recording]`: the demonstration from project folder to verdict, unattended: every command that a person
 * would run, run as they would, with simulated people before real windows, every seat recorded; `--no-recording`: without that, which is faster; `--headless`: at the stations alone, which is faster still. Leaves everything in `out/`, or the folder
 * that is named, which it clears first.
 * Exit status: 0 where the independent check says complete and verified, 1 where a step failed or the check did.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import type { Evaluated } from '../rehearsal/collect.ts';
import { evaluateDemonstration } from '../rehearsal/demonstration.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values: given } = parseArgs({
  options: {
    out: { type: 'string' },
    headless: { type: 'boolean', default: false },
    'no-recording': { type: 'boolean', default: false },
  },
});
const out = outFolder(given.out);
const started = performance.now();

/** Another folder is only cleared where a rehearsal made it: clearing what a person named by mistake would lose it. */
function outFolder(named: string | undefined): string {
  if (named === undefined) return join(root, 'out');
  const folder = resolve(named);
  const foreign =
    existsSync(folder) && readdirSync(folder).length > 0 && !existsSync(join(folder, 'verdict.json'));
  if (foreign) throw new Error(`${folder} holds other files: name a new or empty folder`);
  return folder;
}

const say = (text: string): void =>
  void process.stderr.write(`[${((performance.now() - started) / 1000).toFixed(1).padStart(5)} s] ${text}\n`);

/** Runs one of the project's own commands; what it prints is returned, a failure ends the rehearsal. */
function command(script: string, args: readonly string[], expected = 0): string {
  const done = spawnSync(process.execPath, [join(root, script), ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (done.status !== expected)
    throw new Error(`${script} ended with ${done.status ?? done.signal}\n${done.stderr}`);
  return done.stdout;
}

function verdictOf(evaluated: Evaluated): { text: string; status: number } {
  const args = [evaluated.ciphertext, '--seal', evaluated.seal, '--key', join(out, 'centre/centre.key')];
  const recordings = evaluated.recordings === null ? [] : ['--recordings', evaluated.recordings];
  const trusted = [...args, '--trust', join(out, 'centre/centre.pub'), ...recordings];
  const script = join(root, 'electron/cli/verify.ts');
  const json = spawnSync(process.execPath, [script, ...trusted, '--json'], { encoding: 'utf8' });
  if (json.status === 70 || json.stdout === '') throw new Error(`verify failed\n${json.stderr}`);
  writeFileSync(join(out, 'verdict.json'), json.stdout);
  const text = spawnSync(process.execPath, [script, ...trusted], { encoding: 'utf8' });
  return { text: text.stdout, status: text.status ?? 70 };
}

async function rehearse(): Promise<number> {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const project = join(out, 'project');
  say('the clerk writes the project folder (build/demo, with its documents)');
  command('build/sample/generate.ts', ['demo', project]);
  say('the centre makes its keys');
  command('electron/cli/centreInit.ts', [join(out, 'centre')]);
  say('the centre checks, packs and signs the project, and prints the slips');
  command('electron/cli/package.ts', [project, out, '--centre', join(out, 'centre')]);
  const evaluated = await evaluateDemonstration({
    out,
    project,
    say,
    windows: given.headless ? null : { screens: join(out, 'screens'), recorded: !given['no-recording'] },
  });
  say('the same scores, exported as a project folder, give the same answer');
  const again = command('electron/cli/score.ts', [evaluated.exported, '--json']);
  const ranking = readFileSync(join(out, 'ranking.json'), 'utf8');
  if (canonicalJson(JSON.parse(again)) !== ranking) throw new Error('score does not give the room’s ranking');
  say('a stranger verifies the sealed result');
  const verdict = verdictOf(evaluated);
  process.stdout.write(`\n${command('electron/cli/score.ts', [evaluated.exported])}\n${verdict.text}\n`);
  return verdict.status === 0 ? 0 : 1;
}

try {
  process.exitCode = await rehearse();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
