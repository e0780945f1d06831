/**
 * What is signed or hashed: "sealroom/<use>/1\n" + canonical JSON. A use per kind, so that a signature over one thing can never be shown as
 * a signature over another; never a foreign value alone.
 */
import type { CryptoPort } from '../ports/crypto.ts';
import { canonicalJson } from './canonical.ts';
import { hex } from './encoding.ts';

export type Use =
  | 'act'
  | 'entry'
  | 'sign-in'
  | 'head'
  | 'ack'
  | 'ranking'
  | 'sheet-key'
  | 'share'
  | 'seal'
  | 'carriage'
  | 'receipt'
  | 'recover'
  | 'greeting'
  | 'device-event'
  | 'board-lines'
  | 'board-receipt'
  | 'publication'
  | 'intercom'
  | 'recording'
  | 'recording-copy'
  | 'recording-loss'
  | 'screen-keys';

const utf8 = new TextEncoder();

/** The text under a signature or a hash, of one that is canonical already. */
export const framed = (use: Use, canonical: string): string => `sealroom/${use}/1\n${canonical}`;

/** The bytes under a signature or a hash; no pre-hash. */
export const signedBytes = (use: Use, value: unknown): Uint8Array =>
  utf8.encode(framed(use, canonicalJson(value)));

/** SHA-256 over `signedBytes`, as hex. */
export const digestOf = (crypto: CryptoPort, use: Use, value: unknown): string =>
  hex.encode(crypto.sha256(signedBytes(use, value)));
