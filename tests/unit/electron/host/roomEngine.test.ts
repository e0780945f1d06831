/** What a room does with what a seat's machine, or whoever poses as one, says to it. */
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import { openIntake } from '../../../../electron/host/intake.ts';
import { type RoomEngine, roomEngine } from '../../../../electron/host/roomEngine.ts';
import { roomHost } from '../../../../electron/host/roomHost.ts';
import { signGreeting } from '../../../../electron/link/greeting.ts';
import type { Listener, Peer } from '../../../../electron/link/roomServer.ts';
import type { FromRoom, FromSeat } from '../../../../electron/link/wire.ts';
import { memorySink } from '../../../../electron/rehearsal/simulation.ts';
import { signedBytes } from '../../../../shared/journal/domain.ts';
import { base64url } from '../../../../shared/journal/encoding.ts';
import { BEFORE_FIRST, type Entry, entryHash, entryLine } from '../../../../shared/journal/entry.ts';
import type { SignedHead } from '../../../../shared/journal/fork.ts';
import { refusal, refuse } from '../../../../shared/refusal.ts';
import { type ScoringRoom, scoringRoom } from '../../../scoringRoom.ts';

const TLS = 'a'.repeat(64);
/** Entries that a disk restored from an older copy lacks. */
const LACKS = 20;

const intake = openIntake();
let room: ScoringRoom;
let engine: RoomEngine | undefined;
const faults: string[] = [];
beforeAll(async () => {
  room = await scoringRoom(1);
});
afterEach(() => {
  engine?.close();
  expect(faults.splice(0)).toEqual([]);
});
afterAll(() => intake.close());

/** A host that starts over these entries, and reads them anew with `lines`. */
function hostOver(
  entries: readonly Entry[],
  lines?: (from: number) => string[],
  disk = { full: false },
): RoomEngine {
  const inner = memorySink(crypto);
  inner.append(entries);
  const sink = {
    entries: inner.entries,
    append: (added: readonly Entry[]) =>
      disk.full ? refuse(refusal('DISK_FULL', '磁盘已满', 'The disk is full')) : inner.append(added),
  };
  const started = roomEngine({
    crypto,
    host: roomHost({
      crypto,
      pkg: room.pkg,
      sink,
      secretKey: room.hostSecret,
      now: () => '2026-05-18T15:00:00.000Z',
      earlier: entries,
    }),
    lines: lines ?? ((from) => sink.entries.slice(from - 1).map(entryLine)),
    intake,
    random: (length) => globalThis.crypto.getRandomValues(new Uint8Array(length)),
    key: base64url.encode(crypto.ed25519PublicKey(room.hostSecret)),
    tls: TLS,
    package: { size: 0, sha256: room.pkg.digest },
    now: () => '2026-05-18T15:00:00.000Z',
    settleSeconds: 3600,
    onSignature: () => undefined,
    added: () => undefined,
    changed: () => undefined,
    onFault: (error) => void faults.push((error as Error).message),
  });
  engine = started;
  return started;
}

/** A connection, with what the room has said over it. */
function connect(to: RoomEngine): Listener & { readonly said: FromRoom[]; closed: boolean } {
  const said: FromRoom[] = [];
  const peer: Peer = {
    say: (message) => said.push(message) > 0,
    sayText: (text) => said.push(JSON.parse(Buffer.from(text).toString())) > 0,
    drained: async () => undefined,
    close() {
      one.closed = true;
    },
  };
  const one = Object.assign(to.onPeer(peer), { said, closed: false });
  return one;
}

const roomOf = (entries: readonly Entry[]): string => entries.find(({ act }) => act.room !== null)!.act.room!;

function signedHead(entries: readonly Entry[]): SignedHead {
  const last = entries.at(-1)!;
  const head = { room: roomOf(entries), head: { seq: last.seq, hash: entryHash(crypto, last) } };
  return { ...head, sig: base64url.encode(crypto.ed25519Sign(room.hostSecret, signedBytes('head', head))) };
}

