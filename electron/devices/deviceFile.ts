/** What a device keeps (`device.json`, with its key) and what it is told of its room (`room.json`, as provision writes it). */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { deviceId } from '../../shared/devices/event.ts';
import { DEVICE_KINDS } from '../../shared/devices/kinds.ts';
import * as f from '../../shared/journal/fields.ts';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';

export const deviceFile = z.strictObject({
  format: z.literal('sealroom-device-file/1'),
  id: deviceId,
  kind: z.enum(DEVICE_KINDS),
  /** The device's Ed25519 seed, base64url. */
  seed: f.key32,
  /** Where a board listens. */
  listen: z
    .strictObject({ host: z.string().min(1), port: z.number().int().min(0).max(65_535) })
    .exactOptional(),
});

export const deviceRoom = z.strictObject({
  format: z.literal('sealroom-device-room/1'),
  address: z.string().regex(/^https:\/\/(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):\d{1,5}$/),
  /** SHA-256 of the room's TLS public key, hex. */
  fingerprint: f.hash,
  /** The host's Ed25519 public key, base64url: it signs what boards show. */
  key: f.key32,
});
export type DeviceRoom = z.infer<typeof deviceRoom>;

/** Reads one of the two. Refuses `DEVICE_FILE`, naming the file. */
export async function readDeviceFile<T>(path: string, form: z.ZodType<T>): Promise<Result<T>> {
  try {
    return accept(form.parse(JSON.parse(await readFile(path, 'utf8'))));
  } catch {
    return refuse(
      refusal(
        'DEVICE_FILE',
        '设备文件缺失或格式不符',
        'The device’s file is missing, or not of the known form',
        path,
      ),
    );
  }
}
