/** Memory that is used again: to be given new memory takes a process longer than to encrypt what it is for. */

export interface SpareMemory {
  /** So many bytes, with anything in them. */
  take(length: number): Buffer;
  /** Nobody reads it any more. */
  give(bytes: Buffer): void;
}

/** The smallest that is handed out, bytes. */
const LEAST = 64 * 1024;

/** @param most bytes that are kept for later */
export function spareMemory(most: number): SpareMemory {
  let spare: ArrayBuffer[] = [];
  let kept = 0;
  return {
    take(length) {
      const found = spare.find(({ byteLength }) => byteLength >= length);
      if (found === undefined) {
        const size = Math.max(LEAST, 2 ** Math.ceil(Math.log2(length)));
        return Buffer.from(Buffer.allocUnsafeSlow(size).buffer, 0, length);
      }
      spare = spare.filter((one) => one !== found);
      kept -= found.byteLength;
      return Buffer.from(found, 0, length);
    },
    give({ buffer }) {
      if (kept + buffer.byteLength > most) return;
      spare.push(buffer as ArrayBuffer);
      kept += buffer.byteLength;
    },
  };
}
