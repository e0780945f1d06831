/**
 * PROTOCOL, "Acts and order": a new host is a supervisor-signed act on the longest chain. A seat follows it from there on alone: neither a new host that
 * leaves out what the old one had signed, nor the old one that goes on, nor the new one that tells two stories, gets it to follow.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { roomHost } from '../../electron/host/roomHost.ts';
import { memorySink } from '../../electron/rehearsal/simulation.ts';
import { type SeatCopy, seatCopy } from '../../electron/seat/seatCopy.ts';
import { type JournalStore, openJournal } from '../../electron/store/journalStore.ts';
import type { Act } from '../../shared/journal/acts.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import { type Entry, entryLine } from '../../shared/journal/entry.ts';
import { forkProven, type SignedHead } from '../../shared/journal/fork.ts';
import { emptyRoom } from '../../shared/journal/state.ts';
import { accept } from '../../shared/refusal.ts';
import { crypto, playTo, seatOf, signed } from '../simulator/room.ts';
import { sure } from '../sure.ts';

const { room, entries } = await playTo('reading', 'change of host');
const { pkg, clock, chance } = room.world;
const { hostSecret: first } = room.world as typeof room.world & { readonly hostSecret: Uint8Array };
const second = chance.bytes(32);

interface Story {
  readonly entries: readonly Entry[];
  /** The host's word for the end. */
  readonly head: SignedHead;
}

/** A host with this key goes on with these acts. */
function goOn(secretKey: Uint8Array, earlier: readonly Entry[], acts: readonly Act[]): Story {
  const sink = memorySink(crypto);
  const host = roomHost({ crypto, pkg, sink, secretKey, now: () => clock.now(), earlier });
  for (const act of acts) sure(host.receive(act));
  return { entries: [...earlier, ...sink.entries], head: host.signedHead() };
}
const reads = (who: string): Act => signed(room, seatOf(room, who), 'read', { documents: [] });
const hosted: Act = signed(room, seatOf(room, 'S1'), 'host', {
  host: base64url.encode(crypto.ed25519PublicKey(second)),
  tls: 'ab'.repeat(32),
  reason: '主机磁盘损坏',
});

/** What the first host signed last; what the second made of it. */
const old = goOn(first, entries, [reads('E1'), reads('E2')]);
const moved = goOn(second, old.entries, [hosted, reads('E3')]);

let folder: string;
let journal: JournalStore;
let copy: SeatCopy;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'host-change-'));
  journal = sure(openJournal(join(folder, 'journal.db'), { crypto }));
  let kept: SignedHead | null = null;
  copy = seatCopy({
    crypto,
    pkg,
    journal,
    state: emptyRoom(pkg),
    words: {
      keepHead(head) {
        kept = head;
        return accept(undefined);
      },
      newestHead: () => kept,
      keepAcknowledgement: () => accept(undefined),
      newestAcknowledgement: () => null,
    },
  });
  expect(hear(old)).toMatchObject({ kind: 'taken' });
});
afterEach(() => {
  journal.close();
  rmSync(folder, { recursive: true });
});

const hear = ({ entries: told, head }: Story, from = 1) =>
  copy.entries(from, told.slice(from - 1).map(entryLine), head);

test('the new host is followed from its act on, and the old one no more', () => {
  expect(hear(moved, old.entries.length + 1)).toMatchObject({ kind: 'taken' });
  expect(copy.state().host!.key).toBe(base64url.encode(crypto.ed25519PublicKey(second)));
  expect(copy.signed()).toEqual(moved.head);
  // The first host, which had been taken for lost, goes on over the same journal.
  const back = goOn(first, moved.entries, [reads('E4'), reads('E5')]);
  expect(copy.word(back.head)).toMatchObject({ kind: 'refused', refusal: { code: 'HOST_SIGNATURE' } });
  expect(hear(back, moved.entries.length + 1)).toMatchObject({ kind: 'refused' });
  expect(copy.signed()).toEqual(moved.head);
});

test('a new host that begins before what the old one had signed stops the seat, and nothing of it is kept', () => {
  const shorter = goOn(second, entries, [hosted, reads('E3'), reads('E4')]);
  const heard = hear(shorter, entries.length);
  expect(heard).toMatchObject({ kind: 'fork', fork: { refusal: { code: 'CHAINS_DIFFER' }, proof: null } });
  expect([copy.state().head, copy.signed()]).toEqual([old.head.head, old.head]);
  expect([...copy.lines(1)]).toEqual(old.entries.map(entryLine));
});

test('the old host’s other story, told after the change, stops the seat', () => {
  hear(moved, old.entries.length + 1);
  const other = goOn(first, old.entries, [reads('E3'), reads('E4'), reads('E5')]);
  expect(hear(other, old.entries.length)).toMatchObject({ kind: 'fork', fork: { proof: null } });
  expect(copy.signed()).toEqual(moved.head);
});

test('two stories of the new host are proven with its own key, though both stand on the old one’s', () => {
  hear(moved, old.entries.length + 1);
  const other = goOn(second, moved.entries.slice(0, -1), [reads('E4'), reads('E5')]);
  const heard = hear(other, old.entries.length);
  const proof = heard.kind === 'fork' ? heard.fork.proof : null;
  expect(proof?.host).toBe(base64url.encode(crypto.ed25519PublicKey(second)));
  expect(forkProven(crypto, proof!)).toBe(true);
  expect(forkProven(crypto, { ...proof!, host: room.world.hostKey })).toBe(false);
});
