import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64url } from '../../../../shared/journal/encoding.ts';

describe('base64url', () => {
  it('writes and reads any bytes as RFC 4648 says', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = base64url.encode(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        expect(base64url.decode(text)).toEqual(bytes);
        expect(base64url.length(text)).toBe(bytes.length);
      }),
    );
  });

  it('reads one form only: no padding, no other alphabet, no white space, unused bits zero, no half byte', () => {
    for (const text of ['AA==', 'AAA=', 'A+AA', 'A/AA', ' AAA', 'AAA\n', 'AB', 'AAB', 'A', 'AAAAA', 'é'])
      expect(() => base64url.decode(text), text).toThrow();
  });
});
