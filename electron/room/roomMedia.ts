/** What passes between the seats and the supervisor's window besides acts: pictures and sound of live watching, and the voices of calls. */
import type { RoomStatus } from '../../shared/bridge/room.ts';
import type { Listener, Peer } from '../link/roomServer.ts';
import { type Intercom, intercom } from './intercom.ts';
import type { Supervisor } from './supervisor.ts';
import { type Watching, watching } from './watching.ts';

export interface RoomMedia {
  readonly watching: Watching;
  readonly intercom: Intercom;
  /** Stands between the link and the host: hears what is meant for one of these, and passes the rest on. */
  onPeer(peer: Peer, host: Listener): Listener;
  /** The room has changed. */
  refresh(): void;
  status(): Pick<RoomStatus, 'monitor' | 'lines'>;
  close(): Promise<void>;
}

export function roomMedia(
  options: Omit<Parameters<typeof watching>[0] & Parameters<typeof intercom>[0], 'act' | 'supervisor'>,
  people: Pick<Supervisor, 'act' | 'person' | 'desk'>,
): RoomMedia {
  const watched = watching({ ...options, act: people.act });
  const calls = intercom({
    ...options,
    supervisor: () => (people.desk() === null ? null : (people.person()?.who ?? null)),
  });
  return {
    watching: watched,
    intercom: calls,
    onPeer: (peer, host) => calls.onPeer(peer, watched.onPeer(peer, host)),
    refresh() {
      watched.refresh();
      calls.refresh();
    },
    status: () => ({ monitor: watched.status(), lines: calls.status() }),
    async close() {
      calls.close();
      await watched.close();
    },
  };
}
