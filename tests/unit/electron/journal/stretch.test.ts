import { afterAll, describe, expect, it } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { checkStretch, openStretchChecker } from '../../../../electron/journal/stretch.ts';
import { actHash, entryHash, entryLine } from '../../../../shared/journal/entry.ts';
import { signedChain } from '../../../signedChain.ts';

const entries = signedChain(crypto, { sessions: 3 }).take(101);
const lines = entries.map(entryLine);
const checker = openStretchChecker();
afterAll(checker.close);

const forged = (at: number): string[] =>
  lines
    .with(at, lines[at]!.replace(/"mono":"\d+"/, '"mono":"77777"'))
    .map((line, n) => (n === 100 ? '' : line));

describe('a stretch of entries', () => {
  it('is answered with the hashes of its acts and entries, and the bytes of its lines', async () => {
    const hashes = entries.map((entry) => ({
      act: actHash(crypto, entry.act),
      entry: entryHash(crypto, entry),
      bytes: Buffer.byteLength(entryLine(entry)),
    }));
    expect(checkStretch(crypto, lines)).toEqual({ hashes, refusal: null });
    expect(await checker.check(lines)).toEqual({ hashes, refusal: null });
  });

  it('is cut before its first wrong line, whichever worker has it', async () => {
    for (const at of [0, 1, 49, 50, 51, 99]) {
      const checked = await checker.check(forged(at));
      expect(checked).toEqual(checkStretch(crypto, forged(at)));
      expect(checked!.hashes).toHaveLength(at);
      expect(checked!.refusal!.code).toBe('SIGNATURE');
    }
  });

  it('is left to whoever folds it where it is short', () => {
    expect(checker.check(lines.slice(0, 3))).toBeNull();
  });
});
