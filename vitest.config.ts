import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import LongestFirst from './build/checks/longestFirst.ts';

/** A soak (`npm run soak`) repeats the same tests for many rounds. */
const HANGS_AFTER = process.env['SEALROOM_SOAK'] === '1' ? 6 * 3600_000 : 600_000;

/** Tests start hundreds of programs and threads from the sources: what is compiled once starts each of the next in half the time. */
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'node_modules', '.cache', 'compile');

/** Tests of rules leave nothing behind in their process, so that one file after the other may use it: most of their time was the start of one. */
const RULES = ['unit/shared', 'unit/renderer', 'property', 'attacks'].map(
  (folder) => `tests/${folder}/**/*.test.ts`,
);

/**
 * Suites run as child-heavy, disk-heavy work on two cores, so files are limited to two workers; no test asserts on wall time, and the
 * generous time limit only ends a test that hangs.
 */
export default defineConfig({
  test: {
    reporters: ['default', './build/checks/closingLine.ts'],
    maxWorkers: 2,
    testTimeout: HANGS_AFTER,
    hookTimeout: HANGS_AFTER,
    sequence: { sequencer: LongestFirst },
    projects: [
      { extends: true, test: { name: 'rules', include: RULES, isolate: false } },
      { extends: true, test: { name: 'whole', include: ['tests/**/*.test.ts'], exclude: RULES } },
    ],
  },
});
