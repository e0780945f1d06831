/** Lines of a journal that two readers could take for two things, or that no reader could get past. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Act } from '../../shared/journal/acts.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { type Entry, entryLine, readEntry } from '../../shared/journal/entry.ts';
import { foldTo } from '../../shared/journal/fold.ts';
import { nobleCrypto } from '../../shared/ports/nobleCrypto.ts';
import { crypto, type Play, playTo } from '../simulator/room.ts';

let play: Play;
let entry: Entry;
beforeAll(async () => {
  play = await playTo('consolidation', 'lines');
  entry = play.entries.find(({ act }) => act.type === 'score')!;
});

const codeOf = (line: string): string | null => {
  const read = readEntry(line);
  return read.ok ? null : read.refusals[0]!.code;
};

/** The entry with its act changed, written canonically. */
const withAct = (change: object): string => entryLine({ ...entry, act: { ...entry.act, ...change } as Act });
const withBody = (change: object): string => withAct({ body: { ...entry.act.body, ...change } });

describe('a line of the journal', () => {
  it('is read as it was written', () => expect(codeOf(entryLine(entry))).toBeNull());

  it('with a key given twice is refused', () => {
    const line = entryLine(entry);
    for (const key of ['act', 'at', 'seq'])
      expect(codeOf(line.replace('{', `{${JSON.stringify(key)}:1,`))).toBe('NOT_CANONICAL');
    expect(codeOf(line.replace('"bid":', '"bid":"B9","bid":'))).toBe('NOT_CANONICAL');
    expect(codeOf(line.replace('"bid":', '"\\u0062id":"B9","bid":'))).toBe('NOT_CANONICAL');
  });

  it('that is not the canonical form of itself is refused', () => {
    const line = entryLine(entry);
    expect(codeOf(` ${line}`)).toBe('NOT_CANONICAL');
    expect(codeOf(`${line}\n`)).toBe('NOT_CANONICAL');
    expect(codeOf(line.replace('"seq":', '"seq": '))).toBe('NOT_CANONICAL');
    expect(codeOf(line.replace('"B1"', '"\\u0042\\u0031"'))).toBe('NOT_CANONICAL');
    expect(codeOf(line.replace(/"seq":(\d+)}$/, '"seq":$1.0}'))).toBe('NOT_CANONICAL');
    const { act, at, prev, seq } = entry;
    expect(codeOf(JSON.stringify({ seq, prev, at, act }))).toBe('NOT_CANONICAL');
  });

  it('with an act that nobody knows, or one more field than it has, is refused', () => {
    expect(codeOf(withAct({ type: 'bribe' }))).toBe('ENTRY_FORM');
    expect(codeOf(withAct({ type: 'constructor' }))).toBe('ENTRY_FORM');
    expect(codeOf(withAct({ extra: 1 }))).toBe('ENTRY_FORM');
    expect(codeOf(withBody({ extra: 1 }))).toBe('ENTRY_FORM');
    expect(codeOf(canonicalJson({ ...entry, extra: 1 }))).toBe('ENTRY_FORM');
    const line = entryLine(entry);
    expect(codeOf(line.replace('{"act":{', '{"act":{"__proto__":{"type":"score"},'))).toBe('ENTRY_FORM');
    expect(codeOf(line.replace('"body":{', '"body":{"__proto__":{},'))).toBe('ENTRY_FORM');
  });

  it('with bytes that cannot be decoded is refused: a fold that has to decode them would never get past', () => {
    for (const bytes of ['A', 'AB', 'AAB', 'A'.repeat(33), 'AA=='])
      expect(codeOf(withBody({ nonce: bytes })), bytes).toBe('ENTRY_FORM');
    expect(codeOf(withBody({ nonce: 'AA' }))).toBeNull();
  });

  it('with half a character is refused: it has no canonical form, and signing it would throw', () => {
    const dissent = { type: 'dissent', body: { reason: 'x', report: '0'.repeat(64) } };
    const line = withAct(dissent);
    expect(codeOf(line)).toBeNull();
    expect(codeOf(line.replace('"reason":"x"', '"reason":"x\\ud800"'))).toBe('NOT_CANONICAL');
  });

  it('nested as deep as a parser can go is refused, not thrown at', () => {
    expect(codeOf(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)).not.toBeNull();
  });

  it('folds to the same room under both implementations of the cryptography', () => {
    const { pkg } = play.room.world;
    expect(foldTo(nobleCrypto, pkg, play.entries)).toEqual(foldTo(crypto, pkg, play.entries));
  });
});
