/** One question to the station at a time, with its refusals kept where the person looks until the next try. */
import { useCallback, useRef, useState } from 'react';
import type { Refusal, Result } from '../../shared/refusal.ts';

export interface Asking {
  readonly busy: boolean;
  readonly refusals: readonly Refusal[];
  /** Runs the question; a second click while the first is under way does nothing and resolves to null. */
  run<T>(question: () => Promise<Result<T>>): Promise<T | null>;
  clear(): void;
}

export function useAsk(): Asking {
  const [busy, setBusy] = useState(false);
  const [refusals, setRefusals] = useState<readonly Refusal[]>([]);
  const running = useRef(false);
  const run = useCallback(async <T>(question: () => Promise<Result<T>>): Promise<T | null> => {
    if (running.current) return null;
    running.current = true;
    setBusy(true);
    const answer = await question();
    running.current = false;
    setBusy(false);
    setRefusals(answer.ok ? [] : answer.refusals);
    return answer.ok ? answer.value : null;
  }, []);
  const clear = useCallback(() => setRefusals([]), []);
  return { busy, refusals, run, clear };
}
