import { expect, it } from 'vitest';
import { addMonths, isBefore } from '../../../../shared/integrity/calendar.ts';

it.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2024-01-31', 1, '2024-02-29'],
  ['2026-01-31', 3, '2026-04-30'],
  ['2026-01-15', 0, '2026-01-15'],
  ['2026-12-31', 2, '2027-02-28'],
  ['2024-02-29', 12, '2025-02-28'],
  ['2024-02-29', 48, '2028-02-29'],
  ['2026-05-18', 24, '2028-05-18'],
  ['1900-01-29', 1, '1900-02-28'],
  ['9999-12-31', 1, '10000-01-31'],
])('%s and %i months are %s', (day, months, expected) => {
  expect(addMonths(day, months)).toBe(expected);
});

it('orders days like the calendar, beyond the year 9999 too', () => {
  expect(isBefore('2026-01-31', '2026-02-01')).toBe(true);
  expect(isBefore('2026-02-01', '2026-02-01')).toBe(false);
  expect(isBefore('9999-12-31', '10000-01-01')).toBe(true);
});
