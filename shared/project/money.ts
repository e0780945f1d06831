/** Amounts of money for people who read. What is computed, signed or handed to a machine stays as it was written. */
import type { Decimal } from './model.ts';

/** At least two places, as prices are written (元角分). */
const LEAST_PLACES = 2;

/** `36902455.6` as `36,902,455.60`: digits in groups of three, no digit lost. What is no decimal stays as it is. */
export function printedMoney(amount: Decimal): string {
  const [, sign, whole, places = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount) ?? [];
  if (whole === undefined) return amount;
  return `${sign}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${places.padEnd(LEAST_PLACES, '0')}`;
}
