/** How a held result stands before whoever looks at it: in one word, and how much of it was checked. Nothing unchecked is shown as if it held. */
import type { CheckResult, Verdict } from './verdict.ts';

/** What the centre's store says of a result. */
type HeldState = 'verifying' | 'received' | 'failed' | 'incomplete' | 'second';

/** `received`: every check passed, the receipt is signed; `partly`: the receipt is signed, and something was not checked. */
export type StandingKind = HeldState | 'partly';

export interface Standing {
  readonly kind: StandingKind;
  /** Null where no verdict was made. */
  readonly counts: { readonly passed: number; readonly failed: number; readonly open: number } | null;
}

/** @param verdict null where none was made */
export function standingOf(state: HeldState, verdict: Verdict | null): Standing {
  const count = (result: CheckResult): number =>
    (verdict?.checks ?? []).filter((check) => check.result === result).length;
  return {
    kind: state === 'received' && verdict?.result !== 'verified' ? 'partly' : state,
    counts:
      verdict === null ? null : { passed: count('PASS'), failed: count('FAIL'), open: count('NOT CHECKED') },
  };
}

/** Whether all that the result says was checked and holds. */
export const isVerified = ({ kind }: Standing): boolean => kind === 'received';
