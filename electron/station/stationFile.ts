/** The station file (`station.json`): which of the three this machine is, and where the others are. FORMAT.md says it field by field. */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import * as f from '../../shared/journal/fields.ts';
import { noticingForm } from '../../shared/noticing/thresholds.ts';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { devicesForm } from '../devices/stationDevices.ts';
import { addressForm } from '../link/addressForm.ts';

const FORMAT = 'sealroom-station/1';

/** An `https://host:port` or `wss://host:port` address without path. */
const address = (scheme: 'https' | 'wss') =>
  addressForm(new RegExp(`^${scheme}://(\\[[0-9a-fA-F:]+\\]|[A-Za-z0-9.-]+):\\d{1,5}$`));

/** Where this station listens. Port 0: any free one, for tests. */
const listen = z.strictObject({ host: z.string().min(1), port: z.number().int().min(0).max(65_535) });

/** A peer by address and by the SHA-256 of its TLS public key (SubjectPublicKeyInfo), hex. */
const peer = (scheme: 'https' | 'wss') => z.strictObject({ address: address(scheme), fingerprint: f.hash });

/**
 * A monitoring system's address and key; `whip` is where live camera and sound go (RFC 9725), `https://host:port/path`, often another server with a key of its
 * own. Left out: nothing live leaves the room.
 */
export const gatewayForm = peer('https').extend({
  whip: z
    .strictObject({
      address: addressForm(/^https:\/\/(\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):\d{1,5}(\/[\w.~-]+)*$/),
      fingerprint: f.hash,
      /** What the endpoint asks a room for (RFC 6750), where it asks. */
      token: z
        .string()
        .regex(/^[\w.~+/-]{16,256}=*$/)
        .exactOptional(),
    })
    .exactOptional(),
});

const seconds = z.number().min(0).max(3600);

const common = {
  format: z.literal(FORMAT),
  /** Folder of this station's own files, relative to the station file. */
  data: z.string().min(1),
};

const seat = z.strictObject({
  ...common,
  role: z.literal('seat'),
  /** What the machine is called in the room: the number on its desk. */
  seat: f.label(16),
  /** The centre's public key file, relative to the station file: where trust starts. */
  centre: z.string().min(1),
  host: peer('wss'),
  thresholds: z
    .strictObject({
      recording: z.strictObject({
        /** Pictures in a second, where the machine does not manage the usual ones. */
        rate: z
          .strictObject({ screen: z.number().int().min(1).max(30), camera: z.number().int().min(1).max(30) })
          .exactOptional(),
        /** How long a recorder works before the next one follows it. */
        segmentSeconds: z.number().int().min(5).max(600).exactOptional(),
        /** Hours that the disk should last at the present rate; else the window is told to lower it. */
        warnHours: z.number().min(0).max(1000).exactOptional(),
      }),
    })
    .exactOptional(),
});

const room = z.strictObject({
  ...common,
  role: z.literal('room'),
  centre: z.string().min(1),
  /** The project package, relative to the station file. */
  package: z.string().min(1),
  listen,
  /** Where sealed results go; left out: by carrier disk only. */
  deliver: peer('https').exactOptional(),
  /** The one way out before sealing, off unless it is given: the monitoring system. */
  gateway: gatewayForm.exactOptional(),
  /** The room's doors, lockers and boards, and their keys. */
  devices: devicesForm.exactOptional(),
  /** Whether experts may speak with bidders' representatives while bids are clarified; left out: they may not. */
  intercom: z.strictObject({ bidders: z.boolean() }).exactOptional(),
  /** Live camera and sound of the seats (现场监看), in a process of its own; left out: seats send none. */
  monitor: z.strictObject({}).exactOptional(),
  /** Every seat is recorded, from admission to release: the room's opening says so. */
  recording: z.literal(true).exactOptional(),
  thresholds: z
    .strictObject({
      /** How long after a restart seats that have not been heard are waited for, once a majority has been. */
      settleSeconds: seconds.exactOptional(),
      /** From when on something at a seat is noticed. */
      noticing: noticingForm.exactOptional(),
    })
    .exactOptional(),
});

const centre = z.strictObject({
  ...common,
  role: z.literal('centre'),
  /** The centre's key folder, relative to the station file. */
  keys: z.string().min(1),
  listen,
});

const stationFile = z.discriminatedUnion('role', [seat, room, centre]);

export type SeatFile = z.infer<typeof seat>;
export type RoomFile = z.infer<typeof room>;
export type CentreFile = z.infer<typeof centre>;
export type StationFile = SeatFile | RoomFile | CentreFile;

/**
 * Reads a station file; its paths come back absolute.
 * Refuses `STATION_FILE` (missing, not JSON, or not of the known form), naming the field.
 */
export async function readStationFile(path: string): Promise<Result<StationFile>> {
  const bad = (zh: string, en: string): Result<never> =>
    refuse(refusal('STATION_FILE', `工作站配置文件${zh}`, `The station file ${en}`, path));
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    return error instanceof SyntaxError ? bad('不是 JSON', 'is not JSON') : bad('无法读取', 'cannot be read');
  }
  const parsed = stationFile.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    const problem = `${issue.path.join('.')}: ${issue.message}`;
    return bad(`格式不符：${problem}`, `is not of the known form: ${problem}`);
  }
  const folder = dirname(resolve(path));
  const at = (relative: string): string => resolve(folder, relative);
  const file = parsed.data;
  const data = at(file.data);
  switch (file.role) {
    case 'seat':
      return accept({ ...file, data, centre: at(file.centre) });
    case 'room':
      return accept({ ...file, data, centre: at(file.centre), package: at(file.package) });
    case 'centre':
      return accept({ ...file, data, keys: at(file.keys) });
  }
}
