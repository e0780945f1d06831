/** A piece's record: how many bytes it has and when it was made, in the open; then the piece under ChaCha20-Poly1305. */

/** What stands before the ciphertext, and is bound to it as associated data: 4 bytes of length, 8 of wall clock, 8 of monotonic clock, big-endian. */
export const RECORD_HEAD = 20;
/** Bytes that the cipher adds to a piece. */
export const TAG = 16;
/** The largest piece, bytes. */
export const LARGEST_PIECE = 2 << 20;
/** HKDF's info for the key of a segment's pieces. */
export const PIECE_INFO = 'sealroom/piece/1';

export interface Piece {
  /** Bytes, from 1. */
  readonly length: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Microseconds of the window's monotonic clock. */
  readonly mono: number;
}

export function recordHead({ length, at, mono }: Piece): Uint8Array {
  const head = new Uint8Array(RECORD_HEAD);
  const view = new DataView(head.buffer);
  view.setUint32(0, length);
  view.setBigUint64(4, BigInt(at));
  view.setBigUint64(12, BigInt(mono));
  return head;
}

/** Null where the bytes cannot be a record's beginning: too few, or a length that no piece has. */
export function readRecordHead(bytes: Uint8Array): Piece | null {
  if (bytes.length < RECORD_HEAD) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, RECORD_HEAD);
  const length = view.getUint32(0);
  const [at, mono] = [Number(view.getBigUint64(4)), Number(view.getBigUint64(12))];
  const sound =
    length >= 1 && length <= LARGEST_PIECE && Number.isSafeInteger(at) && Number.isSafeInteger(mono);
  return sound ? { length, at, mono } : null;
}

/** The nonce of a segment's piece by its number, from 1: four zero bytes, then the number, big-endian. A number is never used for two pieces. */
export function pieceNonce(number: number): Uint8Array {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setBigUint64(4, BigInt(number));
  return nonce;
}
