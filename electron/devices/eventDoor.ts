/**
 * Where devices report: `POST /devices/events` at the room's own address. An event is answered only when it stands in the journal, so nothing is
 * kept beside it, and a kill between the two costs a repetition that the journal recognises.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import {
  type DeviceEvent,
  deviceEvent,
  type KnownDevice,
  placeOf,
  sendingRefusal,
} from '../../shared/devices/event.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { accept, type Refusal, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { ATTEMPTS, type HostAuthor, hasCrossed } from '../host/hostAuthor.ts';
import type { RoomEngine } from '../host/roomEngine.ts';

export const EVENTS_PATH = '/devices/events';

export interface EventDoor {
  readonly handler: RequestListener;
  /** What was wrong with the newest sending under a device's name; null where it was taken. */
  problem(device: string): Refusal | null;
}

/** Bytes of a request's body; an event has less than a thousand. */
const LIMIT = 4096;

const STATUS: Readonly<Record<string, number>> = {
  DEVICE_FORM: 400,
  DEVICE_UNKNOWN: 403,
  DEVICE_SIGNATURE: 403,
  DEVICE_ROOM: 403,
  DEVICE_TIME: 403,
  DEVICE_COUNTER: 409,
  ROOM_CLOSED: 410,
  DEVICE_EVENT: 422,
};
/** Whatever else is in the way passes: no room yet, seats not heard, a full disk. */
const LATER = 503;

const wrongForm = refusal('DEVICE_FORM', '不是规定格式的设备事件', 'Not a device’s event of the known form');
const settling = refusal(
  'SETTLING',
  '主机已重新启动，正在与各席位核对，请稍后重试',
  'The host has been restarted and hears the seats first; try again later',
);
const closed = refusal('ROOM_CLOSED', '评标室已封存，不再记录', 'The room is closed; nothing is appended');

/**
 * @param options.devices those of the station file
 * @param options.room SHA-256 of this room's TLS public key, hex
 * @param options.now the room's clock
 * @param options.changed a device's problem is another
 */
export function eventDoor(options: {
  readonly crypto: CryptoPort;
  readonly devices: readonly KnownDevice[];
  readonly room: string;
  readonly engine: Pick<RoomEngine, 'state' | 'settling' | 'stopped'>;
  readonly author: HostAuthor;
  readonly now: () => string;
  readonly changed: () => void;
}): EventDoor {
  const { crypto, engine, author } = options;
  const known = new Map(options.devices.map((device) => [device.id, device]));
  const problems = new Map<string, Refusal>();
  let last: Promise<unknown> = Promise.resolve();

  function note(device: string, problem: Refusal | null): void {
    if (!known.has(device) || problems.get(device)?.code === problem?.code) return;
    if (problem === null) problems.delete(device);
    else problems.set(device, problem);
    options.changed();
  }

  /** The number of the entry that the event stands in. One event at a time: the next one's counter is judged by this one's entry. */
  async function take(event: DeviceEvent): Promise<Result<number>> {
    const { device, event: name, format: _, ...report } = event;
    for (let attempt = 1; ; attempt++) {
      const idle = engine.stopped() ?? (engine.settling() ? settling : null);
      if (idle !== null) return refuse(idle);
      const before = engine.state().devices.get(device);
      const place = placeOf(before, event);
      if (place === 'again') return accept(before!.seq);
      if (engine.state().closed !== null) return refuse(closed);
      if (place !== 'new') return refuse(place);
      const signed = { ...report, key: known.get(device)!.key };
      const acted = await author.act('device', { device, event: name, text: '', signed });
      if (acted.ok) return accept(acted.value.seq);
      if (!hasCrossed(acted.refusals[0]!) || attempt === ATTEMPTS) return acted;
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const event = await eventIn(request);
    if (event === null) return say(response, 400, wrongForm);
    const { device, counter } = event;
    const unfit = sendingRefusal(crypto, known.get(device), event, {
      room: options.room,
      now: options.now(),
    });
    const taking = unfit === null ? last.then(() => take(event)) : Promise.resolve(refuse(unfit));
    if (unfit === null) last = taking.catch(() => undefined);
    const taken = await taking;
    note(device, taken.ok ? null : taken.refusals[0]!);
    if (taken.ok)
      return say(response, 200, {
        format: 'sealroom-device-answer/1',
        device,
        counter,
        entry: taken.value,
      });
    const refused = taken.refusals[0]!;
    const newest = engine.state().devices.get(device)?.counter ?? 0;
    return say(response, STATUS[refused.code] ?? LATER, {
      code: refused.code,
      zh: refused.zh,
      en: refused.en,
      // So that a device whose memory was lost can go on after what the room has.
      ...(refused.code === 'DEVICE_COUNTER' ? { newest } : {}),
    });
  }

  return {
    problem: (device) => problems.get(device) ?? null,
    handler(request, response) {
      if (request.method !== 'POST') {
        response.writeHead(405, { allow: 'POST', 'content-length': 0 }).end();
        return;
      }
      answer(request, response).catch(() => response.destroy());
    },
  };
}

function say(response: ServerResponse, status: number, value: object): void {
  const text = Buffer.from(JSON.stringify(value));
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': text.length })
    .end(text);
}

async function eventIn(request: IncomingMessage): Promise<DeviceEvent | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > LIMIT) return null;
    parts.push(part);
  }
  try {
    return deviceEvent.parse(JSON.parse(Buffer.concat(parts).toString('utf8')));
  } catch {
    return null;
  }
}
