import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, parseCanonical } from '../../shared/journal/canonical.ts';

/** Keys in any order, among them such as an engine keeps in an order of its own. */
const key = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 4 }),
  fc.constantFrom('1', '10', '9', '', '\ud83d\ude00', '\uffff', 'toJSON', '__proto__', '\\ud'),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'grapheme' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 5 }),
  ),
}));

describe('canonical JSON', () => {
  it('is what RFC 8785 says, whatever order the keys came in', () => {
    fc.assert(
      fc.property(value, (v) => {
        expect(canonicalJson(v)).toBe(canonicalize(v));
      }),
      { numRuns: 1000 },
    );
  });

  it('is read back, and is the one text that is read', () => {
    fc.assert(
      fc.property(value, (v) => {
        const text = canonicalJson(v);
        expect(parseCanonical(text)).toEqual({ ok: true, value: JSON.parse(text) });
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        const other = JSON.stringify(v);
        expect(parseCanonical(other).ok).toBe(other === text);
      }),
      { numRuns: 1000 },
    );
  });

  it('has no form for a lone surrogate or a number that is none, however they are hidden', () => {
    for (const v of ['\ud800', ['a\udfff'], { a: '\ud83d' }, Number.NaN, [Number.POSITIVE_INFINITY]])
      expect(() => canonicalJson(v)).toThrow();
    expect(parseCanonical('"\\ud800"').ok).toBe(false);
    expect(parseCanonical('"\\\\ud800"').ok).toBe(true);
  });
});
