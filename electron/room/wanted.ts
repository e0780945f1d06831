/** What each machine is told about live watching: it is said when it changes, and never to one that has nobody to be watched. */
import type { RoomState } from '../../shared/journal/state.ts';
import { isWatched, type Rate } from '../../shared/monitor/publication.ts';
import type { Peer } from '../link/roomServer.ts';
import type { FromRoom } from '../link/wire.ts';

type Want = Extract<FromRoom, { say: 'monitor-want' }>;

export interface Wanted {
  /** A machine has said hello, and that this session works there, null where it has not shown it. */
  hello(peer: Peer, session: string | null): void;
  gone(peer: Peer): void;
  /** The machine at which this session is open, where it is connected. */
  holds(peer: Peer, session: string): boolean;
  /** Whether the machine at which the session works is connected. */
  connected(session: string): boolean;
  /** Says what has changed. */
  refresh(): void;
}

/**
 * @param room.monitor the number of the monitor's start; null while there is none
 * @param room.rate of a session's picture
 */
export function wanted(room: {
  readonly state: () => RoomState;
  readonly monitor: () => number | null;
  readonly rate: (session: string) => Rate;
}): Wanted {
  const machines = new Map<Peer, { session: string | null; told: Want | null }>();

  const open = (session: string): boolean =>
    room.state().closed === null && isWatched(room.state().sessions.get(session));

  function refresh(): void {
    for (const [peer, machine] of machines) {
      const { session, told } = machine;
      const watched = session !== null && open(session);
      const monitor = watched ? room.monitor() : null;
      const rate = monitor === null ? 'low' : room.rate(session!);
      if (monitor === (told?.monitor ?? null) && rate === (told?.rate ?? 'low')) continue;
      machine.told = { say: 'monitor-want', monitor, rate };
      peer.say(machine.told);
    }
  }

  return {
    hello(peer, session) {
      machines.set(peer, { session, told: machines.get(peer)?.told ?? null });
      refresh();
    },
    gone: (peer) => void machines.delete(peer),
    holds: (peer, session) => machines.get(peer)?.session === session && open(session),
    connected: (session) => [...machines.values()].some((machine) => machine.session === session),
    refresh,
  };
}
