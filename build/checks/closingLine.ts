import type { Reporter, TestModule } from 'vitest/node';

/** The last line of a test run says what was run and how it went, so that the end of a log is enough to know. */
export default class ClosingLine implements Reporter {
  readonly #started = performance.now();

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const states = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => test.result().state),
    );
    const count = (state: string) => states.filter((one) => one === state).length;
    const brokenFiles = modules.filter((module) => module.errors().length > 0).length;
    const parts = [
      `${count('passed')} passed`,
      `${count('failed')} failed`,
      `${count('skipped') + count('pending')} not run`,
      `${modules.length} files, ${brokenFiles} of them broken`,
      `${errors.length} errors outside tests`,
      `${((performance.now() - this.#started) / 1000).toFixed(0)} s`,
    ];
    process.stdout.write(`\ntests: ${parts.join(', ')}\n`);
  }
}
