/**
 * The room's host at work: takes the seats' acts in, has them stored, tells everybody, acknowledges. After a restart it first hears the
 * seats, whose copies may be longer than its own, and adds nothing until then.
 */
import type { Act } from '../../shared/journal/acts.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { framed } from '../../shared/journal/domain.ts';
import { hex } from '../../shared/journal/encoding.ts';
import { type Acknowledgement, hostSigned, type SignedHead } from '../../shared/journal/fork.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { type Refusal, type Result, refuse } from '../../shared/refusal.ts';
import { lineHash } from '../journal/entryLine.ts';
import type { RecoveryClaim } from '../link/recoveryClaim.ts';
import type { Listener, Peer } from '../link/roomServer.ts';
import type { FromSeat } from '../link/wire.ts';
import { groupCommit } from '../store/groupCommit.ts';
import type { ConnectedSeat } from './connectedSeat.ts';
import { type Follower, followers } from './followers.ts';
import { chainsDiffer, ending } from './hostRefusals.ts';
import type { Intake } from './intake.ts';
import type { RoomHost } from './roomHost.ts';
import { type SeatClock, seatClocks } from './seatClocks.ts';
import { settling } from './settling.ts';

type Hello = Extract<FromSeat, { say: 'hello' }>;
type History = Extract<FromSeat, { say: 'history' }>;

export interface RoomEngine {
  state(): RoomState;
  seats(): readonly ConnectedSeat[];
  clocks(): readonly SeatClock[];
  /** Entries are heard and acknowledged, but nothing is added before the seats have been heard. */
  settling(): boolean;
  /** Why this host has stopped; null while it works. */
  stopped(): Refusal | null;
  /** An act of this machine's own: the supervisor's, the host's. */
  receive(act: Act): Promise<Result<Acknowledgement>>;
  onPeer(peer: Peer): Listener;
  /** The supervisor goes on without the seats that have not been heard. */
  goOn(): void;
  /** Shows the seats who takes the lost room back; from then on they say what they hold. */
  show(claim: RecoveryClaim | null): void;
  /** A seat's copy of the journal from an entry on, up to the head that it has signed; null where it does not come. */
  historyOf(seat: string, from: number): Promise<{ lines: string[]; head: SignedHead } | null>;
  adopt(lines: readonly string[]): Result<unknown>;
  /** Says it to every seat now, and to each that connects from now on. */
  announceReceipt(receipt: string): void;
  close(): void;
}

/** How long a seat's copy is waited for, milliseconds. */
const HISTORY_PATIENCE = 30_000;

