/**
 * The cryptography port of stations: OpenSSL's through Node, libsodium's for signatures to be checked, which are most of what a journal costs and
 * take it three fifths of OpenSSL's time, and @noble where Electron's BoringSSL has no such cipher.
 */
import { createPrivateKey, createPublicKey, hash, hkdfSync, type KeyObject, sign } from 'node:crypto';
import sodium from 'sodium-native';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { soundSignature } from '../../shared/ports/ed25519Strict.ts';
import { xchacha } from '../../shared/ports/xchacha.ts';

const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** Only the one used last: a host signs every acknowledgement with the same key, and no other secret outlives its use. */
let lastKey: { readonly raw: Buffer; readonly key: KeyObject } | null = null;

function privateKeyOf(raw: Uint8Array): KeyObject {
  if (lastKey === null || !lastKey.raw.equals(raw)) {
    const key = createPrivateKey({ key: Buffer.concat([PKCS8, raw]), format: 'der', type: 'pkcs8' });
    lastKey = { raw: Buffer.from(raw), key };
  }
  return lastKey.key;
}

export const nativeCrypto: CryptoPort = {
  ...xchacha,
  sha256: (data) => hash('sha256', data, 'buffer'),
  hkdfSha256: (secret, salt, info, length) => new Uint8Array(hkdfSync('sha256', secret, salt, info, length)),
  /** libsodium compares R as bytes; S < L, small order and encodings are checked before it, as for every implementation. */
  ed25519Verify: (publicKey, message, signature) =>
    soundSignature(publicKey, signature) && sodium.crypto_sign_verify_detached(signature, message, publicKey),
  ed25519Sign: (secretKey, message) => new Uint8Array(sign(null, message, privateKeyOf(secretKey))),
  ed25519PublicKey(secretKey) {
    const der = createPublicKey(privateKeyOf(secretKey)).export({ format: 'der', type: 'spki' });
    return new Uint8Array(der.subarray(SPKI.length));
  },
};
