import { defineConfig } from 'vitest/config';

/** A soak (`npm run soak`) repeats the same tests for many rounds. */
const HANGS_AFTER = process.env['SEALROOM_SOAK'] === '1' ? 6 * 3600_000 : 600_000;

/**
 * Suites run as child-heavy, disk-heavy work on two cores, so files are limited to two workers; no test asserts on wall time, and the
 * generous time limit only ends a test that hangs.
 */
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    reporters: ['default', './build/checks/closingLine.ts'],
    maxWorkers: 2,
    testTimeout: HANGS_AFTER,
    hookTimeout: HANGS_AFTER,
  },
});
