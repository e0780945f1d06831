import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJsonStrict } from '../../../../shared/journal/strictJson.ts';

describe('a JSON document', () => {
  test('without a key given twice is what JSON.parse says', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(3), (text, indent) => {
        const laidOut = JSON.stringify(JSON.parse(text), null, indent);
        expect(parseJsonStrict(laidOut)).toEqual({ ok: true, value: JSON.parse(laidOut) });
      }),
    );
  });

  test.each([
    ['plainly', '{"a":1,"a":2}'],
    ['nested', '[{"x":{"b":1,"c":[],"b":2}}]'],
    ['under an escape', '{"a":1,"\\u0061":2}'],
    ['far from its colon', `{"a":1,"a"${' '.repeat(500)}:2}`],
    ['after a text that looks like a key', '{"k":"a\\":","a":1,"a":2}'],
  ])('that names a key twice %s is refused', (_, text) => {
    expect(parseJsonStrict(text)).toMatchObject({ ok: false, refusals: [{ code: 'JSON_KEY_TWICE' }] });
  });

  test('that is none is refused, however deep it goes', () => {
    expect(parseJsonStrict('{')).toMatchObject({ ok: false, refusals: [{ code: 'JSON_FORM' }] });
    expect(parseJsonStrict('['.repeat(1_000_000)).ok).toBe(false);
  });
});
