import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import type { CryptoPort } from './crypto.ts';

/** XChaCha20-Poly1305 for both ports: no native library that stations have knows it. By itself, so that a station does not load @noble's curves. */
export const xchacha: Pick<CryptoPort, 'xchachaSeal' | 'xchachaOpen'> = {
  xchachaSeal: (key, nonce, plaintext, associated) =>
    xchacha20poly1305(key, nonce, associated).encrypt(plaintext),
  xchachaOpen(key, nonce, sealed, associated) {
    try {
      return xchacha20poly1305(key, nonce, associated).decrypt(sealed);
    } catch {
      return null;
    }
  },
};
