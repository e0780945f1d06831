import fc from 'fast-check';
import { combine, split } from 'shamir-secret-sharing';
import { describe, expect, test } from 'vitest';
import { combineShares } from '../../../../shared/sheets/shares.ts';

const secrets = fc.uint8Array({ minLength: 32, maxLength: 32 });

/** Every way to take `count` of these. */
function choices<T>(of: readonly T[], count: number): T[][] {
  if (count === 0) return [[]];
  return of.flatMap((one, i) => choices(of.slice(i + 1), count - 1).map((rest) => [one, ...rest]));
}

describe('combining shares', () => {
  test('gives what the library gives, from any threshold of them', async () => {
    await fc.assert(
      fc.asyncProperty(
        secrets,
        fc.integer({ min: 2, max: 8 }),
        fc.nat(4),
        fc.nat(100),
        async (secret, threshold, more, turn) => {
          const shares = await split(Uint8Array.from(secret), threshold + more, threshold);
          const some = shares.map((_, i) => shares[(i + turn) % shares.length]!).slice(0, threshold);
          expect(combineShares(some)).toEqual(Uint8Array.from(secret));
          expect(combineShares(some)).toEqual(await combine(some.map((share) => Uint8Array.from(share))));
        },
      ),
      { numRuns: 50 },
    );
  });

  test('with one too few gives another value', async () => {
    const secret = Uint8Array.from({ length: 32 }, (_, i) => i);
    const shares = await split(secret, 5, 3);
    expect(combineShares(shares.slice(0, 2))).not.toEqual(secret);
  });

  test('of more shares than the threshold gives the same only where every choice of them does', async () => {
    await fc.assert(
      fc.asyncProperty(
        secrets,
        fc.integer({ min: 2, max: 5 }),
        fc.integer({ min: 1, max: 3 }),
        fc.nat(100),
        fc.nat(31),
        async (secret, threshold, more, turn, byte) => {
          const all = await split(Uint8Array.from(secret), threshold + more, threshold);
          const shares = all.map((_, i) => all[(i + turn) % all.length]!);
          expect(combineShares(shares, threshold)).toEqual(Uint8Array.from(secret));
          const odd = turn % shares.length;
          const altered = shares.with(odd, shares[odd]!.with(byte, shares[odd]![byte]! ^ 1));
          expect(combineShares(altered, threshold)).toBeNull();
          for (const choice of choices(altered, threshold))
            expect(Buffer.compare(combineShares(choice)!, secret) === 0).toBe(
              !choice.includes(altered[odd]!),
            );
        },
      ),
      { numRuns: 50 },
    );
  });

  test('is refused for what cannot be of one secret', () => {
    const share = (point: number, length = 33) => new Uint8Array(length).with(length - 1, point);
    expect(combineShares([])).toBeNull();
    expect(combineShares([share(1)])).toBeNull();
    expect(combineShares([share(1), share(1)])).toBeNull();
    expect(combineShares([share(0), share(1)])).toBeNull();
    expect(combineShares([share(1), share(2, 20)])).toBeNull();
    expect(combineShares([share(1), share(2)], 3)).toBeNull();
    expect(combineShares([share(1), share(2), share(2)], 2)).toBeNull();
    expect(combineShares([share(1), share(2), share(0)], 2)).toBeNull();
  });
});
