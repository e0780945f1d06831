import type { Result } from '../shared/refusal.ts';

/** The value, where a refusal would be the test's own mistake. Throws what was refused. */
export function sure<T>(result: Result<T>): T {
  if (!result.ok)
    throw new Error(result.refusals.map((r) => `${r.code}: ${r.en} ${r.where ?? ''}`).join('\n'));
  return result.value;
}
