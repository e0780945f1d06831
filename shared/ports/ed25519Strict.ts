/**
 * The one strict Ed25519 rule (RFC 8032 with every choice taken the narrow way), so that no two verifiers of a sealed result can differ: S < L;
 * key and R are canonical encodings; neither is of small order; the equation without cofactor, R compared as bytes.
 */
import { hexToBytes } from '@noble/hashes/utils.js';

/** 2^255 - 19, little-endian. */
const P = Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 0xed : i === 31 ? 0x7f : 0xff));

/** The order of the base point, 2^252 + 27742317777372353535851937790883648493, little-endian. */
const L = Uint8Array.from([
  0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
]);

/** The y coordinates of the eight points whose order divides 8, little-endian; the sign bit is left out. */
const SMALL_ORDER: readonly Uint8Array[] = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
].map(hexToBytes);

/** All but the highest bit of a point's last byte, which is the sign of x. */
const Y = 0x7f;

/** @param last the bits of the value's last byte that count */
function below(value: Uint8Array, limit: Uint8Array, last = 0xff): boolean {
  for (let i = 31, mask = last; i >= 0; i--, mask = 0xff) {
    const byte = value[i]! & mask;
    if (byte !== limit[i]) return byte < limit[i]!;
  }
  return false;
}

function hasY(encoded: Uint8Array, y: Uint8Array): boolean {
  for (let i = 0; i < 31; i++) if (encoded[i] !== y[i]) return false;
  return (encoded[31]! & Y) === y[31];
}

/** Whether 32 bytes are the one encoding of a y coordinate, and not that of a point of small order. Asked for every signature, so it makes nothing. */
const soundPoint = (encoded: Uint8Array): boolean =>
  below(encoded, P, Y) && !SMALL_ORDER.some((point) => hasY(encoded, point));

/** Whether key and signature may be looked at at all; the equation itself is the implementation's. */
export const soundSignature = (publicKey: Uint8Array, signature: Uint8Array): boolean =>
  publicKey.length === 32 &&
  signature.length === 64 &&
  below(signature.subarray(32), L) &&
  soundPoint(publicKey) &&
  soundPoint(signature.subarray(0, 32));
