/** The payload of an age file: STREAM, chunks of 64 KiB under ChaCha20-Poly1305, the last one marked. */
import { TAG } from '../../shared/recording/record.ts';
import { hkdf } from './ageHeader.ts';
import { openInto, seal, sealInto } from './cipher.ts';

const CHUNK = 64 * 1024;
/** Bytes of a payload's nonce. */
export const NONCE = 16;

function nonceOf(counter: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(counter, 5, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

export interface StreamSealer {
  /** What goes into the file for this much more plaintext: whole chunks, as they fill. */
  push(plaintext: Uint8Array): Buffer;
  /** The last chunk. */
  end(): Buffer;
}

/**
 * Begins a payload.
 * @param nonce random, of `NONCE` bytes; it goes into the file first
 * @param take memory for so many bytes of what is pushed
 */
export function streamSealer(
  nonce: Uint8Array,
  fileKey: Uint8Array,
  take: (length: number) => Buffer = Buffer.allocUnsafeSlow,
): StreamSealer {
  const key = hkdf(fileKey, nonce, 'payload');
  const held = Buffer.allocUnsafeSlow(CHUNK);
  let length = 0;
  let counter = 0;
  return {
    push(plaintext) {
      // A full chunk waits: whether it is the last one shows only when more comes.
      const whole = Math.max(0, Math.ceil((length + plaintext.length) / CHUNK) - 1);
      const out = take(whole * (CHUNK + TAG));
      let from = 0;
      for (let n = 0; n < whole; n++) {
        const part = plaintext.subarray(from, from + CHUNK - length);
        from += part.length;
        if (length > 0) held.set(part, length);
        const into = out.subarray(n * (CHUNK + TAG), (n + 1) * (CHUNK + TAG));
        sealInto(into, key, nonceOf(counter++, false), length > 0 ? held : part);
        length = 0;
      }
      held.set(plaintext.subarray(from), length);
      length += plaintext.length - from;
      return out;
    },
    end: () => seal(key, nonceOf(counter, true), held.subarray(0, length)),
  };
}

/** The plaintext of a whole payload, nonce first; null where it is not whole or not what was sealed. */
export function openPayload(fileKey: Uint8Array, payload: Uint8Array): Buffer | null {
  if (payload.length < NONCE + TAG) return null;
  const key = hkdf(fileKey, payload.subarray(0, NONCE), 'payload');
  const chunks = Math.ceil((payload.length - NONCE) / (CHUNK + TAG));
  const length = payload.length - NONCE - chunks * TAG;
  // A last chunk of nothing is one only where it is the first.
  if (length < 0 || (length <= (chunks - 1) * CHUNK && chunks > 1)) return null;
  const out = Buffer.allocUnsafeSlow(length);
  for (let n = 0; n < chunks; n++) {
    const from = NONCE + n * (CHUNK + TAG);
    const into = out.subarray(n * CHUNK, (n + 1) * CHUNK);
    const chunk = payload.subarray(from, from + CHUNK + TAG);
    if (!openInto(into, key, nonceOf(n, n === chunks - 1), chunk)) return null;
  }
  return out;
}

/** Bytes of a payload for so much plaintext. */
export const payloadLength = (plaintext: number): number =>
  NONCE + plaintext + TAG * Math.max(1, Math.ceil(plaintext / CHUNK));
