/** How devices stand in a station file, and in what `provision` is told. */
import { z } from 'zod';
import { deviceId } from '../../shared/devices/event.ts';
import { DEVICE_KINDS } from '../../shared/devices/kinds.ts';
import * as f from '../../shared/journal/fields.ts';
import { addressForm } from '../link/addressForm.ts';

const device = z
  .strictObject({
    id: deviceId,
    kind: z.enum(DEVICE_KINDS),
    /** The device's own Ed25519 public key, base64url. */
    key: f.key32,
    /** Where a board takes its lines. What it shows is on a wall, and both ways are signed: it needs no TLS. */
    address: addressForm(/^http:\/\/(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):\d{1,5}$/).exactOptional(),
  })
  .refine(({ kind, address }) => (kind === 'board') === (address !== undefined), {
    error: 'a board has an address, and nothing else has one',
    path: ['address'],
  });

/** The devices of a room, no name twice. */
export const devicesForm = z
  .array(device)
  .max(64)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'a name is given twice');
export type StationDevice = z.infer<typeof device>;
