import { expect, test } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { checkStretch } from '../../../../electron/journal/stretch.ts';
import { forkProven } from '../../../../shared/journal/fork.ts';

import { copy, falseAck, headOf, host, journal, open } from './copyStage.ts';

test('takes what joins, keeps the head, and has it all after a restart', () => {
  const { lines, head } = host(['E1']);
  expect(copy.entries(1, lines.slice(0, 5), null)).toEqual({ kind: 'taken' });
  expect(copy.signed()).toBeNull();
  // What is here already may come again.
  expect(copy.entries(3, lines.slice(2), head)).toEqual({ kind: 'taken' });
  expect(copy.signed()).toEqual(head);
  const { hash } = copy.state().head;
  journal.close();
  open();
  expect(copy.state().head).toEqual({ seq: lines.length, hash });
  expect([...copy.lines(2, 4)]).toEqual(lines.slice(1, 4));
});

test('a stretch that was checked elsewhere is taken as one that is checked here, also where some of it is held already', () => {
  const { lines, head } = host(['E1']);
  const altered = lines.map((line, i) => (i === 7 ? line.replace(/"mono":"\d/, '"mono":"9') : line));
  expect(copy.entries(1, lines.slice(0, 5), null, checkStretch(crypto, lines.slice(0, 5))).kind).toBe(
    'taken',
  );
  const wrong = copy.entries(3, altered.slice(2), head, checkStretch(crypto, altered.slice(2)));
  expect(wrong).toMatchObject({ kind: 'refused', refusal: { code: 'SIGNATURE', where: 'entry 8' } });
  expect(copy.state().head.seq).toBe(7);
  expect(copy.entries(3, lines.slice(2), head, checkStretch(crypto, lines.slice(2)))).toEqual({
    kind: 'taken',
  });
  expect([...copy.lines(1)]).toEqual(lines);
});

test('a stretch that leaves some out is asked for again, and none of it is taken', () => {
  const { lines, head } = host([]);
  expect(copy.entries(2, lines.slice(1), head)).toEqual({ kind: 'gap' });
  expect(copy.state().head.seq).toBe(0);
});

test('a line that was altered is refused, and so is a head that another key signed', () => {
  const { lines, head } = host([]);
  const altered = lines.map((line, i) => (i === 7 ? line.replace(/"mono":"\d/, '"mono":"9') : line));
  expect(copy.entries(1, altered, head).kind).toBe('refused');
  expect(copy.state().head.seq).toBe(7);
  expect(copy.entries(8, lines.slice(7), { ...head, sig: `${'A'.repeat(85)}A` }).kind).toBe('refused');
});

test('another story is a fork with a proof, whether it is as long, shorter or longer', () => {
  const mine = host(['E1', 'E2']);
  copy.entries(1, mine.lines, mine.head);
  for (const readers of [['E2', 'E1'], ['E2'], ['E3', 'E1', 'E2']]) {
    const other = host(readers);
    const from = mine.head.head.seq - 1;
    const heard = copy.entries(from, other.lines.slice(from - 1), other.head);
    expect(heard.kind).toBe('fork');
    const proof = heard.kind === 'fork' ? heard.fork.proof : null;
    expect(proof, `${readers}`).not.toBeNull();
    expect(forkProven(crypto, proof!)).toBe(true);
  }
  const word = copy.word(host(['E2', 'E1']).head);
  expect(word.kind === 'fork' && forkProven(crypto, word.fork.proof!)).toBe(true);
});

test('a word for entries that are not here yet is held against them when they come', () => {
  const [mine, other] = [host(['E1']), host(['E2'])];
  copy.entries(1, mine.lines.slice(0, -1), null);
  expect(copy.word(other.head)).toEqual({ kind: 'taken' });
  const heard = copy.entries(mine.lines.length, mine.lines.slice(-1), mine.head);
  expect(heard.kind).toBe('fork');
});

test('a copy is owed what its host has signed for, until it has come', () => {
  const mine = host(['E1']);
  copy.entries(1, mine.lines.slice(0, -1), null);
  expect(copy.owed()).toBe(false);
  copy.word(mine.head);
  expect(copy.owed()).toBe(true);
  copy.entries(mine.lines.length, mine.lines.slice(-1), null);
  expect(copy.owed()).toBe(false);
});

test('another entry in the place of the one that the host has signed for is not what it owed', () => {
  const [mine, other] = [host(['E1']), host(['E2'])];
  copy.entries(1, mine.lines.slice(0, -1), null);
  copy.word(other.head);
  expect(copy.entries(mine.lines.length, mine.lines.slice(-1), null)).toEqual({ kind: 'taken' });
  expect(copy.state().head.seq).toBe(other.head.head.seq);
  expect(copy.owed()).toBe(true);
});

test('an acknowledgement counts only when its act stands here, in the entry that it names', () => {
  const { lines, head, acks } = host(['E1', 'E2']);
  copy.entries(1, lines.slice(0, -2), null);
  expect(copy.word(acks[0]!)).toEqual({ kind: 'early' });
  expect(copy.entries(lines.length - 1, lines.slice(-2), head)).toEqual({ kind: 'taken' });
  expect(acks.map((ack) => copy.word(ack))).toEqual([{ kind: 'taken' }, { kind: 'taken' }]);
});

test('an act that the host signs for and leaves out never counts, and another act in its entry is a fork with a proof', () => {
  const mine = host(['E1', 'E2']);
  const before = mine.lines.slice(0, -1);
  copy.entries(1, before, headOf(before));
  const next = falseAck(mine.lines.length, headOf(before));
  expect([copy.word(next), copy.word(next)]).toEqual([{ kind: 'early' }, { kind: 'early' }]);
  const heard = copy.entries(mine.lines.length, mine.lines.slice(-1), mine.head);
  expect(heard.kind === 'fork' && heard.fork.proof).toMatchObject({
    short: next,
    long: mine.head,
    between: mine.lines.slice(-1),
  });
  expect(heard.kind === 'fork' && forkProven(crypto, heard.fork.proof!)).toBe(true);
});

test('an acknowledgement that names the entry of another act is a proof by itself, with the entries up to its head', () => {
  const mine = host(['E1', 'E2', 'E3']);
  copy.entries(1, mine.lines, mine.head);
  for (const back of [0, 2]) {
    const ack = falseAck(mine.lines.length - back, mine.head);
    const heard = copy.word(ack);
    const proof = heard.kind === 'fork' ? heard.fork.proof : null;
    expect(proof).toMatchObject({ short: ack, long: ack, between: mine.lines.slice(-1 - back) });
    expect(forkProven(crypto, proof!)).toBe(true);
  }
});

/** Another story's beginning, of as many lines as told; only the first is looked at before the host signs for it. */
const lineAgain = (line: string, times: number): string[] => Array.from({ length: times }, () => line);

test('another story of very many entries is heard to its end', () => {
  const [mine, other] = [host(['E1', 'E2']), host(['E3', 'E1', 'E2'])];
  copy.entries(1, mine.lines, mine.head);
  const from = mine.lines.length - 1;
  expect(copy.entries(from, lineAgain(other.lines[from - 1]!.slice(0, 20), 300_000), null).kind).toBe(
    'taken',
  );
  expect(copy.entries(from + 300_000, [], other.head).kind).toBe('fork');
});

test('another story that grows and is never signed for is given up, and heard anew', () => {
  const [mine, other] = [host(['E1', 'E2']), host(['E2', 'E1'])];
  copy.entries(1, mine.lines, mine.head);
  const from = mine.lines.length - 1;
  const long = lineAgain('x'.repeat(1_000_000), 40);
  expect(copy.entries(from, long, null).kind).toBe('taken');
  expect(copy.entries(from + 40, long, null)).toMatchObject({
    kind: 'refused',
    refusal: { code: 'OTHER_STORY' },
  });
  const heard = copy.entries(from, other.lines.slice(from - 1), other.head);
  expect(heard.kind === 'fork' && forkProven(crypto, heard.fork.proof!)).toBe(true);
});

test('another story that a cut broke off is forgotten, and the host’s true one is taken', () => {
  const [longer, other] = [host(['E1', 'E2']), host(['E2', 'E1'])];
  const mine = longer.lines.slice(0, -1);
  copy.entries(1, mine, headOf(mine));
  const from = mine.length;
  expect(copy.entries(from, other.lines.slice(from - 1), null).kind).toBe('taken');
  copy.lost();
  expect(copy.entries(from, longer.lines.slice(from - 1), longer.head)).toEqual({ kind: 'taken' });
  expect(copy.state().head).toEqual(longer.head.head);
});
