import { expect, it } from 'vitest';
import { printedMoney } from '../../../../shared/project/money.ts';

it.each([
  ['36902455.6', '36,902,455.60'],
  ['36902455.60', '36,902,455.60'],
  ['38000000', '38,000,000.00'],
  ['999', '999.00'],
  ['1000', '1,000.00'],
  ['0.5', '0.50'],
  ['-1234567.5', '-1,234,567.50'],
  // What a mean came to is not cut, and its places are not grouped.
  ['1234567.123456', '1,234,567.123456'],
  ['123456789012345678901234567890.10', '123,456,789,012,345,678,901,234,567,890.10'],
])('%s is printed as %s', (amount, printed) => {
  expect(printedMoney(amount)).toBe(printed);
});

it('what is no amount stays as it is', () => {
  for (const text of ['', '–', '1,000', '12 元']) expect(printedMoney(text)).toBe(text);
});
