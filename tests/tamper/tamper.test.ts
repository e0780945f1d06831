import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { nativeCrypto } from '../../electron/crypto/nativeCrypto.ts';
import { readHeld } from '../../electron/sealing/openResult.ts';
import { verifyResult } from '../../electron/sealing/verifyResult.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { exitStatus, type Verdict } from '../../shared/verdict/verdict.ts';
import { FAULTS } from './faults.ts';
import { type Given, given } from './making.ts';
import { carried, linesOf, type SealedSample, sealedSample, withJournal } from './sealedRoom.ts';

let good: SealedSample;
let other: SealedSample;

beforeAll(async () => {
  good = await sealedSample('a good room');
  other = await sealedSample('another room');
});

function verify({ held, seal }: Given, trust: Uint8Array | null = good.centre): Promise<Verdict> {
  const digest = createHash('sha256').update(held.bytes).digest('hex');
  return verifyResult(nativeCrypto, {
    recordings: null,
    held:
      held.kind === 'zip'
        ? { kind: 'zip', bytes: held.bytes }
        : { kind: 'encrypted', bytes: held.bytes, digest },
    seal,
    identities: [good.identity],
    trust,
  });
}

const results = (verdict: Verdict, result: string): string[] =>
  verdict.checks.filter((check) => check.result === result).map((check) => check.id);

describe('the good result', () => {
  test('is complete and verified', async () => {
    const verdict = await verify(given(good.sealed));
    expect(verdict.checks.filter((check) => check.result !== 'PASS')).toEqual([]);
    expect(exitStatus(verdict)).toBe(0);
  });

  test('is incomplete without a trust anchor, a key or a seal, and says which check was not made', async () => {
    const untrusted = await verify(given(good.sealed), null);
    expect([exitStatus(untrusted), results(untrusted, 'NOT CHECKED')]).toEqual([2, ['origin']]);
    const bytes = good.sealed.ciphertext;
    const held = {
      kind: 'encrypted',
      bytes,
      digest: createHash('sha256').update(bytes).digest('hex'),
    } as const;
    const evidence = {
      held,
      seal: canonicalJson(good.sealed.seal),
      identities: [good.identity],
      trust: good.centre,
    };
    const keyless = await verifyResult(nativeCrypto, { ...evidence, identities: null, recordings: null });
    expect([exitStatus(keyless), results(keyless, 'PASS')]).toEqual([
      2,
      ['seal-form', 'seal-signatures', 'carriage', 'ciphertext'],
    ]);
    const sealless = await verifyResult(nativeCrypto, { ...evidence, seal: null, recordings: null });
    expect(exitStatus(sealless)).toBe(2);
  });
});

describe('every single fault is caught by the check that should catch it', () => {
  test('the kit has at least 40 faults, each with a name of its own', () => {
    expect(new Set(FAULTS.map((fault) => fault.name)).size).toBe(FAULTS.length);
    expect(FAULTS.length).toBeGreaterThanOrEqual(40);
  });

  test.each(FAULTS)('$name -> $caughtBy', async ({ make, caughtBy }) => {
    const verdict = await verify(await make(good, other));
    expect(results(verdict, 'FAIL')).toContain(caughtBy);
    expect(exitStatus(verdict)).toBe(1);
  });
});

describe('a record cut short can never pass', () => {
  test('cut after every entry, carried anew by its host', async () => {
    const lines = linesOf(good);
    const statuses: number[] = [];
    for (let kept = 0; kept <= lines.length; kept++) {
      const sealed = await carried(good, { payload: withJournal(good, lines.slice(0, kept)) });
      statuses.push(exitStatus(await verify(given(sealed))));
    }
    // The last one is not cut: what is refused in the others is the cut alone.
    expect(statuses).toEqual([...lines.map(() => 1), 0]);
  });
});

test('what stands at a path is told from its first bytes', async () => {
  expect(await readHeld('no such file')).toMatchObject({ ok: false, refusals: [{ code: 'FILE_MISSING' }] });
});
