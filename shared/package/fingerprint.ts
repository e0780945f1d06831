import { hex } from '../journal/encoding.ts';
import type { CryptoPort } from '../ports/crypto.ts';

/** The fingerprint of a centre's key: SHA-256 of its 32 raw bytes, lower-case hex. */
export const keyFingerprint = (crypto: CryptoPort, publicKey: Uint8Array): string =>
  hex.encode(crypto.sha256(publicKey));

/** A fingerprint as it is printed and compared by eye: sixteen groups of four digits. */
export const fingerprintGroups = (fingerprint: string): readonly string[] => fingerprint.match(/.{4}/g) ?? [];
