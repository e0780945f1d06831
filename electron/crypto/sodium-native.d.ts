/** The part of sodium-native that is used here; the package ships no types. */
declare module 'sodium-native' {
  interface Sodium {
    /** Writes ciphertext and tag into `out`, which is 16 bytes longer than the message; answers how many bytes. */
    crypto_aead_chacha20poly1305_ietf_encrypt(
      out: Uint8Array,
      message: Uint8Array,
      associated: Uint8Array | null,
      nsec: null,
      nonce: Uint8Array,
      key: Uint8Array,
    ): number;
    /** @throws where the tag does not fit */
    crypto_aead_chacha20poly1305_ietf_decrypt(
      out: Uint8Array,
      nsec: null,
      ciphertext: Uint8Array,
      associated: Uint8Array | null,
      nonce: Uint8Array,
      key: Uint8Array,
    ): number;
    crypto_sign_verify_detached(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean;
    /** @throws where the result would be all zeros */
    crypto_scalarmult(out: Uint8Array, secret: Uint8Array, point: Uint8Array): void;
    crypto_scalarmult_base(out: Uint8Array, secret: Uint8Array): void;
  }
  const sodium: Sodium;
  export default sodium;
}
