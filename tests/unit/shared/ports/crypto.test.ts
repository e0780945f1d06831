import { hexToBytes } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nativeCrypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { hex } from '../../../../shared/journal/encoding.ts';
import { nobleCrypto } from '../../../../shared/ports/nobleCrypto.ts';

const text = (value: string) => new TextEncoder().encode(value);

/** RFC 8032, 7.1, tests 1 to 3. */
const RFC8032 = [
  {
    secret: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    publicKey: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    message: '',
    signature:
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  },
  {
    secret: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    publicKey: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    message: '72',
    signature:
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  },
  {
    secret: 'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
    publicKey: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    message: 'af82',
    signature:
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  },
];

describe.each([
  ['noble', nobleCrypto],
  ['native', nativeCrypto],
])('the %s port', (_, crypto) => {
  test.each(RFC8032)(
    'signs and verifies as RFC 8032 says: $message',
    ({ secret, publicKey, message, signature }) => {
      expect(hex.encode(crypto.ed25519PublicKey(hexToBytes(secret)))).toBe(publicKey);
      expect(hex.encode(crypto.ed25519Sign(hexToBytes(secret), hexToBytes(message)))).toBe(signature);
      expect(crypto.ed25519Verify(hexToBytes(publicKey), hexToBytes(message), hexToBytes(signature))).toBe(
        true,
      );
    },
  );

  test('hashes as FIPS 180-4 says', () => {
    expect(hex.encode(crypto.sha256(text('abc')))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  test('derives as RFC 5869, test case 1, says', () => {
    const secret = new Uint8Array(22).fill(0x0b);
    const salt = hexToBytes('000102030405060708090a0b0c');
    const derived = crypto.hkdfSha256(secret, salt, hexToBytes('f0f1f2f3f4f5f6f7f8f9'), 42);
    expect(hex.encode(derived)).toBe(
      '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
    );
  });

  test('encrypts as draft-irtf-cfrg-xchacha-03, A.3.1, says', () => {
    const key = hexToBytes('808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f');
    const nonce = hexToBytes('404142434445464748494a4b4c4d4e4f5051525354555657');
    const associated = hexToBytes('50515253c0c1c2c3c4c5c6c7');
    const plain = text(
      "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.",
    );
    const sealed = crypto.xchachaSeal(key, nonce, plain, associated);
    expect(hex.encode(sealed.subarray(-16))).toBe('c0875924c1c7987947deafd8780acf49');
    expect(crypto.xchachaOpen(key, nonce, sealed, associated)).toEqual(plain);
    expect(crypto.xchachaOpen(key, nonce, sealed, new Uint8Array())).toBeNull();
  });
});

test('both ports say the same of any signature, whole or altered', () => {
  const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });
  fc.assert(
    fc.property(
      seeds,
      fc.uint8Array({ maxLength: 60 }),
      fc.nat(95),
      fc.nat(7),
      fc.boolean(),
      (seed, message, at, bit, alter) => {
        const publicKey = Uint8Array.from(nativeCrypto.ed25519PublicKey(seed));
        const signature = Uint8Array.from(nativeCrypto.ed25519Sign(seed, message));
        if (alter) {
          const [target, place] = at < 32 ? [publicKey, at] : [signature, at - 32];
          target[place]! ^= 1 << bit;
        }
        const native = nativeCrypto.ed25519Verify(publicKey, message, signature);
        expect(nobleCrypto.ed25519Verify(publicKey, message, signature)).toBe(native);
        expect(native).toBe(!alter);
      },
    ),
    { numRuns: 200 },
  );
});
