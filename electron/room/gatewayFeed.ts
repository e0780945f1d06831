/**
 * Feeds the gateway from the stored journal. It folds entry by entry for itself: the host's state may be a group of acts ahead, and what an
 * entry tells depends on the room as that entry left it.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { RoomStatus } from '../../shared/bridge/room.ts';
import { messagesOf } from '../../shared/gateway/messages.ts';
import { readEntry } from '../../shared/journal/entry.ts';
import { evolve, hashesOf } from '../../shared/journal/fold.ts';
import { emptyRoom, type RoomPackage } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { openGateway } from '../gateway/gateway.ts';
import { pinnedAgent } from '../link/pinned.ts';
import type { RoomFile } from '../station/stationFile.ts';

export interface GatewayFeed {
  /** The journal is longer than it was. */
  added(): void;
  status(): RoomStatus['gateway'];
  close(): Promise<void>;
}

/** How many entries are folded before others on this thread have their turn. */
const TURN = 32;

const off: GatewayFeed = {
  added: () => undefined,
  status: () => ({ on: false, sent: 0, problem: null }),
  close: async () => undefined,
};

/**
 * Off where the station file gives no address.
 * @param options.cursor where the gateway keeps how far it has come
 * @param options.lines the stored journal from an entry number on
 */
export async function gatewayFeed(options: {
  readonly crypto: CryptoPort;
  readonly pkg: RoomPackage;
  readonly to: RoomFile['gateway'];
  readonly cursor: string;
  readonly lines: (from: number) => Iterable<string>;
  readonly changed: () => void;
  readonly onFault: (error: unknown) => void;
}): Promise<GatewayFeed> {
  const { crypto, pkg, to, lines } = options;
  if (to === undefined) return off;
  const gateway = await openGateway({
    address: to.address,
    agent: pinnedAgent((fingerprint) => fingerprint === to.fingerprint),
    file: options.cursor,
    onChange: options.changed,
  });
  let state = emptyRoom(pkg);
  let closed = false;
  let longer = false;
  let reading: Promise<void> | null = null;

  async function readOn(): Promise<void> {
    while (longer && !closed) {
      longer = false;
      await turn();
      while (!closed && foldTurn() === TURN) await turn();
    }
    reading = null;
  }

  /** Folds the next entries and offers what they tell; how many there were. */
  function foldTurn(): number {
    let count = 0;
    for (const line of lines(state.head.seq + 1)) {
      const read = readEntry(line);
      // Verified when the journal was opened, or before it was stored.
      if (!read.ok) throw new Error(read.refusals[0]!.en);
      const entry = read.value;
      const hashes = hashesOf(crypto, entry);
      const before = entry.seq === 1 ? null : state.phase;
      state = evolve(crypto, state, entry, hashes);
      gateway.offer(entry.seq, messagesOf(before, state, entry, hashes.act));
      count += 1;
      if (count === TURN) break;
    }
    return count;
  }

  function added(): void {
    longer = true;
    reading ??= readOn().catch((error) => {
      // The feed is done for; the room is not.
      closed = true;
      options.onFault(error);
    });
  }

  added();
  return {
    added,
    status: gateway.status,
    async close() {
      closed = true;
      await gateway.close();
      await reading;
    },
  };
}
