/** `npm run soak [-- <vitest's filters>]`: the tests of `npm test` with many more rounds; for a night, not for every change. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');
const VITEST = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');

const { status } = spawnSync(process.execPath, [VITEST, 'run', ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, SEALROOM_SOAK: '1' },
});
process.exitCode = status ?? 1;
