/**
 * `npm run soak [-- <vitest's filters>]`: the tests of `npm test` with many more rounds; for a night, not for every change. `npm run soak -- seats
 * [<minutes, 30>]`: three seats at their windows record and are watched for so long (`seats.ts`).
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
const VITEST = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');

const [first, ...rest] = process.argv.slice(2);
const task =
  first === 'seats'
    ? [join(import.meta.dirname, 'seats.ts'), ...rest]
    : [VITEST, 'run', ...process.argv.slice(2)];

const { status } = spawnSync(process.execPath, task, {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, SEALROOM_SOAK: '1' },
});
process.exitCode = status ?? 1;
