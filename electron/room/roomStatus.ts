/** The room's status, as its window is told it. */
import type { RoomStatus } from '../../shared/bridge/room.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import type { RoomEngine } from '../host/roomEngine.ts';
import { lostRoom } from '../host/takeBack.ts';
import type { Supervisor } from './supervisor.ts';

type Told =
  | 'stage'
  | 'address'
  | 'tls'
  | 'unsigned'
  | 'awaited'
  | 'outbox'
  | 'gateway'
  | 'devices'
  | 'monitor'
  | 'lines'
  | 'disk'
  | 'quit'
  | 'head';

/**
 * @param own.key this host's public key, base64url
 * @param own.result how far the sealed result has come; null before there is one
 */
export function stageOf(
  engine: RoomEngine,
  state: Pick<RoomState, 'closed' | 'room' | 'host'>,
  own: { readonly key: string; readonly result: 'sealed' | 'delivered' | null },
): RoomStatus['stage'] {
  if (engine.stopped() !== null) return 'stopped';
  if (own.result !== null) return own.result;
  if (state.closed !== null) return 'closed';
  if (state.room === null) return lostRoom(engine.seats()) === null ? 'ready' : 'lost';
  if (state.host?.key !== own.key) return 'lost';
  return engine.settling() ? 'settling' : 'open';
}

export function roomStatusOf(
  of: Pick<RoomStatus, Told> & {
    readonly people: Pick<Supervisor, 'person' | 'desk'>;
    readonly engine: RoomEngine;
    readonly now: string;
  },
): RoomStatus {
  const { people, engine, now, ...told } = of;
  const stopped = engine.stopped();
  return {
    ...told,
    person: people.person(),
    session: people.desk()?.session ?? null,
    seats: engine.seats().map(({ seat, up, since, sessions, entries }) => ({
      seat,
      up,
      since,
      sessions: [...sessions],
      entries,
    })),
    clock: { now, seats: [...engine.clocks()] },
    stop: stopped === null ? null : { refusal: stopped, proof: null },
  };
}
