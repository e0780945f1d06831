/** What a window knows of its station: the status as it was told last, and the room folded from the journal that the station hands on. */

import { type Entry, readEntry } from '../journal/entry.ts';
import { evolve } from '../journal/fold.ts';
import { emptyRoom, type RoomPackage, type RoomState } from '../journal/state.ts';
import type { CryptoPort } from '../ports/crypto.ts';
import { type BridgeClient, bridgeClient } from './client.ts';
import type { BridgePort, Contract } from './contract.ts';
import type { RoomStatus, roomContract } from './room.ts';
import type { SeatStatus, seatContract } from './seat.ts';

type Station = typeof seatContract | typeof roomContract;
type StatusOf<C extends Station> = C extends typeof seatContract ? SeatStatus : RoomStatus;

export interface Watched<C extends Station> {
  readonly client: BridgeClient<C>;
  readonly status: StatusOf<C> | null;
  /** Null until the package is there; before the opening it is empty. */
  readonly state: RoomState | null;
  /** The journal as far as it is folded; the entry of number n at n - 1. */
  readonly entries: readonly Entry[];
  /** The station has gone. */
  readonly gone: boolean;
}

/** Where a slip is asked for, the package is all that is needed: after a power cut in the midst of scoring, nobody waits there for a journal to be read. */
const asksForSlip = (status: SeatStatus | RoomStatus | null): boolean => status?.stage === 'slip';

/** Milliseconds that such a window has to show where it is entered. */
const SLIP_FIRST = 200;

/** @param changed called whenever something of it has changed */
export function watch<C extends Station>(
  crypto: CryptoPort,
  contract: C,
  port: BridgePort,
  changed: () => void,
): Watched<C> {
  const client = bridgeClient(contract as Contract, port) as unknown as BridgeClient<typeof seatContract>;
  const seen = {
    status: null as StatusOf<C> | null,
    state: null as RoomState | null,
    entries: [] as Entry[],
    gone: false,
  };
  let asking = false;

  async function packageHere(): Promise<void> {
    if (asking || seen.state !== null) return;
    asking = true;
    const answer = await client.ask('package', {});
    asking = false;
    if (!answer.ok || answer.value === null) return;
    const { slipKeys, project, ...rest } = answer.value;
    const pkg: RoomPackage = {
      ...rest,
      data: JSON.parse(project),
      slipKeys: new Map(Object.entries(slipKeys)),
      recipients: rest.recipients as RoomPackage['recipients'],
    };
    seen.state = emptyRoom(pkg);
    if (asksForSlip(seen.status)) {
      changed();
      await new Promise((resolve) => setTimeout(resolve, SLIP_FIRST));
    }
    await client.ask('follow', { from: 1 });
    changed();
  }

  client.on('status', (status) => {
    seen.status = status as StatusOf<C>;
    void packageHere();
    changed();
  });
  client.on('journal', ({ from, lines }) => {
    for (const [i, line] of lines.entries()) {
      const entry = readEntry(line);
      if (!entry.ok || seen.state === null || from + i !== seen.state.head.seq + 1) continue;
      seen.state = evolve(crypto, seen.state, entry.value);
      seen.entries.push(entry.value);
    }
    changed();
  });
  client.onClose(() => {
    seen.gone = true;
    changed();
  });
  void client.ask('status', {}).then((answer) => {
    if (!answer.ok) return;
    seen.status ??= answer.value as StatusOf<C>;
    void packageHere();
    changed();
  });
  // Asked in one breath with the status: a window that has just been opened waits for one answer's time, not for two.
  void packageHere();
  return {
    client: client as unknown as BridgeClient<C>,
    get status() {
      return seen.status;
    },
    get state() {
      return seen.state;
    },
    get entries() {
      return seen.entries;
    },
    get gone() {
      return seen.gone;
    },
  };
}
