/** ChaCha20-Poly1305 (RFC 8439) by libsodium, for Electron, whose own crypto has no such cipher: JavaScript is too slow for a camera. */
import sodium from 'sodium-native';
import { TAG } from '../../shared/recording/record.ts';

/** The ciphertext with its tag. @param key 32 bytes @param nonce 12 bytes, used once under a key */
export function sodiumSeal(
  key: Uint8Array,
  nonce: Uint8Array,
  plaintext: Uint8Array,
  associated: Uint8Array | null = null,
): Buffer {
  const out = Buffer.allocUnsafeSlow(plaintext.length + TAG);
  sodium.crypto_aead_chacha20poly1305_ietf_encrypt(out, plaintext, associated, null, nonce, key);
  return out;
}

/** Null where the tag does not fit. */
export function sodiumOpen(
  key: Uint8Array,
  nonce: Uint8Array,
  ciphertext: Uint8Array,
  associated: Uint8Array | null = null,
): Buffer | null {
  if (ciphertext.length < TAG) return null;
  const out = Buffer.allocUnsafeSlow(ciphertext.length - TAG);
  try {
    sodium.crypto_aead_chacha20poly1305_ietf_decrypt(out, null, ciphertext, associated, nonce, key);
    return out;
  } catch {
    return null;
  }
}
