/** The seats that follow the journal: each is sent what it lacks, as fast as it takes it, and then every entry as it is stored. */
import type { SignedHead } from '../../shared/journal/fork.ts';
import type { Peer } from '../link/roomServer.ts';
import { type FromRoom, STRETCH_LIMIT } from '../link/wire.ts';

/** How many characters of entries go into one message: in UTF-8, and quoted once more, at most three times as many bytes. */
const BATCH_LENGTH = 4 * 1024 * 1024;

export interface Follower {
  readonly peer: Peer;
  /** Number of the last entry that was sent. */
  sent: number;
  /** The same when it last said something: what was sent after that may be in a cable that is out. */
  answered: number;
  pumping: boolean;
}

export interface Followers {
  add(peer: Peer, sent: number): Follower;
  remove(follower: Follower): void;
  /** A seat has said something. */
  heard(peer: Peer): void;
  /** Sends everybody what has been stored since the last call. */
  broadcast(): void;
}

/**
 * @param journal.lines canonical lines from an entry number on
 * @param journal.signedHead the end that they reach
 */
export function followers(journal: {
  readonly lines: (from: number) => Iterable<string>;
  /** Number of the last entry. */
  readonly length: () => number;
  readonly signedHead: () => SignedHead;
  readonly onFault: (error: unknown) => void;
}): Followers {
  const all = new Set<Follower>();
  let told = 0;

  const stretch = (from: number, lines: readonly string[]): FromRoom => {
    const reaches = from + lines.length - 1 === journal.length();
    return { say: 'entries', from, lines: [...lines], head: reaches ? journal.signedHead() : null };
  };

  async function pump(follower: Follower): Promise<void> {
    if (follower.pumping) return;
    follower.pumping = true;
    try {
      while (all.has(follower) && follower.sent < journal.length()) {
        const lines = batch(journal.lines(follower.sent + 1));
        // A room that has forgotten has nothing to send.
        if (lines.length === 0) break;
        follower.peer.say(stretch(follower.sent + 1, lines));
        follower.sent += lines.length;
        await follower.peer.drained();
      }
    } catch (error) {
      endLink(follower.peer, journal.onFault)(error);
    } finally {
      follower.pumping = false;
    }
  }

  return {
    add(peer, sent) {
      const follower = { peer, sent, answered: 0, pumping: false };
      all.add(follower);
      told = Math.max(told, sent);
      void pump(follower);
      return follower;
    },
    remove: (follower) => void all.delete(follower),
    heard(peer) {
      for (const follower of all) if (follower.peer === peer) follower.answered = follower.sent;
    },
    broadcast() {
      const seq = journal.length();
      const before = told;
      told = seq;
      const live = [...all].filter((f) => !f.pumping && f.sent === before);
      if (seq > before && live.length > 0) {
        const lines = [...journal.lines(before + 1)];
        const long = batch(lines).length < lines.length;
        const text = long ? null : Buffer.from(JSON.stringify(stretch(before + 1, lines)));
        for (const follower of text === null ? [] : live) {
          follower.sent = seq;
          if (!follower.peer.sayText(text!)) void pump(follower);
        }
      }
      for (const follower of all) if (follower.sent < seq) void pump(follower);
    },
  };
}

/** What has gone wrong over one link ends that link alone: the seat connects again, and is sent what it lacks then. */
export const endLink =
  (peer: Peer, onFault: (error: unknown) => void) =>
  (error: unknown): void => {
    onFault(error);
    peer.close();
  };

export function batch(lines: Iterable<string>): string[] {
  const taken: string[] = [];
  let length = 0;
  for (const line of lines) {
    taken.push(line);
    length += line.length;
    if (taken.length === STRETCH_LIMIT || length >= BATCH_LENGTH) break;
  }
  return taken;
}
