/** Chance that can be repeated: one seed, one course of events. For simulated people only; no key on a user's path comes from here. */
import type { CryptoPort, RandomPort } from '../../shared/ports/crypto.ts';

export interface Chance {
  /** A whole number from 0 to `below` - 1. */
  below(below: number): number;
  pick<T>(from: readonly T[]): T;
  bytes: RandomPort;
}

export function seededChance(crypto: CryptoPort, seed: string): Chance {
  const start = new TextEncoder().encode(`sealroom/simulation\n${seed}\n`);
  let counter = 0;
  let pool: Uint8Array = new Uint8Array(0);
  const bytes = (length: number): Uint8Array => {
    const out = new Uint8Array(length);
    for (let filled = 0; filled < length; ) {
      if (pool.length === 0) {
        const block = new Uint8Array(start.length + 4);
        block.set(start);
        new DataView(block.buffer).setUint32(start.length, counter++);
        pool = crypto.sha256(block);
      }
      const take = Math.min(pool.length, length - filled);
      out.set(pool.subarray(0, take), filled);
      pool = pool.subarray(take);
      filled += take;
    }
    return out;
  };
  const below = (limit: number): number => new DataView(bytes(4).buffer).getUint32(0) % limit;
  return { below, pick: (from) => from[below(from.length)]!, bytes };
}
