import { describe, expect, it } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { verifyJournal } from '../../../../electron/journal/verifyJournal.ts';
import { entryHash, entryLine } from '../../../../shared/journal/entry.ts';
import { signedChain } from '../../../signedChain.ts';

const entries = signedChain(crypto, { sessions: 15 }).take(1100);
const lines = entries.map(entryLine);

const refused = async (altered: Iterable<string>) => {
  const result = await verifyJournal(altered, { workers: 2 });
  return result.ok ? null : `${result.refusals[0]!.code} ${result.refusals[0]!.where}`;
};

describe('verifying a journal', () => {
  it.each([0, 1, 256, 257, 1100])('of %i entries answers its head', async (seq) => {
    const hash = seq === 0 ? '0'.repeat(64) : entryHash(crypto, entries[seq - 1]!);
    expect(await verifyJournal(lines.slice(0, seq), { workers: 2 })).toEqual({
      ok: true,
      value: { seq, hash },
    });
  });

  it('answers the same for any number of workers', async () => {
    const head = { seq: 1100, hash: entryHash(crypto, entries[1099]!) };
    for (const workers of [1, 3])
      expect(await verifyJournal(lines, { workers })).toEqual({ ok: true, value: head });
  });

  it('names an entry that is wrong in itself, in whichever stretch it stands', async () => {
    for (const n of [256, 257, 1100])
      expect(await refused(lines.with(n - 1, lines[n - 1]!.replace('"mono":"', '"mono":"1')))).toBe(
        `SIGNATURE entry ${n}`,
      );
  });

  it('names an entry that is out of place where two workers’ stretches meet', async () => {
    expect(await refused(lines.toSpliced(256, 1))).toBe('CHAIN_NUMBER entry 257');
    const other = { ...entries[255]!, at: entries[256]!.at };
    expect(await refused(lines.with(255, entryLine(other)))).toBe('CHAIN_HASH entry 257');
  });

  it('names the first of several', async () => {
    expect(await refused(lines.with(1050, 'x').with(599, 'x').with(601, 'x'))).toBe(
      'NOT_CANONICAL entry 600',
    );
  });

  it('reads no further than it verifies', async () => {
    let read = 0;
    function* endless(): Generator<string> {
      for (;;) yield lines[read++] ?? 'x';
    }
    expect(await refused(endless())).toBe('NOT_CANONICAL entry 1101');
    expect(read).toBeLessThan(5000);
  });

  it('hands on what fails while lines are read', async () => {
    function* failing(): Generator<string> {
      yield* lines;
      throw new Error('disk gone');
    }
    await expect(verifyJournal(failing(), { workers: 2 })).rejects.toThrow('disk gone');
  });
});