/** The hello of a seat that holds the whole journal. */
const hello = (more: Partial<Extract<FromSeat, { say: 'hello' }>> = {}): FromSeat => {
  const signed = signedHead(room.earlier);
  return {
    say: 'hello',
    seat: '1',
    sessions: [],
    room: signed.room,
    head: signed.head,
    signed,
    proof: null,
    ...more,
  };
};

const historyFrom = (entries: readonly Entry[]): FromSeat => ({
  say: 'history',
  from: entries[0]!.seq,
  lines: entries.map(entryLine),
  head: signedHead(room.earlier),
});

/** The same acts as another story: each entry a minute later, chained anew. */
function retold(entries: readonly Entry[], after: string): Entry[] {
  let prev = after;
  return entries.map((entry) => {
    const at = new Date(Date.parse(entry.at) + 60_000).toISOString();
    const told = { ...entry, at, prev };
    prev = entryHash(crypto, told);
    return told;
  });
}

it('takes from a seat what its disk has lost, up to what it has signed itself', () => {
  const host = hostOver(room.earlier.slice(0, -LACKS));
  const seat = connect(host);
  seat.hear(hello());
  expect(seat.said.at(-1)).toEqual({ say: 'want', from: room.earlier.length - LACKS + 1 });
  seat.hear(historyFrom(room.earlier.slice(-LACKS)));
  expect(host.state().head).toEqual(signedHead(room.earlier).head);
  expect(host.stopped()).toBeNull();
});

it('takes nothing of a stretch that does not lead to what it has signed, and hears the next seat', () => {
  const host = hostOver(room.earlier.slice(0, -LACKS));
  const before = host.state().head;
  const lost = room.earlier.slice(-LACKS);
  const liar = connect(host);
  liar.hear(hello());
  liar.hear(historyFrom([...retold(lost.slice(0, -1), before.hash), lost.at(-1)!]));
  expect(liar.closed).toBe(true);
  expect(host.state().head).toEqual(before);
  expect(host.stopped()).toBeNull();
  const honest = connect(host);
  honest.hear(hello({ seat: '2' }));
  honest.hear(historyFrom(lost));
  expect(host.state().head).toEqual(signedHead(room.earlier).head);
});

it('stops where it holds another story than the one that it has signed', () => {
  const known = room.earlier.slice(0, -LACKS);
  const other = [...known.slice(0, -1), ...retold(known.slice(-1), known.at(-1)!.prev)];
  const host = hostOver(other);
  const seat = connect(host);
  seat.hear(hello());
  seat.hear(historyFrom(room.earlier.slice(-LACKS)));
  expect(host.stopped()?.code).toBe('CHAINS_DIFFER');
  expect(host.state().head.seq).toBe(other.length);
});

it('says that its disk is full, where that keeps it from taking what it lacks, and speaks of no fork', () => {
  const host = hostOver(room.earlier.slice(0, -LACKS), undefined, { full: true });
  const seat = connect(host);
  seat.hear(hello());
  seat.hear(historyFrom(room.earlier.slice(-LACKS)));
  expect(host.stopped()?.code).toBe('DISK_FULL');
});

it('hears no history that it has not asked for, nor one in another order', () => {
  const host = hostOver(room.earlier.slice(0, -LACKS));
  const seat = connect(host);
  const lost = room.earlier.slice(-LACKS);
  seat.hear(historyFrom(lost));
  expect(host.state().head.seq).toBe(room.earlier.length - LACKS);
  seat.hear(hello());
  seat.hear(historyFrom(lost.slice(1)));
  expect(host.state().head.seq).toBe(room.earlier.length - LACKS);
  seat.hear(historyFrom(lost));
  expect(host.state().head.seq).toBe(room.earlier.length);
});

