import { describe, expect, it } from 'vitest';
import { isCalendarDate, isInstant } from '../../../../shared/project/calendarDate.ts';
import { isCreditCode } from '../../../../shared/project/creditCode.ts';
import { compareDecimals, isDecimal } from '../../../../shared/project/decimal.ts';

describe('a unified social credit code', () => {
  it('has the check character that GB 32100-2015 computes', () => {
    expect(isCreditCode('91350100M000100Y43')).toBe(true);
    expect(isCreditCode('91370102MA0002100X')).toBe(true);
  });

  it('is wrong after any change of one character, and after swapping neighbours', () => {
    const good = '91350100M000100Y43';
    for (let index = 0; index < good.length; index += 1) {
      for (const other of '0123456789ABCDEFGHJKLMNPQRTUWXYIOSVZa ') {
        const changed = good.slice(0, index) + other + good.slice(index + 1);
        expect(isCreditCode(changed)).toBe(changed === good);
      }
    }
    expect(isCreditCode('19350100M000100Y43')).toBe(false);
    expect(isCreditCode(`${good}0`)).toBe(false);
    expect(isCreditCode('')).toBe(false);
  });
});

describe('a decimal', () => {
  it('is compared exactly, where a binary float would not', () => {
    expect(isDecimal('-0.10')).toBe(true);
    expect(compareDecimals('0.30000000000000001', '0.3')).toBeGreaterThan(0);
    expect(compareDecimals('10', '9.99')).toBeGreaterThan(0);
    expect(compareDecimals('-1', '0')).toBeLessThan(0);
    expect(compareDecimals('1.0', '1')).toBe(0);
  });
});

describe('a date and a time', () => {
  it('are those of the calendar', () => {
    expect(['2024-02-29', '2000-02-29', '2026-12-31'].every(isCalendarDate)).toBe(true);
    expect(['2023-02-29', '1900-02-29', '2026-04-31', '2026-00-10', '2026-01-00'].some(isCalendarDate)).toBe(
      false,
    );
    expect(
      ['2026-05-18T09:30:00+08:00', '2026-05-18T01:30:00.5Z', '2026-05-18t01:30:00z'].every(isInstant),
    ).toBe(true);
    expect(
      ['2026-05-18', '2026-02-30T00:00:00Z', '2026-05-18T09:60:00Z', '2026-05-18T09:30:00+0800'].some(
        isInstant,
      ),
    ).toBe(false);
  });
});
