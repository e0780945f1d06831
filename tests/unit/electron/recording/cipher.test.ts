import { createCipheriv, getCiphers, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { open, seal } from '../../../../electron/recording/cipher.ts';

const hex = (text: string): Buffer => Buffer.from(text.replace(/\s/g, ''), 'hex');

/** RFC 8439, 2.8.2. */
const KEY = hex('808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f');
const NONCE = hex('070000004041424344454647');
const ASSOCIATED = hex('50515253c0c1c2c3c4c5c6c7');
const PLAINTEXT = Buffer.from(
  "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.",
);
const TAG = '1ae10b594f09e26a7e902ecbd0600691';

test('the cipher is the RFC’s, and opens nothing that was altered', () => {
  const sealed = seal(KEY, NONCE, PLAINTEXT, ASSOCIATED);
  expect(sealed.subarray(0, 8).toString('hex')).toBe('d31a8d34648e60db');
  expect(sealed.subarray(-16).toString('hex')).toBe(TAG);
  expect(open(KEY, NONCE, sealed, ASSOCIATED)?.equals(PLAINTEXT)).toBe(true);
  for (const at of [0, sealed.length - 1]) {
    const altered = Buffer.from(sealed);
    altered[at]! ^= 1;
    expect(open(KEY, NONCE, altered, ASSOCIATED)).toBeNull();
  }
  expect(open(KEY, NONCE, sealed, null)).toBeNull();
  expect(open(KEY, NONCE, sealed.subarray(0, 15), ASSOCIATED)).toBeNull();
});

test.runIf(getCiphers().includes('chacha20-poly1305'))(
  'it seals as OpenSSL does, for any length, also nothing',
  () => {
    for (const length of [0, 1, 16, 65_536, 1_000_001]) {
      const bytes = randomBytes(length);
      const cipher = createCipheriv('chacha20-poly1305', KEY, NONCE, { authTagLength: 16 });
      const theirs = Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
      expect(seal(KEY, NONCE, bytes).equals(theirs)).toBe(true);
      expect(open(KEY, NONCE, theirs)?.equals(bytes)).toBe(true);
    }
  },
);
