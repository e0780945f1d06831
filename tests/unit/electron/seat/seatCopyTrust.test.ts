import { expect, test } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { foldKept } from '../../../../electron/journal/foldLines.ts';
import { checkStretch } from '../../../../electron/journal/stretch.ts';
import type { UnsignedAct } from '../../../../shared/journal/acts.ts';
import { base64url } from '../../../../shared/journal/encoding.ts';
import { entryLine, signAct } from '../../../../shared/journal/entry.ts';
import { forkProven } from '../../../../shared/journal/fork.ts';
import { sure } from '../../../sure.ts';

import { copy, headOf, host, play, restart } from './copyStage.ts';

test('what it holds is covered only by the host’s own word for all of it, a head or an acknowledgement', () => {
  const { lines, head, acks } = host(['E1', 'E2']);
  copy.entries(1, lines.slice(0, -1), null);
  expect(copy.covered()).toBe(false);
  expect(copy.word(headOf(lines.slice(0, -2)))).toEqual({ kind: 'taken' });
  expect(copy.covered()).toBe(false);
  copy.entries(lines.length, lines.slice(-1), null);
  expect(copy.word(acks[1]!)).toEqual({ kind: 'taken' });
  expect([copy.covered(), copy.signed()!.head.seq]).toEqual([true, lines.length - 2]);
  copy.word(head);
  expect([copy.covered(), copy.signed()]).toEqual([true, head]);
});

test('an acknowledgement alone convicts the host that tells another story afterwards, also after a restart', () => {
  const [mine, other] = [host(['E1', 'E2']), host(['E2', 'E1'])];
  copy.entries(1, mine.lines.slice(0, -2), headOf(mine.lines.slice(0, -2)));
  copy.entries(mine.lines.length - 1, mine.lines.slice(-2), null);
  expect(copy.word(mine.acks[1]!)).toEqual({ kind: 'taken' });
  restart();
  expect(copy.covered()).toBe(true);
  const from = mine.lines.length - 1;
  const heard = copy.entries(from, other.lines.slice(from - 1), other.head);
  expect(heard.kind === 'fork' && heard.fork.proof).toMatchObject({ short: other.head, long: mine.acks[1] });
  expect(heard.kind === 'fork' && forkProven(crypto, heard.fork.proof!)).toBe(true);
});

test('where an older journal was put back, the host is held to what it had signed', () => {
  const [mine, other] = [host(['E1', 'E2']), host(['E2', 'E1'])];
  const older = mine.lines.slice(0, -2);
  copy.entries(1, older, headOf(older));
  // The journal alone is the older one: the word beside it is the newest.
  restart(mine.head);
  expect([copy.signed(), copy.covered()]).toEqual([null, false]);
  const heard = copy.entries(older.length + 1, other.lines.slice(-2), other.head);
  expect(heard.kind).toBe('fork');
});

test('an honest host’s word stands again when what it was said of has come', () => {
  const mine = host(['E1', 'E2']);
  const older = mine.lines.slice(0, -2);
  copy.entries(1, older, headOf(older));
  restart(mine.head);
  expect(copy.entries(older.length + 1, mine.lines.slice(-2), mine.head)).toEqual({ kind: 'taken' });
  expect([copy.signed(), copy.covered()]).toEqual([mine.head, true]);
});

test('a machine that claims the room leaves nothing behind unless its story names it and is signed by the host named there', () => {
  const longer = host(['E1', 'E2']);
  const before = longer.lines.slice(0, -1);
  const mine = { lines: before, head: headOf(before) };
  copy.entries(1, mine.lines, mine.head);
  const { tls } = copy.state().host!;
  const [from, told] = [mine.lines.length + 1, longer.lines.slice(mine.lines.length)];
  for (const heard of [
    copy.claimed(from, told, longer.head, 'ab'.repeat(32)),
    copy.claimed(from, told, { ...longer.head, sig: `${'A'.repeat(85)}A` }, tls),
    copy.claimed(from, told, mine.head, tls),
    copy.claimed(from, [told[0]!.replace(/"mono":"\d/, '"mono":"9')], longer.head, tls),
  ])
    expect(heard.kind).toBe('refused');
  expect(copy.claimed(from + 1, told, longer.head, tls)).toEqual({ kind: 'gap' });
  expect(copy.state().head).toEqual(mine.head.head);
  expect([...copy.lines(1)]).toEqual(mine.lines);
  expect(copy.claimed(from, told, longer.head, tls)).toEqual({ kind: 'taken' });
  expect(copy.signed()).toEqual(longer.head);
});

test('a kept journal into which somebody wrote a session of his own is not folded', () => {
  const { pkg } = play.room.world;
  const lines = play.entries.map(entryLine);
  const entering = play.entries.find(({ act }) => act.type === 'sign-in')!;
  const { secretKey } = { secretKey: crypto.sha256(new TextEncoder().encode('a stranger')) };
  const session = base64url.encode(crypto.ed25519PublicKey(secretKey));
  const { sig: _, ...draft } = { ...entering.act, session, seen: copy.state().head };
  const act = signAct(crypto, secretKey, { ...draft, seen: headOf(lines).head } as UnsignedAct);
  const last = play.entries.at(-1)!;
  const forged = entryLine({ act, at: last.at, prev: headOf(lines).head.hash, seq: last.seq + 1 });
  expect(checkStretch(crypto, [forged]).refusal).toBeNull();
  expect(sure(foldKept(crypto, pkg, lines)).head.seq).toBe(lines.length);
  const folded = foldKept(crypto, pkg, [...lines, forged]);
  expect(folded.ok || folded.refusals[0]).toMatchObject({
    code: 'JOURNAL_DAMAGED',
    where: `entry ${lines.length + 1}`,
  });
});
