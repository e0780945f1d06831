import { describe, expect, it } from 'vitest';
import { isVerified, standingOf } from '../../../../shared/verdict/standing.ts';
import { CHECKS, findings } from '../../../../shared/verdict/verdict.ts';

/** All checks pass but those named. */
function verdictWith(failed: readonly string[], open: readonly string[]) {
  const found = findings();
  for (const id of CHECKS)
    if (failed.includes(id)) found.fail(id, { code: 'X', zh: '有误', en: 'wrong' });
    else if (!open.includes(id)) found.pass(id);
  return found.verdict();
}

describe('a held result', () => {
  it('is verified only where it was received and every check passed', () => {
    const whole = standingOf('received', verdictWith([], []));
    expect(isVerified(whole)).toBe(true);
    expect(whole).toEqual({ kind: 'received', counts: { passed: CHECKS.length, failed: 0, open: 0 } });
    for (const state of ['verifying', 'failed', 'incomplete', 'second'] as const)
      expect(isVerified(standingOf(state, verdictWith([], []))), state).toBe(false);
  });

  it('that was received with something unchecked says so, with its counts', () => {
    const standing = standingOf('received', verdictWith([], ['recording']));
    expect(standing).toEqual({ kind: 'partly', counts: { passed: CHECKS.length - 1, failed: 0, open: 1 } });
    expect(isVerified(standing)).toBe(false);
  });

  it('without a verdict has no counts and is not verified', () => {
    expect(standingOf('failed', null)).toEqual({ kind: 'failed', counts: null });
    expect(isVerified(standingOf('received', null))).toBe(false);
  });

  it('counts each kind of check', () => {
    expect(standingOf('failed', verdictWith(['report'], ['tables', 'recording'])).counts).toEqual({
      passed: CHECKS.length - 3,
      failed: 1,
      open: 2,
    });
  });
});
