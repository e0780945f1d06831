/** One question to the station at a time, with its refusals kept where the person looks until the next try. */
import { useCallback, useRef, useState } from 'react';
import type { Refusal, Result } from '../../shared/refusal.ts';

const NONE: readonly Refusal[] = [];

/** Milliseconds: an answer that comes sooner is seen by what it changes, and a sign that only flashes up would be one thing more to read. */
const SHOWN_AFTER = 250;

export interface Asking {
  readonly busy: boolean;
  readonly refusals: readonly Refusal[];
  /** Runs the question; a second click while the first is under way does nothing and resolves to null. */
  run<T>(question: () => Promise<Result<T>>): Promise<T | null>;
  clear(): void;
}

export function useAsk(): Asking {
  const [busy, setBusy] = useState(false);
  const [refusals, setRefusals] = useState<readonly Refusal[]>(NONE);
  const running = useRef(false);
  const run = useCallback(async <T>(question: () => Promise<Result<T>>): Promise<T | null> => {
    if (running.current) return null;
    running.current = true;
    const shown = setTimeout(() => setBusy(true), SHOWN_AFTER);
    const answer = await question();
    clearTimeout(shown);
    running.current = false;
    setBusy(false);
    setRefusals(answer.ok ? NONE : answer.refusals);
    return answer.ok ? answer.value : null;
  }, []);
  const clear = useCallback(() => setRefusals(NONE), []);
  return { busy, refusals, run, clear };
}
