/** The room's devices: what they report comes in, what the hall may know goes out to the boards. */
import type { RequestListener } from 'node:http';
import type { RoomStatus } from '../../shared/bridge/room.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import type { HostAuthor } from '../host/hostAuthor.ts';
import type { RoomEngine } from '../host/roomEngine.ts';
import type { Clock } from '../session/sessionAuthor.ts';
import { type Board, openBoards } from './boards.ts';
import { EVENTS_PATH, eventDoor } from './eventDoor.ts';
import type { StationDevice } from './stationDevices.ts';

export interface RoomDevices {
  /** The room's pages: the devices' one, and the others. */
  pages(others: RequestListener): RequestListener;
  /** The room may be another than it was. */
  moved(): void;
  status(): RoomStatus['devices'];
  close(): Promise<void>;
}

export function openRoomDevices(options: {
  readonly crypto: CryptoPort;
  readonly devices: readonly StationDevice[];
  readonly host: { readonly key: string; readonly secretKey: Uint8Array };
  /** SHA-256 of the room's TLS public key, hex. */
  readonly tls: string;
  readonly engine: RoomEngine;
  /** The station's one pen of the host. */
  readonly author: HostAuthor;
  readonly clock: Clock;
  readonly changed: () => void;
}): RoomDevices {
  const { crypto, devices, host, engine, changed } = options;
  const now = (): string => options.clock.now();
  const door = eventDoor({ ...options, room: options.tls, now });
  const boards = openBoards({
    crypto,
    boards: devices.filter((one): one is StationDevice & Board => one.address !== undefined),
    host,
    state: engine.state,
    now,
    changed,
  });
  return {
    pages: (others) => (request, response) =>
      request.url === EVENTS_PATH ? door.handler(request, response) : others(request, response),
    moved: boards.moved,
    status: () =>
      devices.map(({ id, kind }) => ({ id, kind, problem: door.problem(id) ?? boards.problem(id) })),
    close: boards.close,
  };
}
