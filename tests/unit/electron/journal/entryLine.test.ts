import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { actHashIn, checkLine, lineHash } from '../../../../electron/journal/entryLine.ts';
import { base64url } from '../../../../shared/journal/encoding.ts';
import {
  actHash,
  type Entry,
  entryHash,
  entryLine,
  GENESIS,
  signAct,
} from '../../../../shared/journal/entry.ts';
import { signedChain } from '../../../signedChain.ts';

const secret = new Uint8Array(32).fill(7);
const session = base64url.encode(crypto.ed25519PublicKey(secret));

/** An entry whose author wrote any text, also such as looks like the journal's own members. */
function entryWith(reason: string): Entry {
  const seen = { seq: 0, hash: GENESIS };
  const at = '2026-05-18T09:30:00+08:00';
  const envelope = { room: GENESIS, session, seq: 1, prev: GENESIS, seen, at, mono: '0' };
  const act = signAct(crypto, secret, { ...envelope, type: 'pause', body: { reason, present: [] } });
  return { seq: 1, prev: GENESIS, at, act };
}

describe('a line', () => {
  it('is accepted with the hash and the signature of the entry that it holds, whatever its author wrote', () => {
    const like = fc.constantFrom(
      ',"sig":"',
      '},"at":"',
      '{"act":',
      '"',
      '\\',
      '\\ud800',
      '　',
      '签\u{1f58b}',
      '\u2028',
    );
    const text = fc
      .array(fc.oneof(like, fc.string({ unit: 'grapheme' })), { minLength: 1 })
      .map((parts) => `x${parts.join('')}`);
    fc.assert(
      fc.property(text, (reason) => {
        const entry = entryWith(reason);
        const line = entryLine(entry);
        expect(checkLine(crypto, line)).toEqual({
          ok: true,
          value: { entry, hash: entryHash(crypto, entry) },
        });
        expect(lineHash(crypto, line)).toBe(entryHash(crypto, entry));
        expect(actHashIn(crypto, line)).toBe(actHash(crypto, entry.act));
      }),
    );
  });

  it('is read by itself, however much longer the one before it was', () => {
    const short = entryWith('r');
    for (let more = 1; more < 300; more++) {
      expect(checkLine(crypto, entryLine(entryWith('r'.repeat(1 + more)))).ok).toBe(true);
      expect(checkLine(crypto, entryLine(short)).ok, `after one of ${more} more`).toBe(true);
      expect(actHashIn(crypto, entryLine(short))).toBe(actHash(crypto, short.act));
    }
  });

  it('is refused, or hashes differently, when one character is another', () => {
    const line = entryLine(entryWith('理由'));
    const hash = lineHash(crypto, line);
    for (let at = 0; at < line.length; at++) {
      const altered = line.slice(0, at) + (line[at] === '0' ? '1' : '0') + line.slice(at + 1);
      const checked = checkLine(crypto, altered);
      // Number, time and hash before it are the host's words, not the author's: the chain guards them.
      if (checked.ok) expect(checked.value.hash).not.toBe(hash);
      if (checked.ok) expect(at).toBeGreaterThan(line.lastIndexOf('},"at"'));
    }
  });

  it('is refused with a key given twice, with white space, and in another order', () => {
    const line = entryLine(entryWith('r'));
    const refused = (altered: string) => {
      const result = checkLine(crypto, altered);
      return result.ok ? null : result.refusals[0]!.code;
    };
    expect(refused(line.replace('"seq":1}', '"seq":1,"seq":1}'))).toBe('NOT_CANONICAL');
    expect(refused(`${line} `)).toBe('NOT_CANONICAL');
    expect(refused(line.replace('"mono":"0"', '"mono": "0"'))).toBe('NOT_CANONICAL');
    const { seq, ...rest } = JSON.parse(line);
    expect(refused(JSON.stringify({ seq, ...rest }))).toBe('NOT_CANONICAL');
    expect(refused(line.replace('"r"', '"\\u0072"'))).toBe('NOT_CANONICAL');
    expect(refused(line.replace('"seq":1}', '"seq":1,"unknown":1}'))).toBe('ENTRY_FORM');
    expect(refused('')).toBe('NOT_CANONICAL');
  });

  it('is refused under another session, and with a signature of another act', () => {
    const [one, two, , four] = signedChain(crypto, { sessions: 3 }).take(4) as [Entry, Entry, Entry, Entry];
    const other = { ...one, act: { ...one.act, session: two.act.session } };
    const borrowed = { ...one, act: { ...one.act, sig: four.act.sig } };
    for (const entry of [other, borrowed]) {
      const result = checkLine(crypto, entryLine(entry as Entry));
      expect(result.ok ? null : result.refusals[0]!.code).toBe('SIGNATURE');
    }
  });
});
