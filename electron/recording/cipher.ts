/**
 * ChaCha20-Poly1305 (RFC 8439) and X25519. The cipher is OpenSSL's where Node has it, which takes about half of libsodium's time; Electron's own crypto
 * (BoringSSL) has none: there it is libsodium's, as X25519 always is.
 */
import { createCipheriv, createDecipheriv, getCiphers } from 'node:crypto';
import sodium from 'sodium-native';
import { TAG } from '../../shared/recording/record.ts';
import { sodiumOpen, sodiumSeal } from './sodiumCipher.ts';

const CIPHER = 'chacha20-poly1305';
const hasCipher = getCiphers().includes(CIPHER);
const TAGGED = { authTagLength: TAG };

/** The ciphertext and its tag, in parts that belong one after the other: whoever writes them puts more around them. @param key 32 bytes @param nonce 12 bytes, used once under a key */
export function sealedParts(
  key: Uint8Array,
  nonce: Uint8Array,
  plaintext: Uint8Array,
  associated: Uint8Array | null = null,
): readonly Uint8Array[] {
  if (!hasCipher) return [sodiumSeal(key, nonce, plaintext, associated)];
  const cipher = createCipheriv(CIPHER, key, nonce, TAGGED);
  if (associated !== null) cipher.setAAD(associated, { plaintextLength: plaintext.length });
  const body = cipher.update(plaintext);
  cipher.final();
  return [body, cipher.getAuthTag()];
}

export const seal = (...of: Parameters<typeof sealedParts>): Buffer => Buffer.concat(sealedParts(...of));

/** Null where the tag does not fit. */
export function open(
  key: Uint8Array,
  nonce: Uint8Array,
  ciphertext: Uint8Array,
  associated: Uint8Array | null = null,
): Buffer | null {
  if (!hasCipher) return sodiumOpen(key, nonce, ciphertext, associated);
  const length = ciphertext.length - TAG;
  if (length < 0) return null;
  const decipher = createDecipheriv(CIPHER, key, nonce, TAGGED);
  if (associated !== null) decipher.setAAD(associated, { plaintextLength: length });
  decipher.setAuthTag(ciphertext.subarray(length));
  const plaintext = decipher.update(ciphertext.subarray(0, length));
  try {
    decipher.final();
    return plaintext;
  } catch {
    return null;
  }
}

/** The shared secret; null where the peer's point is of small order. */
export function x25519(secret: Uint8Array, point: Uint8Array): Buffer | null {
  const out = Buffer.alloc(32);
  try {
    sodium.crypto_scalarmult(out, secret, point);
  } catch {
    return null;
  }
  return out.every((byte) => byte === 0) ? null : out;
}

export function x25519Public(secret: Uint8Array): Buffer {
  const out = Buffer.alloc(32);
  sodium.crypto_scalarmult_base(out, secret);
  return out;
}
