import { describe, expect, it } from 'vitest';
import { exact, printed, ratio, roundAt } from '../../../../shared/scoring/exact.ts';

describe('rounding', () => {
  it.each([
    ['2.345', 2, '2.35'],
    ['2.344', 2, '2.34'],
    ['-2.345', 2, '-2.35'],
    ['-2.344', 2, '-2.34'],
    ['0.5', 0, '1'],
    ['-0.5', 0, '-1'],
    ['-0.4', 0, '0'],
    ['1.005', 2, '1.01'],
    ['9007199254740993.5', 0, '9007199254740994'],
  ])('takes %s to %i places half away from zero: %s', (value, places, expected) => {
    expect(printed(roundAt(exact(value), places))).toBe(expected);
  });

  it('leaves a value exact at a point that is not named', () => {
    const third = ratio(1n, 3n);
    expect(roundAt(third, undefined).mul(exact('3')).equals(exact('1'))).toBe(true);
  });
});

describe('printing', () => {
  it.each([
    ['100', '100'],
    ['100.50', '100.5'],
    ['007', '7'],
    ['0.0000005', '0.000001'],
    ['0.0000004', '0'],
    ['-0.0000004', '0'],
    ['-0.0000005', '-0.000001'],
    ['-0', '0'],
    ['-12.340', '-12.34'],
    ['1000000', '1000000'],
  ])('writes %s as %s', (value, expected) => {
    expect(printed(exact(value))).toBe(expected);
  });

  it('goes to the places of the point only where they are more than six', () => {
    const value = ratio(2n, 3n);
    expect(printed(value)).toBe('0.666667');
    expect(printed(value, 2)).toBe('0.666667');
    expect(printed(value, 8)).toBe('0.66666667');
  });
});
