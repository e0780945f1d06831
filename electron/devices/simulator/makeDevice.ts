/** Makes a simulated device: a folder with its file, which holds its key. */
import { randomBytes } from 'node:crypto';
import { access, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { base64url } from '../../../shared/journal/encoding.ts';
import { accept, type Result, refusal, refuse } from '../../../shared/refusal.ts';
import { nativeCrypto } from '../../crypto/nativeCrypto.ts';
import { writeDurably } from '../../store/durableFile.ts';
import { deviceFile } from '../deviceFile.ts';

/**
 * The device's public key, base64url. Refuses `DEVICE_NEW` (what was typed makes no device, or one stands there).
 * @param typed `listen` as `host:port`
 */
export async function makeDevice(
  folder: string,
  typed: { readonly kind?: string; readonly id?: string; readonly listen?: string },
): Promise<Result<string>> {
  const path = join(folder, 'device.json');
  const seed = new Uint8Array(randomBytes(32));
  const place = /^\[?([^\]]+)\]?:(\d{1,5})$/.exec(typed.listen ?? '');
  const made = deviceFile.safeParse({
    format: 'sealroom-device-file/1',
    id: typed.id,
    kind: typed.kind,
    seed: base64url.encode(seed),
    ...(place === null ? {} : { listen: { host: place[1], port: Number(place[2]) } }),
  });
  const there = await access(path).then(
    () => true,
    () => false,
  );
  if (!made.success || there || (typed.kind === 'board') !== (place !== null))
    return refuse(
      refusal(
        'DEVICE_NEW',
        '需要类型（door、locker、board）和编号，board 还需要监听地址；已有设备不会覆盖',
        'A kind (door, locker, board) and a name are needed, and a board needs where it listens; a device that is there is not written over',
        path,
      ),
    );
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeDurably(path, `${JSON.stringify(made.data, null, 2)}\n`, 0o600);
  return accept(base64url.encode(nativeCrypto.ed25519PublicKey(seed)));
}
