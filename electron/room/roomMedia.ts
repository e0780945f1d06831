/** What passes between the seats and the supervisor's window besides acts: pictures and sound of live watching, and the voices of calls. */
import type { RoomStatus } from '../../shared/bridge/room.ts';
import type { HostAuthor } from '../host/hostAuthor.ts';
import type { Listener, Peer } from '../link/roomServer.ts';
import { hostActs } from './hostActs.ts';
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

type Parts = Parameters<typeof watching>[0] & Parameters<typeof intercom>[0];

/** @param options.author the station's one pen of the host */
export function roomMedia(
  options: Omit<Parts, 'act' | 'supervisor' | 'byHost'> & { readonly author: HostAuthor },
  people: Pick<Supervisor, 'act' | 'person' | 'desk'>,
): RoomMedia {
  const byHost = hostActs(options.author, options.onFault);
  const watched = watching({ ...options, byHost, act: people.act });
  const calls = intercom({
    ...options,
    byHost,
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
