import { describe, expect, it } from 'vitest';
import { nativeCrypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { nobleCrypto } from '../../../../shared/ports/nobleCrypto.ts';

describe.each([
  ['native', nativeCrypto],
  ['@noble', nobleCrypto],
])('verification with %s', (_, crypto) => {
  it('changes nothing of the key and the signature that it is given, Buffers included', () => {
    for (let n = 0; n < 16; n++) {
      const secret = new Uint8Array(32).fill(n);
      const message = Buffer.from(`message ${n}`);
      const key = Buffer.from(crypto.ed25519PublicKey(secret));
      const signature = Buffer.from(crypto.ed25519Sign(secret, message));
      const before = Buffer.concat([key, signature]).toString('hex');
      expect(crypto.ed25519Verify(key, message, signature)).toBe(true);
      expect(Buffer.concat([key, signature]).toString('hex')).toBe(before);
    }
  });
});
