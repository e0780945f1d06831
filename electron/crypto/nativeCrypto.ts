/** The cryptography port of stations: OpenSSL's through Node, and @noble where Electron's BoringSSL has no such cipher. */
import { createPrivateKey, createPublicKey, hash, hkdfSync, type KeyObject, sign, verify } from 'node:crypto';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { soundSignature } from '../../shared/ports/ed25519Strict.ts';
import { xchacha } from '../../shared/ports/xchacha.ts';

/** Key objects kept; importing one costs about as much as verifying with it. */
const KEPT = 256;

const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

function kept(limit: number, make: (raw: Uint8Array) => KeyObject): (raw: Uint8Array) => KeyObject {
  const keys = new Map<string, KeyObject>();
  return (raw) => {
    const name = Buffer.from(raw).toString('latin1');
    const found = keys.get(name);
    if (found !== undefined) return found;
    if (keys.size >= limit) keys.delete(keys.keys().next().value!);
    const fresh = make(raw);
    keys.set(name, fresh);
    return fresh;
  };
}

const publicKeyOf = kept(KEPT, (raw) =>
  createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' }),
);
/** Only the one used last: a host signs every acknowledgement with the same key, and no other secret outlives its use. */
const privateKeyOf = kept(1, (raw) =>
  createPrivateKey({ key: Buffer.concat([PKCS8, raw]), format: 'der', type: 'pkcs8' }),
);

export const nativeCrypto: CryptoPort = {
  ...xchacha,
  sha256: (data) => hash('sha256', data, 'buffer'),
  hkdfSha256: (secret, salt, info, length) => new Uint8Array(hkdfSync('sha256', secret, salt, info, length)),
  /** OpenSSL compares R as bytes and checks S < L; small order and encodings are checked before it. */
  ed25519Verify(publicKey, message, signature) {
    if (!soundSignature(publicKey, signature)) return false;
    try {
      return verify(null, message, publicKeyOf(publicKey), signature);
    } catch {
      return false;
    }
  },
  ed25519Sign: (secretKey, message) => new Uint8Array(sign(null, message, privateKeyOf(secretKey))),
  ed25519PublicKey(secretKey) {
    const der = createPublicKey(privateKeyOf(secretKey)).export({ format: 'der', type: 'spki' });
    return new Uint8Array(der.subarray(SPKI.length));
  },
};
