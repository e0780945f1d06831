/**
 * Exact numbers: rationals until a rounding that the project names, decimals when printed. A binary float never touches a price or a
 * score.
 */
import Fraction from 'fraction.js';
import type { Decimal } from '../project/model.ts';

export type Exact = Fraction;

export const ZERO: Exact = new Fraction(0);
export const ONE: Exact = new Fraction(1);
export const HUNDRED: Exact = new Fraction(100);

export const exact = (value: Decimal | number | bigint): Exact => new Fraction(value);

/** `numerator / denominator`; the denominator is above 0. */
export const ratio = (numerator: bigint, denominator: bigint): Exact => new Fraction(numerator, denominator);

export const sum = (values: Iterable<Exact>): Exact => {
  let total = ZERO;
  for (const value of values) total = total.add(value);
  return total;
};

export const least = (a: Exact, b: Exact): Exact => (a.compare(b) <= 0 ? a : b);
export const greatest = (a: Exact, b: Exact): Exact => (a.compare(b) >= 0 ? a : b);

/** |x| in whole units of 1 / scale, half away from zero (四舍五入). */
const unitsOf = (x: Exact, scale: bigint): bigint => (2n * x.n * scale + x.d) / (2n * x.d);

/** Rounds half away from zero to so many places; a point that the project does not name leaves the value exact. */
export function roundAt(x: Exact, places: number | undefined): Exact {
  if (places === undefined) return x;
  const scale = 10n ** BigInt(places);
  return new Fraction(x.s * unitsOf(x, scale), scale);
}

const PRINTED_PLACES = 6;

/**
 * The number as the contract prints it: half away from zero to 6 places, or to the places of its rounding point where they are more;
 * no trailing zeros, no negative zero.
 */
export function printed(x: Exact, pointPlaces = 0): Decimal {
  const places = Math.max(PRINTED_PLACES, pointPlaces);
  const units = unitsOf(x, 10n ** BigInt(places));
  const digits = units.toString().padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  const sign = x.s < 0n && units > 0n ? '-' : '';
  return `${sign}${digits.slice(0, -places)}${fraction === '' ? '' : `.${fraction}`}`;
}
