/** Sets the stations of one project up: a folder for each machine, to be copied onto it whole. */
import { createReadStream } from 'node:fs';
import { mkdir, readdir, realpath, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { packageName } from '../../shared/package/packageName.ts';
import type { CryptoPort, RandomPort } from '../../shared/ports/crypto.ts';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { fileSource } from '../archive/content.ts';
import { writeChunks } from '../archive/writeZip.ts';
import type { DeviceRoom } from '../devices/deviceFile.ts';
import { devicesForm, type StationDevice } from '../devices/stationDevices.ts';
import { tlsIdentity } from '../link/tlsIdentity.ts';
import { readCentrePublicKey } from '../package/centreKeys.ts';
import { openPackage } from '../package/openPackage.ts';
import { hostKeyIn } from '../room/hostKey.ts';
import { syncFolder, writeDurably } from '../store/durableFile.ts';
import { type CentreFile, gatewayForm, type RoomFile, type SeatFile } from './stationFile.ts';

/** Host and port of a machine on the room's LAN, or of the centre. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

export interface Plan {
  /** New or empty folder. */
  readonly out: string;
  /** The project package. */
  readonly package: string;
  /** The centre's key folder. */
  readonly keys: string;
  /** How many seats: one for each member, and some to move to. */
  readonly seats: number;
  readonly room: Place;
  /** Null: results are carried on a disk. */
  readonly centre: Place | null;
  /** The monitoring system; null: nothing goes out before the seal. */
  readonly gateway: { readonly address: string; readonly fingerprint: string } | null;
  /** Doors, lockers and boards, each with the key that it has made for itself. */
  readonly devices: readonly StationDevice[];
  /** Every seat is recorded. */
  readonly recording?: boolean;
}

export interface Provisioned {
  /** Station files, by folder: `room`, `seat-01` and so on, `centre`. */
  readonly files: ReadonlyMap<string, string>;
  /** SHA-256 of the room's TLS public key, hex: what every seat trusts. */
  readonly fingerprint: string;
}

const MOST_SEATS = 32;
const STATION = 'station.json';
const PUBLIC_KEY = 'centre.pub';
const DATA = 'data';
/** What the devices have to know of the room. */
const DEVICE_ROOM = 'room.json';

/** What a station file says but for `format`; paths are relative to it. */
type Fields = Omit<SeatFile, 'format'> | Omit<RoomFile, 'format'> | Omit<CentreFile, 'format'>;

/**
 * Writes the station folders, all or none. TLS keys are made where they stay: in the room's and the centre's own data folders; the centre's keys are
 * left where they are, and named.
 * Refuses `PROVISION_EXISTS` (the folder holds something), `PROVISION_PLACE` (a seat has to know the room's port), `PROVISION_GATEWAY`,
 * `PROVISION_DEVICE`, what is wrong with the package or the keys.
 */
