/** The cryptography port over @noble: for windows and for tests. */
import { ed25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import type { CryptoPort } from './crypto.ts';
import { soundSignature } from './ed25519Strict.ts';
import { xchacha } from './xchacha.ts';

const { Point } = ed25519;

const littleEndian = (data: Uint8Array): bigint =>
  data.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

/** R = [S]B - [k]A, compared as bytes; the library's own `verify` multiplies by the cofactor and so accepts more. */
function equationHolds(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const r = signature.subarray(0, 32);
  const hashed = new Uint8Array(64 + message.length);
  hashed.set(r);
  hashed.set(publicKey, 32);
  hashed.set(message, 64);
  const order = Point.Fn.ORDER;
  const k = littleEndian(sha512(hashed)) % order;
  const s = littleEndian(signature.subarray(32));
  try {
    const a = Point.fromBytes(publicKey, false);
    const expected = Point.BASE.multiplyUnsafe(s).subtract(a.multiplyUnsafe(k)).toBytes();
    return expected.every((byte, i) => byte === r[i]);
  } catch {
    return false;
  }
}

export const nobleCrypto: CryptoPort = {
  sha256: (data) => sha256(data),
  hkdfSha256: (secret, salt, info, length) => hkdf(sha256, secret, salt, info, length),
  ed25519Verify: (publicKey, message, signature) =>
    soundSignature(publicKey, signature) && equationHolds(publicKey, message, signature),
  ed25519Sign: (secretKey, message) => ed25519.sign(message, secretKey),
  ed25519PublicKey: (secretKey) => ed25519.getPublicKey(secretKey),
  ...xchacha,
};
