/**
 * Shamir shares of a sheet key, over GF(2^8) with the polynomial of AES. Splitting needs randomness and is the library's
 * (shamir-secret-sharing). Combining is here because the fold is synchronous and the library's `combine` is not, though it computes
 * nothing asynchronous; both agree byte for byte (a property test).
 */
import { digestOf } from '../journal/domain.ts';
import type { CryptoPort } from '../ports/crypto.ts';

/** A share's inner text: with these names nobody can deal another's share on as his own. */
export interface ShareText {
  readonly room: string;
  readonly round: number;
  readonly dealer: string;
  readonly holder: string;
  /** 16 random bytes that name one dealing, base64url. */
  readonly dealing: string;
  /** The value of each byte's polynomial at the last byte, base64url. */
  readonly share: string;
}

/** SHA-256("sealroom/share/1\n" + canonical inner text), hex: what the deal act promises for each holder. */
export const shareDigest = (crypto: CryptoPort, text: ShareText): string => digestOf(crypto, 'share', text);

/** SHA-256("sealroom/sheet-key/1\n" + canonical {expert, key, room, round}), hex. */
export const sheetKeyCommitment = (
  crypto: CryptoPort,
  sheet: { room: string; round: number; expert: string; key: string },
): string => digestOf(crypto, 'sheet-key', sheet);

const EXP = new Uint8Array(510);
const LOG = new Uint8Array(256);
for (let i = 0, x = 1; i < 255; i++) {
  EXP[i] = EXP[i + 255] = x;
  LOG[x] = i;
  // Times the generator 3: x * 2 + x, reduced by x^8 + x^4 + x^3 + x + 1.
  x ^= (x << 1) ^ (x & 0x80 ? 0x11b : 0);
}

const multiply = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : EXP[LOG[a]! + LOG[b]!]!);
const divide = (a: number, b: number): number => (a === 0 ? 0 : EXP[LOG[a]! + 255 - LOG[b]!]!);

/** The value at `point` of the polynomial through these shares, by Lagrange: each share is its bytes' values with its own point as last byte. */
function valueAt(shares: readonly Uint8Array[], point: number): Uint8Array {
  const points = shares.map(pointOf);
  const weights = points.map((x, i) =>
    points.reduce((w, other, j) => (i === j ? w : multiply(w, divide(other ^ point, other ^ x))), 1),
  );
  return Uint8Array.from({ length: shares[0]!.length - 1 }, (_, at) =>
    shares.reduce((sum, share, i) => sum ^ multiply(share[at]!, weights[i]!), 0),
  );
}

const pointOf = (share: Uint8Array): number => share.at(-1) ?? 0;

/**
 * The secret that any `threshold` of these shares give. Null where they do not all give one: too few, unequal lengths, the point zero or one point twice,
 * or a share that does not lie on the polynomial of the others.
 *
 * The first `threshold` shares fix a polynomial of lower degree than `threshold`, and each further one is held against it. That is as good as trying every
 * choice of `threshold` shares: where all lie on it, every choice fixes the same one; where one does not, the polynomial through it and any
 * `threshold` - 1 of the first differs from theirs, and the difference, which is zero at those points and not everywhere, is not zero at zero: another secret.
 * So the answer does not depend on which come first.
 */
export function combineShares(
  shares: readonly Uint8Array[],
  threshold: number = shares.length,
): Uint8Array | null {
  const length = shares[0]?.length ?? 0;
  const points = shares.map(pointOf);
  const usable =
    shares.every((share) => share.length === length) &&
    !points.includes(0) &&
    new Set(points).size === points.length;
  if (threshold < 2 || shares.length < threshold || length < 2 || !usable) return null;
  const first = shares.slice(0, threshold);
  const agree = shares
    .slice(threshold)
    .every((share) => valueAt(first, pointOf(share)).every((byte, at) => byte === share[at]));
  return agree ? valueAt(first, 0) : null;
}