export async function provision(
  crypto: CryptoPort,
  random: RandomPort,
  plan: Plan,
): Promise<Result<Provisioned>> {
  const refused = await refusalOf(plan);
  if (refused !== undefined) return refused;
  const trusted = await readCentrePublicKey(join(plan.keys, PUBLIC_KEY), crypto);
  if (!trusted.ok) return trusted;
  const source = await fileSource(plan.package);
  const opened = await openPackage(source, crypto, trusted.value);
  await source.close();
  if (!opened.ok) return opened;
  const name = `${packageName(opened.value.room.data.project)}.sealroom`;
  const files = new Map<string, string>();
  const out = await realpath(plan.out).catch(() => resolve(plan.out));
  // It gets its name when it is whole: what a kill left is made again.
  const build = `${out}.part`;
  await rm(build, { recursive: true, force: true });

  async function station(folder: string, fields: Fields): Promise<void> {
    const path = join(build, folder, STATION);
    await mkdir(join(build, folder), { recursive: true, mode: 0o700 });
    const text = JSON.stringify({ format: 'sealroom-station/1', ...fields }, null, 2);
    await writeDurably(path, `${text}\n`, 0o644);
    files.set(folder, join(out, folder, STATION));
  }

  const room = await tlsIdentity(join(build, 'room', DATA));
  if (!room.ok) return room;
  const { fingerprint } = room.value;
  let deliver: RoomFile['deliver'];
  if (plan.centre !== null) {
    const centre = await tlsIdentity(join(build, 'centre', DATA));
    if (!centre.ok) return centre;
    deliver = { address: addressOf('https', plan.centre), fingerprint: centre.value.fingerprint };
    const keys = relative(join(out, 'centre'), plan.keys);
    await station('centre', { role: 'centre', data: DATA, keys, listen: plan.centre });
  }
  await station('room', {
    role: 'room',
    data: DATA,
    centre: PUBLIC_KEY,
    package: name,
    listen: plan.room,
    ...(deliver === undefined ? {} : { deliver }),
    ...(plan.gateway === null ? {} : { gateway: plan.gateway }),
    ...(plan.devices.length === 0 ? {} : { devices: [...plan.devices] }),
    ...(plan.recording === true ? { recording: true as const } : {}),
  });
  await copied(plan.package, join(build, 'room', name));
  await copied(join(plan.keys, PUBLIC_KEY), join(build, 'room', PUBLIC_KEY));
  if (plan.devices.length > 0) {
    const host = await hostKeyIn(crypto, random, join(build, 'room', DATA));
    if (!host.ok) return host;
    const told: DeviceRoom = {
      format: 'sealroom-device-room/1',
      address: addressOf('https', plan.room),
      fingerprint,
      key: host.value.key,
    };
    await mkdir(join(build, 'devices'), { mode: 0o700 });
    await writeDurably(join(build, 'devices', DEVICE_ROOM), `${JSON.stringify(told, null, 2)}\n`, 0o644);
  }
  for (let number = 1; number <= plan.seats; number++) {
    const seat = String(number).padStart(2, '0');
    const host = { address: addressOf('wss', plan.room), fingerprint };
    await station(`seat-${seat}`, { role: 'seat', data: DATA, seat, centre: PUBLIC_KEY, host });
    await copied(join(plan.keys, PUBLIC_KEY), join(build, `seat-${seat}`, PUBLIC_KEY));
  }
  for (const folder of files.keys()) await syncFolder(join(build, folder));
  await syncFolder(build);
  // It may be there, and empty: not every system lets another folder take its name then.
  await rmdir(out).catch(ifMissing);
  await rename(build, out);
  await syncFolder(dirname(out));
  return accept({ files, fingerprint });
}

function ifMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

const copied = (from: string, to: string): Promise<void> => writeChunks(to, createReadStream(from));

const addressOf = (scheme: 'wss' | 'https', { host, port }: Place): string =>
  `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;

async function refusalOf(plan: Plan): Promise<Result<never> | undefined> {
  const held = await readdir(plan.out).catch(() => []);
  if (held.length > 0)
    return refuse(
      refusal(
        'PROVISION_EXISTS',
        '该文件夹不是空的，不会覆盖；请另选一个空文件夹',
        'The folder is not empty, and nothing is written over; choose an empty one',
        plan.out,
      ),
    );
  const ports = plan.centre === null ? [plan.room.port] : [plan.room.port, plan.centre.port];
  if (plan.gateway !== null && !gatewayForm.safeParse(plan.gateway).success)
    return refuse(
      refusal(
        'PROVISION_GATEWAY',
        '网关地址须为 https://主机:端口，指纹为 64 位十六进制数字',
        'The gateway is https://host:port, with a fingerprint of 64 hex digits',
      ),
    );
  if (!devicesForm.safeParse(plan.devices).success)
    return refuse(
      refusal(
        'PROVISION_DEVICE',
        '设备须为 door、locker 或 board，编号不超过 32 个字符且不重复，密钥为 Ed25519 公钥；只有 board 带地址 http://主机:端口',
        'A device is a door, a locker or a board, its name has at most 32 characters and is given once, its key is an Ed25519 public key; a board, and only a board, has an address http://host:port',
      ),
    );
  const fits = plan.seats >= 1 && plan.seats <= MOST_SEATS && ports.every((p) => p >= 1 && p <= 65_535);
  return fits
    ? undefined
    : refuse(
        refusal(
          'PROVISION_PLACE',
          `席位数为 1 至 ${MOST_SEATS}，端口为 1 至 65535：席位须预先知道主机的端口`,
          `There are 1 to ${MOST_SEATS} seats, and ports are 1 to 65535: a seat has to know the host’s beforehand`,
        ),
      );
}
