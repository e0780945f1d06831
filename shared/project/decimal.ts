import Fraction from 'fraction.js';
import type { Decimal } from './model.ts';

/** An exact decimal as the contract writes it: `-?[0-9]+(\.[0-9]+)?`; no sign plus, no exponent, no bare point. */
export const isDecimal = (text: string): boolean => /^-?[0-9]+(\.[0-9]+)?$/.test(text);

/** A whole number from 0. */
export const isCount = (text: string): boolean => /^[0-9]+$/.test(text);

/** Exact comparison: below 0 where a < b, 0 where they are the same number (`1.0` and `1`), above 0 where a > b. */
export const compareDecimals = (a: Decimal, b: Decimal): number => new Fraction(a).compare(new Fraction(b));

/** A count without leading zeros: `7` and `07` are one number. */
export const sameNumber = (count: string): string => count.replace(/^0+(?=[0-9])/, '');
