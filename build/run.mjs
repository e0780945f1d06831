/**
 * `node build/run.mjs [--needs debian[,windows]] <script> [arguments]`: sets up what is missing, then runs a script of this tree (TypeScript or
 * not) on the pinned Node. Plain Node 20. Standard output is the script's alone; exit status and signals are passed on.
 */
import { spawn } from 'node:child_process';
import module from 'node:module';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureReady, PINNED_NODE, ROOT } from './setup.mjs';

/** Exit statuses of sysexits.h: EX_USAGE, and EX_SOFTWARE for any failure that is not the script's own answer. */
const USAGE_ERROR = 64;
const SOFTWARE_ERROR = 70;

/** The first version that runs TypeScript files as they are. */
const TYPES_STRIPPED_SINCE = [22, 18];

function runsTypeScript() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [wantedMajor, wantedMinor] = TYPES_STRIPPED_SINCE;
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

/** Under `npm run` this is the case after the first set-up: one process and no second start. */
async function runHere(script, args) {
  module.enableCompileCache?.(join(ROOT, 'node_modules', '.cache', 'compile'));
  process.argv = [process.execPath, script, ...args];
  try {
    await import(pathToFileURL(script).href);
  } catch (error) {
    process.stderr.write(`${error?.stack ?? error}\n`);
    process.exitCode = SOFTWARE_ERROR;
  }
}

function runOnPinnedNode(script, args) {
  const child = spawn(PINNED_NODE, [fileURLToPath(import.meta.url), script, ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal gives Ctrl-C to both processes by itself; twice would read as impatience.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('error', (error) => {
    process.stderr.write(`${PINNED_NODE}: ${error.message}\n`);
    process.exitCode = SOFTWARE_ERROR;
  });
  child.on('exit', (code, signal) => {
    // The shell's convention for an end by signal.
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0);
  });
}

async function main() {
  const given = process.argv.slice(2);
  const needs = given[0] === '--needs' ? (given[1] ?? '').split(',') : [];
  const [debian, windows] = [needs.includes('debian'), needs.includes('windows')];
  const [script, ...args] = needs.length > 0 ? given.slice(2) : given;
  if (script === undefined || script.startsWith('--')) {
    process.stderr.write('node build/run.mjs [--needs debian[,windows]] <script> [arguments]\n');
    process.exitCode = USAGE_ERROR;
    return;
  }
  if (!(await ensureReady({ debian, windows }))) {
    process.exitCode = SOFTWARE_ERROR;
    return;
  }
  if (runsTypeScript()) await runHere(resolve(ROOT, script), args);
  else runOnPinnedNode(resolve(ROOT, script), args);
}

await main();
