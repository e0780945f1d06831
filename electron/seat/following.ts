/**
 * The seat as a follower of the room: it checks whom it talks to, takes the journal, answers a host that lacks some of it, and lets acts travel
 * only to the host that its own verified journal names, over the TLS key that stands there.
 */

import { TERMS } from '../../shared/evaluation/terms.ts';
import type { Acknowledgement, SignedHead } from '../../shared/journal/fork.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import type { Regime } from '../../shared/project/model.ts';
import { type Refusal, refusal } from '../../shared/refusal.ts';
import { batch } from '../host/followers.ts';
import type { CheckedStretch } from '../journal/stretch.ts';
import { signGreeting } from '../link/greeting.ts';
import { claimHolds } from '../link/recoveryClaim.ts';
import { type SeatLink, wrongKey } from '../link/seatLink.ts';
import type { FromRoom } from '../link/wire.ts';
import type { Desk } from '../session/desk.ts';
import type { Fork, Heard, SeatCopy } from './seatCopy.ts';
import { roomIn } from './stage.ts';

type Welcome = Extract<FromRoom, { say: 'welcome' }>;

export interface Following {
  /** The host that the journal names is at the other end, and this copy is as long as what it has said. */
  inStep(): boolean;
  /** Compares the peer's key with the one that is to be trusted; null where it is the one. */
  stranger(welcome: Welcome): Refusal | null;
  /** It has been said who we are, to the host that is to be trusted. */
  greeted(): boolean;
  /** The package is here: who we are, and what we hold. */
  hello(welcome: Welcome): void;
  entries(message: Extract<FromRoom, { say: 'entries' }>, checked: CheckedStretch | null): void;
  /** Whether the act is received by the room: this copy holds it in the entry that the host has signed for. */
  acknowledged(ack: Acknowledgement): boolean;
  want(from: number): void;
  /** A session began here: the room is told whose machine this is. */
  sessionsChanged(): void;
  /** The link went down. */
  lost(): void;
}

/** Characters of what a claiming machine tells a seat that has nothing: fifteen seats' recordings of twelve hours bind 310 MB of heads, and more. */
const CLAIM_LIMIT = 512 * 1024 * 1024;

/** Where the link cannot be held any longer, and why. */
const otherRoom = (regime: Regime): Refusal =>
  refusal(
    'OTHER_ROOM',
    `主机上是另一个评标室，本席位保存的是先前的评标室；请举手示意${TERMS[regime].supervisor}`,
    'The host holds another room than this seat. Raise your hand for the supervisor',
  );

/**
 * @param options.trusted the host's fingerprint from the station file: what counts until a journal names one
 * @param options.sessions those that this machine keeps
 * @param options.added entries were taken, from this number on
 * @param options.reached the copy is in step again
 */
