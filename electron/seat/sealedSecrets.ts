/** Secrets at rest (PROTOCOL, "Who is who"): each sealed by itself under the key that the slip's code gives, and bound to where it lies. */
import { canonicalJson } from '../../shared/journal/canonical.ts';
import type { CryptoPort, RandomPort } from '../../shared/ports/crypto.ts';

export type SecretKind = 'session' | 'identity' | 'sheet-key' | 'share' | 'screen-key' | 'file-key';

/** Whose it is, what it is, and which: associated data, so that no secret can be put in another's place. */
export interface SecretName {
  readonly session: string;
  readonly kind: SecretKind;
  readonly name: string;
}

const NONCE = 24;
const utf8 = new TextEncoder();

const associated = ({ kind, name, session }: SecretName): Uint8Array =>
  utf8.encode(`sealroom/at-rest/1\n${canonicalJson({ kind, name, session })}`);

/** XChaCha20-Poly1305 under the at-rest key (32 bytes): 24 random bytes of nonce, then the ciphertext with its tag. */
export function sealSecret(
  crypto: CryptoPort,
  random: RandomPort,
  atRest: Uint8Array,
  of: SecretName,
  secret: Uint8Array,
): Uint8Array {
  const nonce = random(NONCE);
  return Buffer.concat([nonce, crypto.xchachaSeal(atRest, nonce, secret, associated(of))]);
}

/** Null where the key is another, or the bytes are not what was sealed under this name. */
export const openSecret = (
  crypto: CryptoPort,
  atRest: Uint8Array,
  of: SecretName,
  sealed: Uint8Array,
): Uint8Array | null =>
  crypto.xchachaOpen(atRest, sealed.subarray(0, NONCE), sealed.subarray(NONCE), associated(of));
