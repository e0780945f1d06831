/** What the room takes from a device, and what it says to everything else. */
import { describe, expect, it, test } from 'vitest';
import { nativeCrypto as crypto } from '../../../../electron/crypto/nativeCrypto.ts';
import {
  type DeviceEvent,
  deviceEvent,
  placeOf,
  sendingRefusal,
  signEvent,
  type UnsignedEvent,
} from '../../../../shared/devices/event.ts';
import { DEVICE_EVENTS, DEVICE_KINDS, reports } from '../../../../shared/devices/kinds.ts';
import { eventWords } from '../../../../shared/devices/words.ts';
import { base64url } from '../../../../shared/journal/encoding.ts';
import { keptDeviceVectors } from '../../../vectors/devices.ts';

const own = new Uint8Array(32).fill(1);
const { format: _, sig: __, ...honest } = JSON.parse(keptDeviceVectors()).event as DeviceEvent;
const known = { id: '东门', kind: 'door', key: base64url.encode(crypto.ed25519PublicKey(own)) } as const;
const here = { room: honest.room, now: '2026-05-18T01:31:00Z' };

const codeOf = (change: Partial<UnsignedEvent>, by = own, at = here): string | null =>
  sendingRefusal(crypto, known, signEvent(crypto, by, { ...honest, ...change }), at)?.code ?? null;

describe('a sending', () => {
  it('of the registered device, now, for this room is taken', () => {
    expect(codeOf({})).toBeNull();
  });

  test.each<[string, string, string | null]>([
    ['another key', 'DEVICE_SIGNATURE', codeOf({}, new Uint8Array(32).fill(9))],
    ['another kind than is registered', 'DEVICE_UNKNOWN', codeOf({ kind: 'locker' })],
    ['an event of another kind', 'DEVICE_EVENT', codeOf({ event: 'locker-opened' })],
    ['an event that is not on the list', 'DEVICE_EVENT', codeOf({ event: 'B1 87.5' })],
    ['another room', 'DEVICE_ROOM', codeOf({ room: 'ef'.repeat(32) })],
    ['a clock two minutes behind', 'DEVICE_TIME', codeOf({}, own, { ...here, now: '2026-05-18T01:32:02Z' })],
    [
      'a clock two minutes ahead',
      'DEVICE_TIME',
      codeOf({ sent: '2026-05-18T09:34:00+08:00' }, own, { ...here, now: '2026-05-18T01:31:59Z' }),
    ],
    ['a moment after its sending', 'DEVICE_TIME', codeOf({ at: '2026-05-18T09:30:02+08:00' })],
  ])('with %s is refused: %s', (_what, code, got) => {
    expect(got).toBe(code);
  });

  it('of a device that nobody registered is refused', () => {
    const event = signEvent(crypto, own, honest);
    expect(sendingRefusal(crypto, undefined, event, here)?.code).toBe('DEVICE_UNKNOWN');
  });

  it('that happened long before it could be sent is taken', () => {
    expect(codeOf({ at: '2026-05-17T23:00:00+08:00' })).toBeNull();
  });

  it('whose any member is altered on the way is refused', () => {
    const event = signEvent(crypto, own, honest);
    const changes: Partial<DeviceEvent>[] = [
      { event: 'door-closed' },
      { at: '2026-05-18T09:30:00+08:00' },
      { counter: 8 },
      { nonce: 'AAECAwQFBgcICQoLDA0OEA' },
      { sent: '2026-05-18T09:30:02+08:00' },
    ];
    for (const change of changes)
      expect(sendingRefusal(crypto, known, { ...event, ...change }, here)?.code).toBe('DEVICE_SIGNATURE');
  });

  it('with a member more has not the form', () => {
    const event = signEvent(crypto, own, honest);
    expect(deviceEvent.safeParse(event).success).toBe(true);
    expect(deviceEvent.safeParse({ ...event, note: '87.5' }).success).toBe(false);
  });
});

describe('a counter', () => {
  const last = {
    kind: 'door',
    event: 'door-opened',
    at: honest.at,
    counter: 7,
    nonce: honest.nonce,
    seq: 3,
  } as const;
  const code = (counter: number, nonce: string): string => {
    const place = placeOf(last, { counter, nonce });
    return typeof place === 'string' ? place : place.code;
  };

  it('that is higher is new, also after a gap; the newest again is a repetition; a lower one is refused', () => {
    expect(placeOf(undefined, honest)).toBe('new');
    expect(code(8, honest.nonce)).toBe('new');
    expect(code(70, honest.nonce)).toBe('new');
    expect(code(7, honest.nonce)).toBe('again');
    expect(code(6, honest.nonce)).toBe('DEVICE_COUNTER');
  });

  it('that is used for another event is refused, not taken for a repetition', () => {
    expect(code(7, 'AAECAwQFBgcICQoLDA0OEA')).toBe('DEVICE_COUNTER');
  });
});

it('every event is some device’s, and has words; names of the language’s own are none', () => {
  for (const event of DEVICE_EVENTS) {
    expect(DEVICE_KINDS.some((kind) => reports(kind, event))).toBe(true);
    expect(eventWords(event)?.zh).toMatch(/\p{Script=Han}/u);
  }
  for (const event of ['constructor', 'toString', 'door', 'device-', 'door-exploded']) {
    expect(eventWords(event)).toBeNull();
    for (const kind of DEVICE_KINDS) expect(reports(kind, event)).toBe(false);
  }
});
