/** `npm test [-- <vitest's filters>]`: the checks, then the tests; both always, so that one run shows all that is wrong. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

function succeeds(script: string, ...args: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(ROOT, script), ...args], { cwd: ROOT, stdio: 'inherit' });
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
}

const checksPass = await succeeds('build/checks/run.ts');
const testsPass = await succeeds('node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2));
if (!checksPass) process.stdout.write('checks: failed, details stand before the tests\n');
if (!checksPass || !testsPass) process.exitCode = 1;