export function following(options: {
  readonly crypto: CryptoPort;
  readonly seat: string;
  readonly trusted: string;
  readonly copy: () => SeatCopy | null;
  readonly link: () => SeatLink;
  readonly sessions: () => readonly string[];
  /** Who works here; null while nobody does. */
  readonly desk: () => Pick<Desk, 'session' | 'secretKey'> | null;
  readonly added: (from: number) => void;
  readonly reached: () => void;
  readonly forked: (fork: Fork) => void;
}): Following {
  const { crypto, copy, link } = options;
  let welcomed: Welcome | null = null;
  let stepping = false;
  /** The host's story did not join this copy once; it was asked again, from what it has signed. */
  let doubted = false;
  /** What a machine has told that claims the room, until it signs for it. */
  let claimed: { readonly from: number; readonly lines: string[]; size: number } | null = null;

  const room = (): RoomState | null => roomIn(copy());
  const atHost = (): boolean => link().peer !== null && link().peer === room()?.host?.tls;

  function stranger(welcome: Welcome): Refusal | null {
    const state = room();
    if (state === null) return link().peer === options.trusted ? null : wrongKey(null);
    const { regime } = state.pkg.data.project;
    if (welcome.room !== null && welcome.room !== state.room) return otherRoom(regime);
    if (atHost() || (welcome.claim === null && welcome.room === null)) return null;
    const tls = link().peer ?? '';
    const found = { room: state.room!, tls };
    return welcome.claim !== null && claimHolds(crypto, state.pkg, welcome.claim, found)
      ? null
      : wrongKey(regime);
  }

  /** The journal has come, from whom it does not name: somebody sits between this seat and the room. */
  const impostor = (welcome: Welcome): Refusal | null =>
    room() === null ? null : stranger({ ...welcome, room: welcome.room ?? room()!.room });

  function hello(welcome: Welcome): void {
    welcomed = welcome;
    stepping = false;
    greet(welcome);
    const state = room();
    const heard = welcome.head !== null && state !== null && atHost() ? copy()!.word(welcome.head) : null;
    if (heard === null || react(heard)) step();
  }

  function greet(welcome: Welcome): void {
    const state = room();
    const known = state === null || atHost() || welcome.claim !== null;
    const desk = options.desk();
    const greeting = { nonce: welcome.nonce, room: state?.room ?? null, tls: link().peer ?? '' };
    link().say({
      say: 'hello',
      seat: options.seat,
      sessions: known ? [...options.sessions()] : [],
      room: state?.room ?? null,
      head: state?.head ?? { seq: 0, hash: '0'.repeat(64) },
      signed: copy()?.signed() ?? null,
      proof: known && desk !== null ? signGreeting(crypto, desk, greeting) : null,
    });
  }

  /** What a copy makes of what it heard. */
  function react(heard: Heard): boolean {
    if (heard.kind === 'taken' || heard.kind === 'early') return true;
    if (heard.kind === 'refused') link().drop(heard.refusal);
    else if (heard.kind === 'fork' && (heard.fork.proof !== null || doubted)) options.forked(heard.fork);
    else {
      // Asked again, an honest host sends what joins; another one, what convicts it.
      doubted = true;
      link().drop(null);
    }
    return false;
  }

  /** Of a machine that has yet to prove itself: without a claim it asks and tells nothing, with one it is heard to its end first. */
  function claims(from: number, lines: readonly string[], head: SignedHead | null): Heard | null {
    if (welcomed?.claim == null) return null;
    if (claimed === null || from !== claimed.from + claimed.lines.length)
      claimed = { from, lines: [], size: 0 };
    claimed.lines.push(...lines);
    claimed.size += lines.reduce((sum, line) => sum + line.length, 0);
    if (claimed.size > CLAIM_LIMIT) {
      claimed = null;
      return { kind: 'gap' };
    }
    if (head === null) return null;
    const told = claimed;
    claimed = null;
    return copy()!.claimed(told.from, told.lines, head, link().peer ?? '');
  }

  function step(): void {
    const state = room();
    if (stepping || state === null || !atHost() || welcomed === null) return;
    if (state.head.seq < (welcomed.head?.head.seq ?? 1)) return;
    stepping = true;
    doubted = false;
    options.reached();
  }

  return {
    inStep: () => stepping && link().state.up && atHost(),
    stranger,
    greeted: () => welcomed !== null && (room() === null || atHost()),
    hello,
    entries({ from, lines, head }, checked) {
      const mine = copy();
      if (mine === null || welcomed === null) return;
      const before = mine.state().head.seq;
      const heard =
        room() === null || atHost() ? mine.entries(from, lines, head, checked) : claims(from, lines, head);
      if (heard === null) return;
      const taken = react(heard);
      if (mine.state().head.seq > before) options.added(before + 1);
      if (!taken || head === null) return;
      const imposture = impostor(welcomed);
      if (imposture !== null) link().drop(imposture);
      else step();
    },
    acknowledged(ack) {
      const heard = copy()?.word(ack);
      return heard !== undefined && react(heard) && heard.kind === 'taken';
    },
    want(from) {
      const mine = copy();
      const state = room();
      if (mine === null || state === null || welcomed === null) return;
      // To a stranger without a claim nothing is given, not even what it could have read as the host.
      if (!atHost() && welcomed.claim === null) return;
      const head = mine.signed();
      if (head === null) return;
      for (let at = from; at <= head.head.seq; ) {
        const lines = batch(mine.lines(at, head.head.seq));
        if (lines.length === 0) return;
        const last = at + lines.length > head.head.seq;
        link().say({ say: 'history', from: at, lines, head: last ? head : null });
        at += lines.length;
      }
      if (from > head.head.seq) link().say({ say: 'history', from, lines: [], head });
    },
    sessionsChanged() {
      if (welcomed !== null) greet(welcomed);
    },
    lost() {
      welcomed = null;
      stepping = false;
      claimed = null;
      copy()?.lost();
    },
  };
}
