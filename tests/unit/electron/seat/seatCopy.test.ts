import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { roomHost } from '../../../../electron/host/roomHost.ts';
import { lineHash } from '../../../../electron/journal/entryLine.ts';
import { foldKept } from '../../../../electron/journal/foldLines.ts';
import { checkStretch } from '../../../../electron/journal/stretch.ts';
import { memorySink } from '../../../../electron/rehearsal/simulation.ts';
import { type SeatCopy, seatCopy } from '../../../../electron/seat/seatCopy.ts';
import { type JournalStore, openJournal } from '../../../../electron/store/journalStore.ts';
import type { Act, UnsignedAct } from '../../../../shared/journal/acts.ts';
import { signedBytes } from '../../../../shared/journal/domain.ts';
import { base64url } from '../../../../shared/journal/encoding.ts';
import { type Entry, entryLine, signAct } from '../../../../shared/journal/entry.ts';
import { type Acknowledgement, forkProven, type SignedHead } from '../../../../shared/journal/fork.ts';
import { accept } from '../../../../shared/refusal.ts';
import { type Play, playTo, seatOf, signed } from '../../../simulator/room.ts';
import { sure } from '../../../sure.ts';

let folder: string;
let play: Play;
let journal: JournalStore;
let kept: SignedHead | null;
let acked: Acknowledgement | null;
let copy: SeatCopy;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'seat-copy-'));
  play = await playTo('reading', 'seat copy');
  kept = null;
  acked = null;
  open();
});
afterEach(() => {
  journal.close();
  rmSync(folder, { recursive: true });
});

function open(): void {
  journal = sure(openJournal(join(folder, 'journal.db'), { crypto }));
  copy = seatCopy({
    crypto,
    pkg: play.room.world.pkg,
    journal,
    state: sure(foldKept(crypto, play.room.world.pkg, journal.lines())),
    words: {
      keepHead(head) {
        kept = head;
        return accept(undefined);
      },
      newestHead: () => kept,
      keepAcknowledgement(ack) {
        acked = ack;
        return accept(undefined);
      },
      newestAcknowledgement: () => acked,
    },
  });
}

const hostSecret = (): Uint8Array =>
  (play.room.world as typeof play.room.world & { hostSecret: Uint8Array }).hostSecret;

/** A host with the room's key over the same entries, which goes on as told. */
function host(readers: readonly string[]): { lines: string[]; head: SignedHead; acks: Acknowledgement[] } {
  const { pkg, clock } = play.room.world;
  const sink = memorySink(crypto);
  const one = roomHost({
    crypto,
    pkg,
    sink,
    secretKey: hostSecret(),
    now: () => clock.now(),
    earlier: [...play.entries],
  });
  const acks = readers.map((who) =>
    sure(one.receive(signed(play.room, seatOf(play.room, who), 'read', { documents: [] }) as Act)),
  );
  const added: Entry[] = sink.entries;
  return { lines: [...play.entries, ...added].map(entryLine), head: one.signedHead(), acks };
}

/** The host's word for what these lines end with. */
function headOf(lines: readonly string[]): SignedHead {
  const said = {
    room: play.entries.at(-1)!.act.room!,
    head: { seq: lines.length, hash: lineHash(crypto, lines.at(-1)!) },
  };
  return { ...said, sig: base64url.encode(crypto.ed25519Sign(hostSecret(), signedBytes('head', said))) };
}

/** The host's signature for an act that it has not appended. */
function falseAck(seq: number, { room, head }: SignedHead): Acknowledgement {
  const said = { act: 'ab'.repeat(32), head, room, seq };
  const sig = base64url.encode(crypto.ed25519Sign(hostSecret(), signedBytes('ack', said)));
  return { ...said, sig };
}

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
  journal.close();
  open();
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
  kept = mine.head;
  journal.close();
  open();
  expect([copy.signed(), copy.covered()]).toEqual([null, false]);
  const heard = copy.entries(older.length + 1, other.lines.slice(-2), other.head);
  expect(heard.kind).toBe('fork');
  journal.close();
  rmSync(folder, { recursive: true });
  folder = mkdtempSync(join(tmpdir(), 'seat-copy-'));
  open();
  expect(copy.entries(1, mine.lines, mine.head)).toEqual({ kind: 'taken' });
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
