/**
 * `npm run provision -- <package> <new folder> --keys <key folder> --room <host:port> [--seats 6] [--centre <host:port>]
 * [--gateway <https://host:port> --gateway-fingerprint <hex>] [--device <kind>,<name>,<key>[,<http://host:port>]]... [--recording] [--lang en]`: sets the stations of one project up, a folder for each machine.
 * Exit 0 with what was written, 2 where it is refused, 70 for any other failure.
 */
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { DeviceKind } from '../../shared/devices/kinds.ts';
import { fingerprintGroups } from '../../shared/package/fingerprint.ts';
import { nativeCrypto } from '../crypto/nativeCrypto.ts';
import type { StationDevice } from '../devices/stationDevices.ts';
import { type Place, provision } from '../station/provision.ts';
import { languageOf, runCommand, sayRefusals, UsageError } from './command.ts';

const USAGE =
  'npm run provision -- <package> <new folder> --keys <key folder> --room <host:port> [--seats 6] [--centre <host:port>] [--gateway <https://host:port> --gateway-fingerprint <hex>] [--device <door|locker|board>,<name>,<key>[,<http://host:port>]]... [--recording] [--lang zh|en]';

function placeOf(typed: string | undefined, option: string): Place {
  const found = /^(?:\[([0-9a-fA-F:]+)\]|([A-Za-z0-9.-]+)):(\d{1,5})$/.exec(typed ?? '');
  if (found === null) throw new UsageError(`--${option} is host:port`);
  return { host: (found[1] ?? found[2])!, port: Number(found[3]) };
}

/** What is wrong with a device's parts `provision` says. */
function deviceOf(typed: string): StationDevice {
  const [kind, id, key, address, ...others] = typed.split(',');
  if (kind === undefined || id === undefined || key === undefined || others.length > 0)
    throw new UsageError('--device is kind,name,key, and a board’s address after these');
  return { kind: kind as DeviceKind, id, key, ...(address === undefined ? {} : { address }) };
}

async function make(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      keys: { type: 'string' },
      room: { type: 'string' },
      seats: { type: 'string', default: '6' },
      centre: { type: 'string' },
      gateway: { type: 'string' },
      'gateway-fingerprint': { type: 'string' },
      device: { type: 'string', multiple: true, default: [] },
      recording: { type: 'boolean', default: false },
      lang: { type: 'string' },
    },
  });
  const [file, out, ...others] = positionals;
  const language = languageOf(values.lang);
  if (file === undefined || out === undefined || others.length > 0)
    throw new UsageError('a package and a new folder are needed');
  if (values.keys === undefined) throw new UsageError('--keys names the centre’s key folder');
  if (!/^\d{1,2}$/.test(values.seats)) throw new UsageError('--seats is a number');
  const { gateway, 'gateway-fingerprint': fingerprint } = values;
  if ((gateway === undefined) !== (fingerprint === undefined))
    throw new UsageError('--gateway and --gateway-fingerprint go together');
  const made = await provision(nativeCrypto, (length) => new Uint8Array(randomBytes(length)), {
    out: resolve(out),
    package: resolve(file),
    keys: resolve(values.keys),
    seats: Number(values.seats),
    room: placeOf(values.room, 'room'),
    centre: values.centre === undefined ? null : placeOf(values.centre, 'centre'),
    recording: values.recording,
    gateway: gateway === undefined ? null : { address: gateway, fingerprint: fingerprint! },
    devices: values.device.map(deviceOf),
  });
  if (!made.ok) {
    sayRefusals(made.refusals, language);
    return 2;
  }
  const zh = language === 'zh';
  for (const path of made.value.files.values())
    process.stdout.write(`${zh ? '已写入' : 'written'} ${path}\n`);
  const groups = fingerprintGroups(made.value.fingerprint).join(' ');
  process.stdout.write(`${zh ? '评标室主机证书指纹' : 'fingerprint of the room’s host'} ${groups}\n`);
  return 0;
}

await runCommand(USAGE, make);
