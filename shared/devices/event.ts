/**
 * A device's event, signed by the device's own key. FORMAT.md says the bytes. The room answers only when the event stands in its journal, so a device
 * that hears nothing sends it again; by its counter the room knows what it has.
 */
import { z } from 'zod';
import { signedBytes } from '../journal/domain.ts';
import { base64url } from '../journal/encoding.ts';
import * as f from '../journal/fields.ts';
import type { CryptoPort } from '../ports/crypto.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { DEVICE_KINDS, type DeviceKind, reports } from './kinds.ts';

/** A device's name in the station file: its door or its place, not a sentence. */
export const deviceId = z.string().regex(/^[\p{L}\p{N}-]{1,32}$/u);
/** 16 random bytes in base64url without padding. */
const nonce = z.string().regex(/^[A-Za-z0-9_-]{21}[AQgw]$/);

/** What a device signs; the journal's act keeps it whole, so that whoever knows the device's key can check it. */
const statement = {
  device: deviceId,
  kind: z.enum(DEVICE_KINDS),
  event: f.label(64),
  /** When it happened, by the device's clock. */
  at: f.instant,
  /** From 1, one more for each event of this device, over all rooms. */
  counter: f.positive,
  /** Made once for the event: another event under a used counter is noticed, and not taken for a repetition. */
  nonce,
  /** When this copy was signed: each sending has its own. */
  sent: f.instant,
  /** SHA-256 of the room's TLS public key, hex: what was meant for one room counts in no other. */
  room: f.hash,
};

const unsignedEvent = z.strictObject(statement);
export const deviceEvent = z.strictObject({
  format: z.literal('sealroom-device/1'),
  ...statement,
  sig: f.signature,
});
export type UnsignedEvent = z.infer<typeof unsignedEvent>;
export type DeviceEvent = z.infer<typeof deviceEvent>;

/** What the act has beside `device` and `event`: all else that was signed, the key, and the signature. */
export const signedReport = z.strictObject({
  kind: statement.kind,
  at: statement.at,
  counter: statement.counter,
  nonce,
  sent: statement.sent,
  room: statement.room,
  key: f.key32,
  sig: f.signature,
});

/** A device that the room's station file names. */
export interface KnownDevice {
  readonly id: string;
  readonly kind: DeviceKind;
  /** Ed25519 public key, base64url. */
  readonly key: string;
}

/** The newest event of a device that stands in the journal. */
export interface LastReport {
  readonly kind: DeviceKind;
  readonly event: string;
  readonly at: string;
  readonly counter: number;
  readonly nonce: string;
  readonly seq: number;
}

const eventBytes = ({ device, kind, event, at, counter, nonce, sent, room }: UnsignedEvent): Uint8Array =>
  signedBytes('device-event', { device, kind, event, at, counter, nonce, sent, room });

export function signEvent(crypto: CryptoPort, secretKey: Uint8Array, event: UnsignedEvent): DeviceEvent {
  const sig = base64url.encode(crypto.ed25519Sign(secretKey, eventBytes(event)));
  return { format: 'sealroom-device/1', ...event, sig };
}

/** @param key the device's Ed25519 public key, base64url */
export const eventSigned = (
  crypto: CryptoPort,
  key: string,
  { sig, ...event }: UnsignedEvent & { readonly sig: string },
): boolean => crypto.ed25519Verify(base64url.decode(key), eventBytes(event), base64url.decode(sig));

/** Milliseconds by which the clocks of device and room may differ, with the way between them. */
const CLOCKS_APART = 120_000;

/**
 * What is wrong with a sending; null where it is a known device's own, now, for this room. Whether its counter is new is `counterRefusal`'s.
 * Refuses `DEVICE_UNKNOWN`, `DEVICE_SIGNATURE`, `DEVICE_EVENT`, `DEVICE_ROOM`, `DEVICE_TIME`.
 * @param room the TLS fingerprint of this room, hex
 * @param now the room's clock, RFC 3339
 */
export function sendingRefusal(
  crypto: CryptoPort,
  known: KnownDevice | undefined,
  event: DeviceEvent,
  { room, now }: { readonly room: string; readonly now: string },
): Refusal | null {
  if (known === undefined || known.kind !== event.kind)
    return refusal(
      'DEVICE_UNKNOWN',
      '本评标室没有登记这台设备，请核对设备编号和类型',
      'No device of this name and kind is registered in this room; compare its name and kind with the station file',
    );
  if (!eventSigned(crypto, known.key, event))
    return refusal(
      'DEVICE_SIGNATURE',
      '设备签名无效：密钥与登记的不符，或内容被改动',
      'Not signed by the device’s registered key, or altered on the way',
    );
  if (!reports(event.kind, event.event))
    return refusal(
      'DEVICE_EVENT',
      '该类设备没有这种事件',
      'A device of this kind does not report such an event',
    );
  if (event.room !== room)
    return refusal(
      'DEVICE_ROOM',
      '该事件是发给另一主机的',
      'The event is for another host’s room; give the device this room’s fingerprint',
    );
  const apart = Math.abs(Date.parse(now) - Date.parse(event.sent));
  return apart <= CLOCKS_APART && Date.parse(event.at) <= Date.parse(event.sent)
    ? null
    : refusal(
        'DEVICE_TIME',
        '设备发送时间与主机时钟相差过大，请校准设备时钟',
        'The time of sending is too far from the room’s clock, or before the event itself; set the device’s clock',
      );
}

/**
 * How an event stands to the journal: `new`; the one that stands there last (`again`); or why it can be neither (`DEVICE_COUNTER`).
 * A counter may leap: what the room has never taken is a gap that the journal shows.
 */
export function placeOf(
  last: LastReport | undefined,
  { counter, nonce }: Pick<UnsignedEvent, 'counter' | 'nonce'>,
): 'new' | 'again' | Refusal {
  if (last === undefined || counter > last.counter) return 'new';
  if (counter === last.counter && nonce === last.nonce) return 'again';
  return refusal(
    'DEVICE_COUNTER',
    `设备事件编号 ${counter} 已经用过，最近一次为 ${last.counter}`,
    `The device’s counter ${counter} has been used; the newest is ${last.counter}`,
  );
}
