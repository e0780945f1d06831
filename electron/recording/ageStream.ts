/** The payload of an age file: STREAM, chunks of 64 KiB under ChaCha20-Poly1305, the last one marked. */
import type { RandomPort } from '../../shared/ports/crypto.ts';
import { TAG } from '../../shared/recording/record.ts';
import { hkdf } from './ageHeader.ts';
import { open, seal, sealedParts } from './cipher.ts';

const CHUNK = 64 * 1024;
const NONCE = 16;

function nonceOf(counter: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(counter, 5, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

export interface StreamSealer {
  /** What goes into the file for this much more plaintext, in parts: whole chunks, as they fill. */
  push(plaintext: Uint8Array): Uint8Array[];
  /** The last chunk. */
  end(): Uint8Array;
}

/** Begins a payload; `nonce` goes into the file first. */
export function streamSealer(
  random: RandomPort,
  fileKey: Uint8Array,
): { nonce: Uint8Array; sealer: StreamSealer } {
  const nonce = random(NONCE);
  const key = hkdf(fileKey, nonce, 'payload');
  const held = Buffer.allocUnsafeSlow(CHUNK);
  let length = 0;
  let counter = 0;
  return {
    nonce,
    sealer: {
      push(plaintext) {
        const out: Uint8Array[] = [];
        for (let from = 0; from < plaintext.length; ) {
          // A full chunk waits: whether it is the last one shows only when more comes.
          if (length === CHUNK) {
            out.push(...sealedParts(key, nonceOf(counter++, false), held));
            length = 0;
          }
          const part = plaintext.subarray(from, from + CHUNK - length);
          held.set(part, length);
          length += part.length;
          from += part.length;
        }
        return out;
      },
      end: () => seal(key, nonceOf(counter, true), held.subarray(0, length)),
    },
  };
}

/** The plaintext of a whole payload, nonce first; null where it is not whole or not what was sealed. */
export function openPayload(fileKey: Uint8Array, payload: Uint8Array): Buffer | null {
  if (payload.length < NONCE + TAG) return null;
  const key = hkdf(fileKey, payload.subarray(0, NONCE), 'payload');
  const parts: Buffer[] = [];
  let counter = 0;
  for (let from = NONCE; from < payload.length; from += CHUNK + TAG) {
    const chunk = payload.subarray(from, from + CHUNK + TAG);
    const isLast = from + chunk.length === payload.length;
    const plain = open(key, nonceOf(counter++, isLast), chunk);
    if (plain === null || (plain.length === 0 && parts.length > 0)) return null;
    parts.push(plain);
  }
  return Buffer.concat(parts);
}

/** Bytes of a payload for so much plaintext. */
export const payloadLength = (plaintext: number): number =>
  NONCE + plaintext + TAG * Math.max(1, Math.ceil(plaintext / CHUNK));
