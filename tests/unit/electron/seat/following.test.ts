/** A seat that follows its room: what it says and takes over a link, to and from whom. */
import { expect, test } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { roomHost } from '../../../../electron/host/roomHost.ts';
import { signClaim } from '../../../../electron/link/recoveryClaim.ts';
import type { SeatLink } from '../../../../electron/link/seatLink.ts';
import type { FromRoom, FromSeat } from '../../../../electron/link/wire.ts';
import { memorySink } from '../../../../electron/rehearsal/simulation.ts';
import { following } from '../../../../electron/seat/following.ts';
import { type Fork, seatCopy } from '../../../../electron/seat/seatCopy.ts';
import type { JournalStore } from '../../../../electron/store/journalStore.ts';
import type { Act } from '../../../../shared/journal/acts.ts';
import { type Entry, entryLine } from '../../../../shared/journal/entry.ts';
import type { SignedHead } from '../../../../shared/journal/fork.ts';
import { emptyRoom } from '../../../../shared/journal/state.ts';
import type { Refusal } from '../../../../shared/refusal.ts';
import { accept } from '../../../../shared/refusal.ts';
import { type Play, playTo, seatOf, signed } from '../../../simulator/room.ts';
import { sure } from '../../../sure.ts';

/** A journal in memory, as a file gives it. */
function kept(): JournalStore {
  const lines: string[] = [];
  const head = () => ({ seq: lines.length, hash: '' });
  return {
    appendLines(added: readonly { line: string }[]) {
      lines.push(...added.map(({ line }) => line));
      return accept(head());
    },
    lines: (from = 1) => lines.slice(from - 1),
    line: (seq: number) => lines[seq - 1],
  } as unknown as JournalStore;
}

/** The seat's end of a link, and what becomes of it. */
function seatIn(play: Play, newest: SignedHead | null = null) {
  const { pkg } = play.room.world;
  const nothing = () => accept(undefined);
  const copy = seatCopy({
    crypto,
    pkg,
    journal: kept(),
    state: emptyRoom(pkg),
    words: {
      keepHead: nothing,
      newestHead: () => newest,
      keepAcknowledgement: nothing,
      newestAcknowledgement: () => null,
    },
  });
  const said: FromSeat[] = [];
  const drops: (Refusal | null)[] = [];
  const forks: Fork[] = [];
  const link = {
    peer: null as string | null,
    state: { up: true },
    say: (message: FromSeat) => void said.push(message),
    drop: (why: Refusal | null) => void drops.push(why),
  };
  const follow = following({
    crypto,
    seat: '1',
    trusted: '',
    copy: () => copy,
    link: () => link as unknown as SeatLink,
    sessions: () => [],
    desk: () => null,
    added: () => undefined,
    reached: () => undefined,
    forked: (fork) => void forks.push(fork),
  });
  return { copy, follow, link, said, drops, forks };
}

function hostOver(play: Play, readers: readonly string[]) {
  const { pkg, clock } = play.room.world;
  const { hostSecret: secretKey } = play.room.world as unknown as { hostSecret: Uint8Array };
  const sink = memorySink(crypto);
  const host = roomHost({ crypto, pkg, sink, secretKey, now: () => clock.now(), earlier: [...play.entries] });
  for (const who of readers)
    sure(host.receive(signed(play.room, seatOf(play.room, who), 'read', { documents: [] }) as Act));
  const added: Entry[] = sink.entries;
  return { lines: [...play.entries, ...added].map(entryLine), head: host.signedHead() };
}

const welcome = (room: string, head: SignedHead | null, claim: unknown = null) =>
  ({
    say: 'welcome',
    version: 1,
    nonce: 'n',
    package: { size: 0, sha256: '' },
    room,
    head,
    claim,
  }) as Extract<FromRoom, { say: 'welcome' }>;

test('a seat that holds an entry the host denies asks once more, and then stops: it does not reconnect for ever', async () => {
  const play = await playTo('reading', 'denied');
  const [mine, other] = [hostOver(play, ['E1']), hostOver(play, ['E2'])];
  const { copy, follow, link, drops, forks } = seatIn(play);
  copy.entries(1, play.entries.map(entryLine), hostOver(play, []).head);
  copy.entries(mine.lines.length, mine.lines.slice(-1), null);
  link.peer = copy.state().host!.tls;
  for (let connection = 0; connection < 2; connection++) {
    follow.hello(welcome(copy.state().room!, other.head));
    expect(follow.inStep()).toBe(false);
    follow.lost();
  }
  expect([drops, forks.map(({ refusal }) => refusal.code)]).toEqual([[null], ['CHAINS_DIFFER']]);
});

test('a seat that holds less than the host has signed gives what it has, and comes to an end', async () => {
  const play = await playTo('reading', 'older journal');
  const { lines, head } = hostOver(play, ['E1', 'E2']);
  const { copy, follow, link, said } = seatIn(play, head);
  copy.entries(1, lines.slice(0, -1), null);
  link.peer = copy.state().host!.tls;
  follow.hello(welcome(copy.state().room!, null));
  follow.want(1);
  expect(said.filter(({ say }) => say === 'history')).toEqual([]);
  follow.entries({ say: 'entries', from: lines.length, lines: lines.slice(-1), head }, null);
  follow.want(1);
  expect(said.flatMap((message) => (message.say === 'history' ? message.lines : []))).toEqual(lines);
});

test('a machine with a claim is heard to its end, and what it cannot prove leaves nothing behind', async () => {
  const play = await playTo('reading', 'claimed');
  const { slips, room } = play;
  const mine = hostOver(play, []);
  const { copy, follow, link, drops } = seatIn(play);
  copy.entries(1, mine.lines, mine.head);
  const claim = (tls: string) =>
    signClaim(crypto, slips.get('S1')!, {
      package: room.world.pkg.digest,
      room: copy.state().room!,
      supervisor: 'S1',
      host: copy.state().host!.key,
      tls,
    });
  link.peer = 'ab'.repeat(32);
  follow.hello(welcome(copy.state().room!, null, claim(link.peer)));
  const longer = hostOver(play, ['E1']);
  const from = mine.lines.length + 1;
  follow.entries({ say: 'entries', from, lines: longer.lines.slice(from - 1), head: null }, null);
  expect(copy.state().head).toEqual(mine.head.head);
  follow.entries({ say: 'entries', from: from + 1, lines: [], head: longer.head }, null);
  expect(copy.state().head).toEqual(mine.head.head);
  expect(drops.map((why) => why?.code)).toEqual(['HOST_SIGNATURE']);
});
