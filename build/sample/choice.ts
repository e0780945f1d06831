import { createHash } from 'node:crypto';

/** A whole number from 0 to below `limit` that depends on the seed alone: the same bid always gets the same document. */
export function chooseNumber(seed: string, limit: number): number {
  return createHash('sha256').update(seed).digest().readUInt32BE(0) % limit;
}

/** One of several, by the seed alone. */
export function choose<T>(seed: string, options: readonly T[]): T {
  return options[chooseNumber(seed, options.length)]!;
}

/** The same values in an order that depends on the seed alone. */
export function shuffle<T>(seed: string, values: readonly T[]): readonly T[] {
  return values
    .map((value, index) => ({ value, key: chooseNumber(`${seed}/${index}`, 0xffffffff) }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value);
}
