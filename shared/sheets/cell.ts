/**
 * The cell of a score sheet under seal: score, remark and place as one AEAD plaintext, padded so that its length tells nothing.
 */
import { z } from 'zod';
import { canonicalJson, parseCanonical } from '../journal/canonical.ts';
import * as f from '../journal/fields.ts';
import type { CryptoPort } from '../ports/crypto.ts';
import { accept, type Result, refusal, refuse } from '../refusal.ts';

/** Plaintexts are padded to a multiple of this many bytes. */
export const CELL_STEP = 1024;
/** Bytes that the AEAD adds. */
export const CELL_TAG = 16;
/** Bytes of the length in front of the content, big-endian. */
const LENGTH = 4;

const content = z.strictObject({
  /** Null: not scored, or not any more; under seal it looks like any score. */
  score: f.decimal.nullable(),
  remark: f.text,
  place: f.place.nullable(),
});

export type CellContent = z.infer<typeof content>;

/** Length, canonical JSON in UTF-8, zeros up to the next step. */
export function padCell(cell: CellContent): Uint8Array {
  const text = new TextEncoder().encode(canonicalJson(cell));
  const padded = new Uint8Array(Math.ceil((LENGTH + text.length) / CELL_STEP) * CELL_STEP);
  new DataView(padded.buffer).setUint32(0, text.length);
  padded.set(text, LENGTH);
  return padded;
}

const unreadable = refusal(
  'CELL_UNREADABLE',
  '评分密文无法解读',
  'The score cannot be read from its ciphertext',
);

/** The content of a padded plaintext; refuses any other length, padding that is not zero and any other form. */
export function unpadCell(padded: Uint8Array): Result<CellContent> {
  if (padded.length < CELL_STEP || padded.length % CELL_STEP !== 0) return refuse(unreadable);
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  if (length > padded.length - LENGTH || padded.length - LENGTH - length >= CELL_STEP)
    return refuse(unreadable);
  if (padded.subarray(LENGTH + length).some((byte) => byte !== 0)) return refuse(unreadable);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(padded.subarray(LENGTH, LENGTH + length));
    const value = parseCanonical(text);
    const parsed = value.ok ? content.safeParse(value.value) : undefined;
    return parsed?.success ? accept(parsed.data) : refuse(unreadable);
  } catch {
    return refuse(unreadable);
  }
}

/**
 * XChaCha20-Poly1305 over the padded cell.
 * @param key the sheet key, 32 bytes
 * @param nonce 24 random bytes, never used twice under one key
 * @param binding what the ciphertext is bound to: the canonical act without ciphertext and signature
 */
export const sealCell = (
  crypto: CryptoPort,
  key: Uint8Array,
  nonce: Uint8Array,
  cell: CellContent,
  binding: Uint8Array,
): Uint8Array => crypto.xchachaSeal(key, nonce, padCell(cell), binding);

/** Refuses `CELL_UNREADABLE`: wrong key, altered ciphertext or binding, or a plaintext of another form. */
export function openCell(
  crypto: CryptoPort,
  key: Uint8Array,
  nonce: Uint8Array,
  cipher: Uint8Array,
  binding: Uint8Array,
): Result<CellContent> {
  const padded = crypto.xchachaOpen(key, nonce, cipher, binding);
  return padded === null ? refuse(unreadable) : unpadCell(padded);
}
