/**
 * The room's host at work: takes the seats' acts in, has them stored, tells everybody, acknowledges. After a restart it first hears the
 * seats, whose copies may be longer than its own, and adds nothing until then.
 */
import type { Act } from '../../shared/journal/acts.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { framed } from '../../shared/journal/domain.ts';
import { base64url, hex } from '../../shared/journal/encoding.ts';
import { type Acknowledgement, hostSigned } from '../../shared/journal/fork.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort, RandomPort } from '../../shared/ports/crypto.ts';
import { type Refusal, type Result, refuse } from '../../shared/refusal.ts';
import { linkedLines } from '../journal/linked.ts';
import { greetingSigned } from '../link/greeting.ts';
import type { RecoveryClaim } from '../link/recoveryClaim.ts';
import type { Listener, Peer } from '../link/roomServer.ts';
import type { FromRoom, FromSeat } from '../link/wire.ts';
import { groupCommit } from '../store/groupCommit.ts';
import type { ConnectedSeat } from './connectedSeat.ts';
import { endLink, type Follower, followers } from './followers.ts';
import { fromSeat, READING_LIMIT } from './fromSeat.ts';
import { chainsDiffer, ending, ofTheStore } from './hostRefusals.ts';
import type { Intake } from './intake.ts';
import type { RoomHost } from './roomHost.ts';
import { type SeatClock, seatClocks } from './seatClocks.ts';
import { type GivenCopy, seatCopies } from './seatCopies.ts';
import { seatRows } from './seatRows.ts';
import { settling } from './settling.ts';

type Hello = Extract<FromSeat, { say: 'hello' }>;

export interface RoomEngine {
  state(): RoomState;
  seats(): readonly ConnectedSeat[];
  /** The session that has shown that it works at the machine; what a machine says of itself besides is no more than a word. */
  sessionAt(peer: Peer): string | null;
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
  historyOf(seat: string, from: number): Promise<GivenCopy | null>;
  adopt(lines: readonly string[]): Result<unknown>;
  /** Says it to every seat now, and to each that connects from now on. */
  announceReceipt(said: Extract<FromRoom, { say: 'receipt' }>): void;
  close(): void;
}

/** Who speaks over one connection. */
interface Attended {
  readonly nonce: string;
  follower: Follower | null;
  /** Characters of its acts that are not answered yet. */
  reading: number;
}

