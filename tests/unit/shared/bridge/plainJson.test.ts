import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { notPlainAt } from '../../../../shared/bridge/plainJson.ts';

describe('what JSON carries', () => {
  test('whatever JSON text can say is plain', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        expect(notPlainAt(JSON.parse(JSON.stringify(value)))).toBeNull();
      }),
    );
  });

  test('whatever is found plain is the same behind JSON text and behind a structured clone', () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: true,
      withNullPrototype: true,
      withBoxedValues: true,
    });
    fc.assert(
      fc.property(anything, (value) => {
        fc.pre(notPlainAt(value) === null);
        const text = JSON.stringify(value);
        expect(JSON.stringify(structuredClone(value))).toBe(text);
        expect(JSON.stringify(JSON.parse(text))).toBe(text);
      }),
    );
  });

  const circle: { inner?: unknown } = {};
  circle.inner = { circle };
  const holes: unknown[] = [1];
  holes[2] = 3;
  const extra = Object.assign([1], { more: 2 });
  test.each<[string, unknown, string[]]>([
    ['undefined', undefined, []],
    ['an undefined member', { a: { b: undefined } }, ['a', 'b']],
    ['a hole in an array', { a: holes }, ['a']],
    ['more than an array holds', extra, []],
    ['NaN', [0, Number.NaN], ['1']],
    ['infinity', Number.POSITIVE_INFINITY, []],
    ['a BigInt', { score: 1n }, ['score']],
    ['a function', { toJSON: () => 'x' }, ['toJSON']],
    ['a symbol', Symbol.iterator, []],
    ['a member under a symbol', { [Symbol.iterator]: 1 }, []],
    ['a date', { at: new Date(0) }, ['at']],
    ['bytes', new Uint8Array(2), []],
    ['a map', new Map(), []],
    ['an error', new Error('x'), []],
    ['a circle', circle, ['inner', 'circle']],
  ])('%s is not plain, and its place is told', (_, value, path) => {
    expect(notPlainAt(value)).toEqual(path);
  });

  test('a part used twice is plain, and many parts used twice do not take for ever', () => {
    let value: unknown = ['x'];
    for (let depth = 0; depth < 60; depth += 1) value = [value, value];
    expect(notPlainAt(value)).toBeNull();
  });

  test('nesting without end is refused before the stack ends', () => {
    expect(notPlainAt(JSON.parse(`${'['.repeat(200_000)}${']'.repeat(200_000)}`))).not.toBeNull();
  });
});