export function roomEngine(options: {
  readonly crypto: CryptoPort;
  readonly host: RoomHost;
  readonly lines: (from: number) => Iterable<string>;
  readonly intake: Intake;
  /** This machine's host key, base64url. */
  readonly key: string;
  readonly package: { readonly size: number; readonly sha256: string };
  readonly now: () => string;
  /** How long the rest is waited for once a majority of the seats has been heard, seconds. */
  readonly settleSeconds: number;
  readonly onSignature: (signature: Extract<FromSeat, { say: 'signature' }>['signature']) => void;
  /** Entries were added, from this number on. */
  readonly added: (from: number) => void;
  readonly changed: () => void;
}): RoomEngine {
  const { crypto, host, now, changed } = options;
  const state = host.state;
  const seats = new Map<string, ConnectedSeat>();
  const peers = new Map<Peer, { follower: Follower | null; seat: string | null; history: string[] }>();
  const waits = new Map<string, (copy: { lines: string[]; head: SignedHead } | null) => void>();
  const following = followers({
    lines: options.lines,
    length: () => state().head.seq,
    signedHead: host.signedHead,
  });
  const acks = new Map<Peer, Acknowledgement[]>();
  const clocks = seatClocks(now, changed);
  let claim: RecoveryClaim | null = null;
  let receipt: string | null = null;
  let stop: Refusal | null = null;
  let closed = false;
  /** Acts whose signature is being checked. */
  let reading = 0;

  const held: (() => void)[] = [];
  const settle = settling({
    state,
    needed: state().head.seq > 0 && state().closed === null,
    seconds: options.settleSeconds,
    settled() {
      for (const go of held.splice(0)) go();
      changed();
    },
  });
  const settled = (): Promise<void> =>
    settle.done() ? Promise.resolve() : new Promise((resolve) => held.push(resolve));

  const own = (): boolean => state().host?.key === options.key;

  function told(from: number): void {
    if (state().head.seq < from) return;
    if (own()) following.broadcast();
    options.added(from);
    changed();
  }

  const commit = groupCommit(
    (acts: readonly Act[]) => {
      const idle = closed ? ending : stop;
      if (idle !== null) return acts.map(() => refuse(idle));
      const from = state().head.seq + 1;
      const answers = host.receiveAll(acts, 'checked');
      told(from);
      return answers;
    },
    () => reading > 0,
  );

  async function receive(text: string): Promise<Result<Acknowledgement>> {
    reading++;
    const read = await options.intake.read(text).catch(() => refuse(ending));
    reading--;
    if (!read.ok) return read;
    await settled();
    return commit(read.value);
  }

  async function takeAct(peer: Peer, text: string): Promise<void> {
    const answer = await receive(text);
    if (closed) return;
    if (answer.ok) acknowledge(peer, answer.value);
    else {
      const act = hex.encode(crypto.sha256(Buffer.from(framed('act', text))));
      peer.say({ say: 'refused', act, refusal: answer.refusals[0]! });
    }
  }

  /** Those of one commit go to a seat in one message. */
  function acknowledge(peer: Peer, ack: Acknowledgement): void {
    const own = acks.get(peer);
    if (own !== undefined) return void own.push(ack);
    acks.set(peer, [ack]);
    setImmediate(() => {
      peer.say({ say: 'acks', acks: acks.get(peer)! });
      acks.delete(peer);
    });
  }

  const welcome = () =>
    ({
      say: 'welcome',
      version: 1,
      package: options.package,
      room: state().room,
      head: state().room !== null && own() ? host.signedHead() : null,
      claim,
    }) as const;

  function greet(peer: Peer, hello: Hello): void {
    const one = peers.get(peer)!;
    one.seat = hello.seat;
    const { room, signed, sessions } = hello;
    seats.set(hello.seat, {
      seat: hello.seat,
      up: true,
      since: now(),
      sessions,
      entries: hello.head.seq,
      room,
      signed,
    });
    if (receipt !== null) peer.say({ say: 'receipt', receipt });
    const ours = room === null || room === state().room;
    if (ours && (own() || state().room === null)) follow(peer, hello);
    changed();
  }

  function follow(peer: Peer, { head, signed, sessions }: Hello): void {
    const one = peers.get(peer)!;
    if (one.follower !== null) following.remove(one.follower);
    const { seq } = state().head;
    const same = head.seq === 0 || state().hashes[head.seq - 1] === head.hash;
    const from = head.seq > seq ? seq : same ? head.seq : Math.max(0, (signed?.head.seq ?? 1) - 1);
    one.follower = following.add(peer, Math.min(from, seq));
    const longer = signed !== null && signed.head.seq > seq && hostSigned(crypto, options.key, signed);
    if (longer) {
      settle.expect(one.seat!);
      one.history = [];
      peer.say({ say: 'want', from: seq + 1 });
    }
    settle.heard(sessions, longer ? null : one.seat!);
  }

  function takeHistory(peer: Peer, { from, lines, head }: History): void {
    const one = peers.get(peer)!;
    one.history.push(...lines);
    if (head === null) return;
    const copy = { lines: one.history.splice(0), head };
    const wait = waits.get(one.seat ?? '');
    if (wait !== undefined) {
      waits.delete(one.seat!);
      wait(copy);
      return;
    }
    const { seq } = state().head;
    const first = from + lines.length - copy.lines.length;
    if (stop !== null || first > seq + 1) return;
    const missing = copy.lines.slice(seq + 1 - first);
    const vouched =
      hostSigned(crypto, options.key, head) &&
      head.room === state().room &&
      copy.lines.length > 0 &&
      lineHash(crypto, copy.lines.at(-1)!) === head.head.hash;
    // What the host itself has signed and cannot join is its own fork: from here on a person decides.
    if (vouched && missing.length > 0) {
      const adopted = host.adopt(missing);
      if (!adopted.ok) stop = chainsDiffer;
      else told(seq + 1);
    }
    settle.heard([], one.seat!);
    changed();
  }

  function gone(peer: Peer): void {
    const one = peers.get(peer)!;
    peers.delete(peer);
    if (one.follower !== null) following.remove(one.follower);
    if (one.seat === null) return;
    waits.get(one.seat)?.(null);
    waits.delete(one.seat);
    const again = [...peers.values()].some((other) => other.seat === one.seat);
    const seat = seats.get(one.seat)!;
    if (!again) seats.set(one.seat, { ...seat, up: false, since: now() });
    if (!again) clocks.gone(one.seat);
    settle.heard([], one.seat);
    changed();
  }

  return {
    state,
    seats: () =>
      [...seats.values()].map((seat) => {
        const follower = [...peers.values()].find((one) => one.seat === seat.seat)?.follower;
        return { ...seat, entries: Math.max(follower?.sent ?? 0, seat.entries) };
      }),
    clocks: clocks.all,
    settling: () => !settle.done(),
    stopped: () => stop,
    receive: (act) => receive(canonicalJson(act)),
    onPeer(peer) {
      peers.set(peer, { follower: null, seat: null, history: [] });
      peer.say(welcome());
      return {
        hear(message) {
          if (message.say === 'hello') greet(peer, message);
          else if (message.say === 'act') void takeAct(peer, message.text);
          else if (message.say === 'history') takeHistory(peer, message);
          else if (message.say === 'clock') clocks.heard(peers.get(peer)!.seat, message.at);
          else if (message.say === 'signature') options.onSignature(message.signature);
        },
        gone: () => gone(peer),
      };
    },
    goOn: settle.goOn,
    show(shown) {
      claim = shown;
      for (const peer of peers.keys()) peer.say(welcome());
    },
    historyOf(seat, from) {
      const peer = [...peers].find(([, one]) => one.seat === seat)?.[0];
      if (peer === undefined) return Promise.resolve(null);
      peers.get(peer)!.history = [];
      peer.say({ say: 'want', from });
      return new Promise((resolve) => {
        const late = setTimeout(() => {
          waits.delete(seat);
          resolve(null);
        }, HISTORY_PATIENCE);
        waits.set(seat, (copy) => {
          clearTimeout(late);
          resolve(copy);
        });
      });
    },
    adopt: host.adopt,
    announceReceipt(text) {
      receipt = text;
      for (const peer of peers.keys()) peer.say({ say: 'receipt', receipt });
    },
    close() {
      closed = true;
      settle.close();
    },
  };
}