export function roomEngine(options: {
  readonly crypto: CryptoPort;
  readonly host: RoomHost;
  readonly lines: (from: number) => Iterable<string>;
  readonly intake: Intake;
  readonly random: RandomPort;
  /** This machine's host key, base64url. */
  readonly key: string;
  /** SHA-256 of its TLS key, hex: what seats see at the other end. */
  readonly tls: string;
  readonly package: { readonly size: number; readonly sha256: string };
  readonly now: () => string;
  /** How long the rest is waited for once a majority of the seats has been heard, seconds. */
  readonly settleSeconds: number;
  readonly onSignature: (signature: Extract<FromSeat, { say: 'signature' }>['signature']) => void;
  /** Entries were added, from this number on. */
  readonly added: (from: number) => void;
  readonly changed: () => void;
  readonly onFault: (error: unknown) => void;
}): RoomEngine {
  const { crypto, host, now, changed } = options;
  const state = host.state;
  const seats = seatRows(options.now, (session) => state().sessions.get(session)?.seat);
  const peers = new Map<Peer, Attended>();
  const copies = seatCopies(adopt);
  const following = followers({
    ...options,
    length: () => state().head.seq,
    signedHead: host.signedHead,
  });
  const acks = new Map<Peer, Acknowledgement[]>();
  const clocks = seatClocks(now, changed);
  let claim: RecoveryClaim | null = null;
  let receipt: FromRoom | null = null;
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

  const commitFromSeat = fromSeat(state, commit);

  async function receive(text: string, put = commit): Promise<Result<Acknowledgement>> {
    reading++;
    const read = await options.intake.read(text).catch(() => refuse(ending));
    reading--;
    if (!read.ok) return read;
    await settled();
    return put(read.value);
  }

  async function takeAct(peer: Peer, text: string): Promise<void> {
    const one = peers.get(peer)!;
    // An act before the hello is nobody's, and who writes faster than a room can read is no expert.
    if (seats.seatAt(peer) === null || one.reading > READING_LIMIT) return void peer.close();
    one.reading += text.length;
    const answer = await receive(text, commitFromSeat);
    one.reading -= text.length;
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

  const welcome = (nonce: string) =>
    ({
      say: 'welcome',
      version: 1,
      nonce,
      package: options.package,
      room: state().room,
      head: state().room !== null && own() ? host.signedHead() : null,
      claim,
    }) as const;

  function greet(peer: Peer, hello: Hello): void {
    const { seat, room, signed, sessions, head, proof } = hello;
    const greeting = { nonce: peers.get(peer)!.nonce, room: state().room, tls: options.tls };
    const session = proof !== null && greetingSigned(crypto, greeting, proof) ? proof.session : null;
    const known = seats.said(peer, { seat, sessions, entries: head.seq, room, signed }, session);
    if (!known) return void peer.close();
    if (receipt !== null) peer.say(receipt);
    const ours = room === null || room === state().room;
    if (ours && (own() || state().room === null)) follow(peer, hello);
    changed();
  }

  function follow(peer: Peer, { seat, head, signed }: Hello): void {
    const one = peers.get(peer)!;
    const { seq } = state().head;
    // What is on its way goes on: who says hello again and again gets nothing twice.
    if (one.follower === null || !one.follower.pumping) {
      if (one.follower !== null) following.remove(one.follower);
      const same = head.seq === 0 || state().hashes[head.seq - 1] === head.hash;
      const from = head.seq > seq ? seq : same ? head.seq : Math.max(0, (signed?.head.seq ?? 1) - 1);
      one.follower = following.add(peer, Math.min(from, seq));
    }
    const longer = signed !== null && signed.head.seq > seq && hostSigned(crypto, options.key, signed);
    if (longer) {
      settle.expect(seat);
      copies.want(peer, seq + 1);
    }
    const session = seats.sessionAt(peer);
    settle.heard(session === null ? [] : [session], longer ? null : seat);
  }

  /** Takes what this host has signed and lacks. */
  function adopt(peer: Peer, { from, lines, head }: GivenCopy): void {
    const { seq, hash } = state().head;
    if (stop !== null || from > seq + 1) return;
    const missing = lines.slice(seq + 1 - from);
    if (missing.length > 0) {
      const linked = linkedLines(crypto, missing);
      const vouched = hostSigned(crypto, options.key, head) && head.room === state().room;
      // Lines that do not lead to what this host has signed are the seat's own: the next one is heard, and nothing of them is kept.
      if (!vouched || linked?.end !== head.head.hash) return void peer.close();
      // What it has signed and cannot join is its own fork, from here on a person decides; what its disk does not take is no fork.
      const adopted = linked.after === hash ? host.adopt(missing) : refuse(chainsDiffer);
      if (adopted.ok) told(seq + 1);
      else stop = ofTheStore(adopted.refusals[0]!) ?? chainsDiffer;
    }
    settle.heard([], seats.seatAt(peer)!);
    changed();
  }

  function gone(peer: Peer): void {
    const one = peers.get(peer)!;
    peers.delete(peer);
    copies.gone(peer);
    if (one.follower !== null) following.remove(one.follower);
    const seat = seats.seatAt(peer);
    if (seat === null) return;
    seats.gone(peer, one.follower?.answered ?? 0);
    if (seats.peerOf(seat) === undefined) clocks.gone(seat);
    settle.heard([], seat);
    changed();
  }

  /** Another machine under the label says nothing of this seat's clock. */
  function takeClock(peer: Peer, at: string): void {
    const seat = seats.seatAt(peer);
    if (seat !== null && seats.peerOf(seat) === peer) clocks.heard(seat, at);
  }

  return {
    state,
    seats: () =>
      seats.all().map((seat) => {
        const peer = seats.peerOf(seat.seat);
        return { ...seat, entries: Math.max((peer && peers.get(peer)?.follower?.sent) ?? 0, seat.entries) };
      }),
    sessionAt: seats.sessionAt,
    clocks: clocks.all,
    settling: () => !settle.done(),
    stopped: () => stop,
    receive: (act) => receive(canonicalJson(act)),
    onPeer(peer) {
      const nonce = base64url.encode(options.random(32));
      peers.set(peer, { nonce, follower: null, reading: 0 });
      peer.say(welcome(nonce));
      return {
        hear(message) {
          following.heard(peer);
          if (message.say === 'hello') greet(peer, message);
          else if (message.say === 'act') takeAct(peer, message.text).catch(endLink(peer, options.onFault));
          else if (message.say === 'history') copies.heard(peer, message);
          else if (message.say === 'clock') takeClock(peer, message.at);
          else if (message.say === 'signature') options.onSignature(message.signature);
        },
        gone: () => gone(peer),
      };
    },
    goOn: settle.goOn,
    show(shown) {
      claim = shown;
      for (const [peer, { nonce }] of peers) peer.say(welcome(nonce));
    },
    historyOf(seat, from) {
      const peer = seats.peerOf(seat);
      return peer === undefined ? Promise.resolve(null) : copies.of(peer, from);
    },
    adopt: host.adopt,
    announceReceipt(said) {
      receipt = said;
      for (const peer of peers.keys()) peer.say(said);
    },
    close() {
      closed = true;
      settle.close();
    },
  };
}
