/** The room's status, as its window is told it. */
import type { RoomStatus } from '../../shared/bridge/room.ts';
import type { RoomEngine } from '../host/roomEngine.ts';
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
