/**
 * A stretch of entries that another machine sent, with what was found out about its lines by themselves. Short ones are checked where they are
 * folded; a long one, as after a cut, by a worker while the stretch before it is folded and stored.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { EntryHashes } from '../../shared/journal/fold.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import type { Refusal } from '../../shared/refusal.ts';
import { program } from '../programs.ts';
import { type Ask, asker } from './asker.ts';
import { actHashIn, checkLine } from './entryLine.ts';

export interface CheckedStretch {
  /** Of each line up to the first that is wrong. */
  readonly hashes: readonly EntryHashes[];
  /** What is wrong with the line after them; null where all are right. */
  readonly refusal: Refusal | null;
}

/** `checkLine` for one line after the other, up to the first that is wrong. */
export function checkStretch(crypto: CryptoPort, lines: Iterable<string>): CheckedStretch {
  const hashes: EntryHashes[] = [];
  for (const line of lines) {
    const checked = checkLine(crypto, line);
    if (!checked.ok) return { hashes, refusal: checked.refusals[0]! };
    hashes.push({
      act: actHashIn(crypto, line),
      entry: checked.value.hash,
      bytes: Buffer.byteLength(line),
    });
  }
  return { hashes, refusal: null };
}

const WORKER = program('journal/stretchWorker');

/** Lines from which on handing over costs less than it saves. */
const LONG = 32;

export interface StretchChecker {
  /** Null where the stretch is short, and whoever folds it checks it; otherwise stretches are answered in the order in which they came. */
  check(lines: readonly string[]): Promise<CheckedStretch> | null;
  close(): Promise<void>;
}

/** More would check faster than one thread can fold; and that thread needs a core for itself. */
const WORKERS = Math.max(1, Math.min(2, availableParallelism() - 1));

/** Milliseconds after which workers are ready for a long stretch: a station that starts, before somebody who waits, has no core to spare for them. */
const LATER = 3000;

interface Helper {
  readonly worker: Worker;
  readonly ask: Ask<readonly string[], CheckedStretch>;
}

export function openStretchChecker(): StretchChecker {
  let helpers: readonly Helper[] | null = null;
  const started = (): readonly Helper[] => {
    helpers ??= Array.from({ length: WORKERS }, startHelper);
    return helpers;
  };
  const later = setTimeout(started, LATER).unref();

  /** Each worker takes its share of a stretch; what stands after the first wrong line counts for nothing. */
  async function share(lines: readonly string[]): Promise<CheckedStretch> {
    const all = started();
    const size = Math.ceil(lines.length / all.length);
    const answers = all.map(({ ask }, n) => ask(lines.slice(n * size, (n + 1) * size)));
    const hashes: EntryHashes[] = [];
    for (const answer of answers) {
      const part = await answer;
      hashes.push(...part.hashes);
      if (part.refusal !== null) return { hashes, refusal: part.refusal };
    }
    return { hashes, refusal: null };
  }

  return {
    check(lines) {
      if (lines.length < LONG) return null;
      const answer = share(lines);
      // It is awaited in its turn; what fails before is heard then.
      answer.catch(() => undefined);
      return answer;
    },
    async close() {
      clearTimeout(later);
      await Promise.all((helpers ?? []).map(({ worker }) => worker.terminate()));
    },
  };
}

function startHelper(): Helper {
  // What a stretch leaves behind is garbage at once: with room for it, it is never copied.
  const worker = new Worker(WORKER, { resourceLimits: { maxYoungGenerationSizeMb: 16 } });
  return { worker, ask: asker(worker) };
}
