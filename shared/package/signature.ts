/**
 * The centre's signature over a manifest: a compact JWS with detached content (RFC 7515, appendix F), EdDSA (RFC 8037). Its protected
 * header has one form, byte for byte, that the key gives; so nothing in it can name another key, another algorithm or an extension.
 */
import { canonicalJson } from '../journal/canonical.ts';
import { base64url } from '../journal/encoding.ts';
import type { CryptoPort } from '../ports/crypto.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { keyFingerprint } from './fingerprint.ts';
import { SIGNATURE_FILE } from './manifest.ts';

const utf8 = new TextEncoder();

/** base64url of the canonical {"alg":"EdDSA","kid":<fingerprint of the key>,"typ":"sealroom-package+jws"}. */
const protectedHeader = (crypto: CryptoPort, publicKey: Uint8Array): string => {
  const kid = keyFingerprint(crypto, publicKey);
  return base64url.encode(utf8.encode(canonicalJson({ alg: 'EdDSA', kid, typ: 'sealroom-package+jws' })));
};

const signingInput = (header: string, manifest: Uint8Array): Uint8Array =>
  utf8.encode(`${header}.${base64url.encode(manifest)}`);

/** The text of `manifest.jws`: header, nothing, signature. */
export function signManifest(crypto: CryptoPort, secretKey: Uint8Array, manifest: Uint8Array): string {
  const header = protectedHeader(crypto, crypto.ed25519PublicKey(secretKey));
  return `${header}..${base64url.encode(crypto.ed25519Sign(secretKey, signingInput(header, manifest)))}`;
}

/** Why this key did not sign this manifest (`PACKAGE_SIGNATURE`), or null where it did. The one strict Ed25519 rule applies. */
export function signatureRefusal(
  crypto: CryptoPort,
  publicKey: Uint8Array,
  manifest: Uint8Array,
  jws: string,
): Refusal | null {
  const header = protectedHeader(crypto, publicKey);
  const [, found] = /^([A-Za-z0-9_-]+)\.\.[A-Za-z0-9_-]{85}[AQgw]$/.exec(jws) ?? [];
  if (found === header) {
    const signature = base64url.decode(jws.slice(header.length + 2));
    if (crypto.ed25519Verify(publicKey, signingInput(header, manifest), signature)) return null;
  }
  return refusal(
    'PACKAGE_SIGNATURE',
    '项目包清单的签名无效，项目包可能被改动，请向交易中心重新索取',
    'The signature over the manifest is not valid: the package may have been altered; ask the centre for it again',
    SIGNATURE_FILE,
  );
}
