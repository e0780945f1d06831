/** What the room asks of its seats' copies of the journal: entries that its own disk has lost, or, for a lost room, all of them. */
import type { SignedHead } from '../../shared/journal/fork.ts';
import type { Peer } from '../link/roomServer.ts';
import type { FromSeat } from '../link/wire.ts';

type History = Extract<FromSeat, { say: 'history' }>;

/** Lines of a seat's copy from an entry number on, with the head that they are said to reach. */
export interface GivenCopy {
  readonly from: number;
  readonly lines: readonly string[];
  readonly head: SignedHead;
}

export interface SeatCopies {
  /** Asks for what follows from an entry number on. */
  want(peer: Peer, from: number): void;
  /** Takes only what was asked for, in its order. */
  heard(peer: Peer, message: History): void;
  /** The whole copy from an entry number on; null where it does not come. */
  of(peer: Peer, from: number): Promise<GivenCopy | null>;
  gone(peer: Peer): void;
}

/** How long a seat's copy is waited for, milliseconds. */
const PATIENCE = 30_000;
/** Characters of a copy that are kept until its end has come: of the longest evaluations many times over. */
const KEPT = 256 * 1024 * 1024;

interface Asked {
  readonly from: number;
  readonly lines: string[];
  length: number;
}

/** @param given told of a copy that nobody waits for */
export function seatCopies(given: (peer: Peer, copy: GivenCopy) => void): SeatCopies {
  const asked = new Map<Peer, Asked>();
  const waits = new Map<Peer, (copy: GivenCopy | null) => void>();

  function want(peer: Peer, from: number): void {
    asked.set(peer, { from, lines: [], length: 0 });
    peer.say({ say: 'want', from });
  }

  function answer(peer: Peer, copy: GivenCopy | null): boolean {
    const wait = waits.get(peer);
    waits.delete(peer);
    wait?.(copy);
    return wait !== undefined;
  }

  return {
    want,
    heard(peer, { from, lines, head }) {
      const copy = asked.get(peer);
      if (copy === undefined || from !== copy.from + copy.lines.length) return;
      for (const line of lines) {
        copy.lines.push(line);
        copy.length += line.length;
      }
      if (copy.length > KEPT) return void peer.close();
      if (head === null) return;
      asked.delete(peer);
      const whole = { from: copy.from, lines: copy.lines, head };
      if (!answer(peer, whole)) given(peer, whole);
    },
    of(peer, from) {
      want(peer, from);
      return new Promise((resolve) => {
        const late = setTimeout(() => answer(peer, null), PATIENCE);
        waits.set(peer, (copy) => {
          clearTimeout(late);
          resolve(copy);
        });
      });
    },
    gone(peer) {
      asked.delete(peer);
      answer(peer, null);
    },
  };
}
