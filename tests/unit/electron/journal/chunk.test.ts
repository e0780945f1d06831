import { describe, expect, it } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { type ChainEnd, joins, verifyChunk } from '../../../../electron/journal/chunk.ts';
import { BEFORE_FIRST, type Entry, entryHash, entryLine } from '../../../../shared/journal/entry.ts';
import { signedChain } from '../../../signedChain.ts';

const entries = signedChain(crypto).take(12);
const lines = entries.map(entryLine);

/** Verified in stretches of a size, joined; what is wrong first, or null. */
function verdict(altered: readonly string[], size: number): string | null {
  let end: ChainEnd = { head: BEFORE_FIRST, at: null };
  for (let from = 0; from < altered.length; from += size) {
    const answer = verifyChunk(crypto, { first: from + 1, lines: altered.slice(from, from + size) });
    const broken = joins(end, answer);
    if (broken !== null) return `${broken.code} ${broken.where}`;
    end = answer.end;
  }
  expect(end.head).toEqual({ seq: altered.length, hash: entryHash(crypto, entries.at(-1)!) });
  return null;
}

const change = (n: number, alter: (entry: Entry) => object): string[] =>
  lines.with(n - 1, entryLine(alter(entries[n - 1]!) as Entry));

/** One fault at entry n, and the entry by which it is caught: itself, or the next where only its hash tells. */
const faults: Record<string, { made: (n: number) => string[]; at?: number; from?: number; to?: number }> = {
  NOT_CANONICAL: { made: (n) => lines.with(n - 1, ` ${lines[n - 1]}`) },
  ENTRY_FORM: { made: (n) => change(n, (e) => ({ ...e, more: 1 })) },
  SIGNATURE: { made: (n) => change(n, (e) => ({ ...e, act: { ...e.act, mono: '1' } })) },
  'CHAIN_NUMBER, claimed': { made: (n) => change(n, (e) => ({ ...e, seq: e.seq + 1 })) },
  'CHAIN_NUMBER, taken out': { made: (n) => lines.toSpliced(n - 1, 1), to: 11 },
  'CHAIN_NUMBER, twice': { made: (n) => lines.toSpliced(n, 0, lines[n - 1]!), at: 1 },
  'CHAIN_NUMBER, exchanged': { made: (n) => lines.with(n - 1, lines[n]!).with(n, lines[n - 1]!), to: 11 },
  CHAIN_HASH: { made: (n) => change(n, (e) => ({ ...e, prev: 'f'.repeat(64) })) },
  'CHAIN_HASH, by the next': { made: (n) => change(n, (e) => ({ ...e, at: entries[n]!.at })), at: 1, to: 11 },
  CHAIN_TIME: { made: (n) => change(n, (e) => ({ ...e, at: '2026-05-18T00:00:00Z' })), from: 2 },
};

describe('stretches of a journal, joined', () => {
  it.each([1, 2, 5, 12, 20])('of %i lines are one whole journal', (size) => {
    expect(verdict(lines, size)).toBeNull();
  });

  it.each(Object.keys(faults))('name the entry at fault wherever they meet: %s', (fault) => {
    const { made, at = 0, from = 1, to = 12 } = faults[fault]!;
    for (const size of [1, 2, 5, 12])
      for (let n = from; n <= to; n++)
        expect(verdict(made(n), size), `fault at ${n}, stretches of ${size}`).toBe(
          `${fault.split(',')[0]} entry ${n + at}`,
        );
  });
});
