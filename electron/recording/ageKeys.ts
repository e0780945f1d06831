/** age's X25519 identities and recipients (age-encryption.org/v1, "X25519"): Bech32 texts and the bytes in them. */
import { bech32 } from '@scure/base';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { x25519Public } from './cipher.ts';

const RECIPIENT = 'age';
const IDENTITY = 'age-secret-key-';
const utf8 = new TextEncoder();

function bytesIn(text: string, prefix: string): Uint8Array | null {
  const found = bech32.decodeUnsafe(text.toLowerCase(), false);
  if (found === undefined || found.prefix !== prefix) return null;
  const bytes = bech32.fromWordsUnsafe(found.words);
  return bytes?.length === 32 ? bytes : null;
}

/** Null where the text is no X25519 recipient. */
export const recipientPoint = (recipient: string): Uint8Array | null => bytesIn(recipient, RECIPIENT);

/** Null where the text is no X25519 identity. */
export const identitySecret = (identity: string): Uint8Array | null => bytesIn(identity, IDENTITY);

/** @param secret 32 bytes */
export const identityText = (secret: Uint8Array): string =>
  bech32.encode(IDENTITY, bech32.toWords(secret), false).toUpperCase();

export const recipientText = (secret: Uint8Array): string =>
  bech32.encode(RECIPIENT, bech32.toWords(x25519Public(secret)), false);

/** PROTOCOL, "Recording": what a screen is encrypted to is derived from a sheet key (32 bytes), so that it opens when the scores do. */
export const screenSecret = (crypto: CryptoPort, sheetKey: Uint8Array): Uint8Array =>
  crypto.hkdfSha256(sheetKey, new Uint8Array(), utf8.encode('screen'), 32);
