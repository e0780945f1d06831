/** A seat's copy of a room over a real journal file, and hosts that go on with the room as they are told. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { roomHost } from '../../../../electron/host/roomHost.ts';
import { lineHash } from '../../../../electron/journal/entryLine.ts';
import { foldKept } from '../../../../electron/journal/foldLines.ts';
import { memorySink } from '../../../../electron/rehearsal/simulation.ts';
import { type SeatCopy, seatCopy } from '../../../../electron/seat/seatCopy.ts';
import { type JournalStore, openJournal } from '../../../../electron/store/journalStore.ts';
import type { Act } from '../../../../shared/journal/acts.ts';
import { signedBytes } from '../../../../shared/journal/domain.ts';
import { base64url } from '../../../../shared/journal/encoding.ts';
import { type Entry, entryLine } from '../../../../shared/journal/entry.ts';
import type { Acknowledgement, SignedHead } from '../../../../shared/journal/fork.ts';
import { accept } from '../../../../shared/refusal.ts';
import { type Play, playTo, seatOf, signed } from '../../../simulator/room.ts';
import { sure } from '../../../sure.ts';

let folder: string;
export let play: Play;
export let journal: JournalStore;
let kept: SignedHead | null;
let acked: Acknowledgement | null;
export let copy: SeatCopy;

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

export function open(): void {
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

/** The seat's machine starts again, with what it keeps; the newest head that it keeps may be another. */
export function restart(newest: SignedHead | null = kept): void {
  journal.close();
  kept = newest;
  open();
}

/** A host with the room's key over the same entries, which goes on as told. */
export function host(readers: readonly string[]): {
  lines: string[];
  head: SignedHead;
  acks: Acknowledgement[];
} {
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
export function headOf(lines: readonly string[]): SignedHead {
  const said = {
    room: play.entries.at(-1)!.act.room!,
    head: { seq: lines.length, hash: lineHash(crypto, lines.at(-1)!) },
  };
  return { ...said, sig: base64url.encode(crypto.ed25519Sign(hostSecret(), signedBytes('head', said))) };
}

/** The host's signature for an act that it has not appended. */
export function falseAck(seq: number, { room, head }: SignedHead): Acknowledgement {
  const said = { act: 'ab'.repeat(32), head, room, seq };
  const sig = base64url.encode(crypto.ed25519Sign(hostSecret(), signedBytes('ack', said)));
  return { ...said, sig };
}
