/** Progress for work that takes a while: one line a step with its seconds, kept moving on a terminal, told now and then in a log. */

const LOG_EVERY = 10_000;
const TERMINAL_EVERY = 500;

export class Steps {
  #out;
  #title;
  #started = performance.now();

  constructor(out, title) {
    this.#out = out;
    this.#title = title;
  }

  /** Runs one step; what `work` returns is shown behind its time. An exception passes through after the line is ended. */
  async run(name, work) {
    const from = performance.now();
    const seconds = () => `${((performance.now() - from) / 1000).toFixed(0)} s`;
    const line = (rest) => `${this.#title}: ${name} … ${rest}`;
    const terminal = this.#out.isTTY === true;
    const write = terminal
      ? (rest) => this.#out.write(`\r\u001b[K${line(rest)}`)
      : (rest) => this.#out.write(`${line(rest)}\n`);
    write('');
    const timer = setInterval(() => write(seconds()), terminal ? TERMINAL_EVERY : LOG_EVERY);
    try {
      const said = await work();
      write(`${seconds()}, ${said}`);
    } catch (error) {
      write(`${seconds()}, failed`);
      throw error;
    } finally {
      clearInterval(timer);
      if (terminal) this.#out.write('\n');
    }
  }

  close() {
    this.#out.write(
      `${this.#title}: ready after ${((performance.now() - this.#started) / 1000).toFixed(0)} s\n`,
    );
  }
}
