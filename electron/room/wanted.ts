/** What each machine is told about live watching: it is said when it changes, and never to one that has nobody to be watched. */
import type { RoomState } from '../../shared/journal/state.ts';
import { isWatched, type Rate } from '../../shared/monitor/publication.ts';
import type { Peer } from '../link/roomServer.ts';
import type { FromRoom } from '../link/wire.ts';

type Want = Extract<FromRoom, { say: 'monitor-want' }>;

export interface Wanted {
  /** A machine says which sessions it keeps. */
  hello(peer: Peer, sessions: readonly string[]): void;
  gone(peer: Peer): void;
  /** The machine at which this session is open, where it is connected. */
  holds(peer: Peer, session: string): boolean;
  /** Sessions that the machine says it keeps. */
  sessionsAt(peer: Peer): readonly string[];
  /** Whether a machine that keeps the session is connected. */
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
  const machines = new Map<Peer, { sessions: readonly string[]; told: Want | null }>();

  const open = (session: string): boolean =>
    room.state().closed === null && isWatched(room.state().sessions.get(session));

  function refresh(): void {
    for (const [peer, machine] of machines) {
      const session = machine.sessions.find(open);
      const monitor = session === undefined ? null : room.monitor();
      const rate = monitor === null ? 'low' : room.rate(session!);
      const { told } = machine;
      if (monitor === (told?.monitor ?? null) && rate === (told?.rate ?? 'low')) continue;
      machine.told = { say: 'monitor-want', monitor, rate };
      peer.say(machine.told);
    }
  }

  return {
    hello(peer, sessions) {
      machines.set(peer, { sessions, told: machines.get(peer)?.told ?? null });
      refresh();
    },
    gone: (peer) => void machines.delete(peer),
    holds: (peer, session) => machines.get(peer)?.sessions.includes(session) === true && open(session),
    sessionsAt: (peer) => machines.get(peer)?.sessions ?? [],
    connected: (session) => [...machines.values()].some(({ sessions }) => sessions.includes(session)),
    refresh,
  };
}
