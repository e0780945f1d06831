/**
 * The cryptography that the core needs, as ports: stations give the native implementation, windows and tests the @noble one, and one
 * contract suite runs over both. All calls are synchronous and pure; randomness never comes from here.
 */
export interface CryptoPort {
  sha256(data: Uint8Array): Uint8Array;
  /** RFC 5869; `length` in bytes, at most 8160. */
  hkdfSha256(secret: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Uint8Array;
  /** RFC 8032 under the one strict rule of the format page: canonical points, no small order, S < L, R compared as bytes. */
  ed25519Verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
  ed25519Sign(secretKey: Uint8Array, message: Uint8Array): Uint8Array;
  /** The public key of a 32-byte secret key (RFC 8032 seed). */
  ed25519PublicKey(secretKey: Uint8Array): Uint8Array;
  /** XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03): 32-byte key, 24-byte nonce; the tag is appended. */
  xchachaSeal(key: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array, associated: Uint8Array): Uint8Array;
  /** Null where the tag does not fit: wrong key, altered ciphertext or altered associated data. */
  xchachaOpen(
    key: Uint8Array,
    nonce: Uint8Array,
    sealed: Uint8Array,
    associated: Uint8Array,
  ): Uint8Array | null;
}

/** Fresh random bytes; stations hand in the operating system's, the simulator a seeded generator. */
export type RandomPort = (bytes: number) => Uint8Array;
