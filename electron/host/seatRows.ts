/**
 * The machines by the labels of their seats. A label is a name that anybody can say: whoever has shown which session works at the machine, and was
 * admitted at that label, is not pushed out of its row by one who has not.
 */
import type { Peer } from '../link/roomServer.ts';
import type { ConnectedSeat } from './connectedSeat.ts';

/** What a machine's newest hello says. */
export type Row = Omit<ConnectedSeat, 'up' | 'since'>;

export interface SeatRows {
  /** False where the room has no place for another label. */
  said(peer: Peer, row: Row, session: string | null): boolean;
  /** @param entries number of the last entry that it has, as far as it is known */
  gone(peer: Peer, entries: number): void;
  /** The label that the machine has said, null before its hello. */
  seatAt(peer: Peer): string | null;
  /** The session that has shown that it works at the machine. */
  sessionAt(peer: Peer): string | null;
  /** The machine whose word counts for the label, where one is connected. */
  peerOf(seat: string): Peer | undefined;
  all(): ConnectedSeat[];
}

/** Labels that a room knows at once; who makes up more is no seat. */
const SEATS_LIMIT = 200;

/** @param admittedAt the label that a session was admitted at, undefined before */
export function seatRows(now: () => string, admittedAt: (session: string) => string | undefined): SeatRows {
  const here = new Map<Peer, { readonly row: ConnectedSeat; readonly session: string | null }>();
  const seats = new Set<string>();
  /** Labels that nobody is connected for any more. */
  const left = new Map<string, ConnectedSeat>();

  function peerOf(seat: string): Peer | undefined {
    const all = [...here].filter(([, { row }]) => row.seat === seat);
    const sits = all.findLast(([, { session }]) => session !== null && admittedAt(session) === seat);
    return (sits ?? all.at(-1))?.[0];
  }

  return {
    said(peer, row, session) {
      if (!seats.has(row.seat) && seats.size >= SEATS_LIMIT) return false;
      seats.add(row.seat);
      left.delete(row.seat);
      // The newest word stands last.
      here.delete(peer);
      here.set(peer, { row: { ...row, up: true, since: now() }, session });
      return true;
    },
    gone(peer, entries) {
      const one = here.get(peer);
      here.delete(peer);
      if (one !== undefined && peerOf(one.row.seat) === undefined)
        left.set(one.row.seat, {
          ...one.row,
          entries: Math.max(one.row.entries, entries),
          up: false,
          since: now(),
        });
    },
    seatAt: (peer) => here.get(peer)?.row.seat ?? null,
    sessionAt: (peer) => here.get(peer)?.session ?? null,
    peerOf,
    all: () =>
      [...seats].map((seat) => {
        const peer = peerOf(seat);
        return peer === undefined ? left.get(seat)! : here.get(peer)!.row;
      }),
  };
}