it('adds nothing after a restart on the word of somebody who only names the sessions', () => {
  const host = hostOver(room.earlier);
  const sessions = [...host.state().sessions.values()].filter(({ role }) => role === 'member');
  expect(sessions.length).toBeGreaterThan(10);
  const names = sessions.map(({ key }) => key);
  const own = new Uint8Array(32).fill(7);
  for (const session of names) {
    const rogue = connect(host);
    const [welcome] = rogue.said as [Extract<FromRoom, { say: 'welcome' }>];
    const greeting = { nonce: welcome.nonce, room: roomOf(room.earlier), tls: TLS };
    const forged = signGreeting(crypto, { session, secretKey: own }, greeting);
    rogue.hear(hello({ sessions: names, signed: null, proof: forged }));
  }
  expect(host.settling()).toBe(true);
});

it('hears a clock from the machine alone whose word counts for the label', () => {
  const host = hostOver(room.earlier);
  const [session] = [...host.state().sessions.values()].filter(({ role }) => role === 'member');
  const seat = connect(host);
  seat.hear(hello({ seat: session!.seat, sessions: [session!.key] }));
  seat.hear({ say: 'clock', at: '2026-05-18T15:00:00.000Z' });
  const squatter = connect(host);
  squatter.hear(hello({ seat: session!.seat }));
  seat.hear({ say: 'clock', at: '2026-05-18T18:00:00.000Z' });
  expect(host.clocks()).toEqual([{ seat: session!.seat, offset: '0', warn: false }]);
});

it('a seat that has gone silent is said to have what it had been sent when it was last heard', () => {
  const host = hostOver(room.earlier);
  const seat = connect(host);
  seat.hear(hello({ seat: '07', head: BEFORE_FIRST, signed: null }));
  const entries = (): number => host.seats().find((one) => one.seat === '07')!.entries;
  expect(entries()).toBe(room.earlier.length);
  seat.gone();
  expect(entries()).toBe(0);
  const again = connect(host);
  again.hear(hello({ seat: '07', head: BEFORE_FIRST, signed: null }));
  again.hear({ say: 'clock', at: '2026-05-18T15:00:00.000Z' });
  again.gone();
  expect(entries()).toBe(room.earlier.length);
});

it('ends the connection of who writes an act before he has said who he is', () => {
  const seat = connect(hostOver(room.earlier));
  seat.hear({ say: 'act', text: room.acts[0]![0]! });
  expect(seat.closed).toBe(true);
});

it('sends the journal once to who says hello again while it is on its way', () => {
  const host = hostOver(room.earlier);
  const seat = connect(host);
  for (let time = 0; time < 100; time++) seat.hear(hello({ head: BEFORE_FIRST, signed: null }));
  expect(seat.said.filter(({ say }) => say === 'entries')).toHaveLength(1);
});

const failing = (): never => {
  throw new Error('the disk');
};

it('a journal that cannot be read ends the link that wanted it, and no more', async () => {
  const host = hostOver(room.earlier, failing);
  const [shorter, whole] = [connect(host), connect(host)];
  shorter.hear(hello({ head: BEFORE_FIRST, signed: null }));
  whole.hear(hello({ seat: '2' }));
  await turn();
  expect([shorter.closed, whole.closed]).toEqual([true, false]);
  expect(faults.splice(0)).toEqual(['the disk']);
});

it('an act whose answer fails ends the link that it came over, and no more', async () => {
  const host = hostOver(room.earlier, failing);
  host.goOn();
  const [author, follower] = [connect(host), connect(host)];
  author.hear(hello());
  follower.hear(hello({ seat: '2' }));
  author.hear({ say: 'act', text: room.acts[0]![0]! });
  while (!author.closed) await turn();
  expect(follower.closed).toBe(false);
  expect(faults.splice(0)).toEqual(['the disk']);
});

it('a room that has forgotten tells a seat with a shorter copy nothing but the receipt', async () => {
  const host = hostOver(room.earlier, () => []);
  host.announceReceipt({ say: 'receipt', receipt: 'the receipt', seal: 'the seal' });
  const seat = connect(host);
  seat.hear(hello({ head: BEFORE_FIRST, signed: null }));
  await turn();
  expect([seat.closed, seat.said.map(({ say }) => say)]).toEqual([false, ['welcome', 'receipt']]);
});
