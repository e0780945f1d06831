/**
 * ChaCha20-Poly1305 (RFC 8439) and X25519 by libsodium: Electron's own crypto (BoringSSL) has no such cipher, and OpenSSL's, through Node, takes as
 * long for a recording's pieces, as each answer is new memory there. Here it is written where the caller says.
 */
import sodium from 'sodium-native';
import { TAG } from '../../shared/recording/record.ts';

/** Writes the ciphertext and its tag. @param out as long as both @param key 32 bytes @param nonce 12 bytes, used once under a key */
export function sealInto(
  out: Uint8Array,
  key: Uint8Array,
  nonce: Uint8Array,
  plaintext: Uint8Array,
  associated: Uint8Array | null = null,
): void {
  sodium.crypto_aead_chacha20poly1305_ietf_encrypt(out, plaintext, associated, null, nonce, key);
}

/** The ciphertext with its tag. See `sealInto`. */
export function seal(
  key: Uint8Array,
  nonce: Uint8Array,
  plaintext: Uint8Array,
  associated: Uint8Array | null = null,
): Buffer {
  const out = Buffer.allocUnsafeSlow(plaintext.length + TAG);
  sealInto(out, key, nonce, plaintext, associated);
  return out;
}

/** Writes the plaintext; false where the tag does not fit. @param out `TAG` bytes shorter than the ciphertext */
export function openInto(
  out: Uint8Array,
  key: Uint8Array,
  nonce: Uint8Array,
  ciphertext: Uint8Array,
  associated: Uint8Array | null = null,
): boolean {
  try {
    sodium.crypto_aead_chacha20poly1305_ietf_decrypt(out, null, ciphertext, associated, nonce, key);
    return true;
  } catch {
    return false;
  }
}

/** Null where the tag does not fit. */
export function open(
  key: Uint8Array,
  nonce: Uint8Array,
  ciphertext: Uint8Array,
  associated: Uint8Array | null = null,
): Buffer | null {
  if (ciphertext.length < TAG) return null;
  const out = Buffer.allocUnsafeSlow(ciphertext.length - TAG);
  return openInto(out, key, nonce, ciphertext, associated) ? out : null;
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
