/** Memory that is used again: to be given new memory takes a process longer than to encrypt what it is for. */

export interface SpareMemory {
  /** So many bytes, with anything in them. */
  take(length: number): Buffer;
  /** Nobody reads it any more. */
  give(bytes: Buffer): void;
}

/** What is handed out are multiples of this, bytes: what was for one piece shall fit the next. */
const STEP = 64 * 1024;

const fresh = (size: number): ArrayBufferLike => Buffer.allocUnsafeSlow(size).buffer;

/**
 * @param most bytes that are kept for later
 * @param allocate new memory of so many bytes
 */
export function spareMemory(most: number, allocate = fresh): SpareMemory {
  const spare: ArrayBufferLike[] = [];
  let kept = 0;

  function taken(from: number): ArrayBufferLike {
    const [one] = spare.splice(from, 1);
    kept -= one!.byteLength;
    return one!;
  }

  return {
    take(length) {
      const found = spare.findLastIndex(({ byteLength }) => byteLength >= length);
      const memory = found < 0 ? allocate(Math.max(1, Math.ceil(length / STEP)) * STEP) : taken(found);
      return Buffer.from(memory, 0, length);
    },
    give({ buffer }) {
      spare.push(buffer);
      kept += buffer.byteLength;
      // What waits for the longest goes first: it may be too small for what comes now.
      while (kept > most) taken(0);
    },
  };
}
