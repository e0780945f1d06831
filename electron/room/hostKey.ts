/** The host's own key: it signs heads and acknowledgements also when nobody is at the machine, so no slip can guard it. */
import { join } from 'node:path';
import { z } from 'zod';
import { base64url } from '../../shared/journal/encoding.ts';
import * as f from '../../shared/journal/fields.ts';
import type { CryptoPort, RandomPort } from '../../shared/ports/crypto.ts';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { writeDurably } from '../store/durableFile.ts';
import { textIn } from '../store/smallFile.ts';

export const HOST_KEY = 'host.key';
const form = z.strictObject({ format: z.literal('sealroom-host-key/1'), seed: f.key32 });

export interface HostKey {
  /** Ed25519 public key, base64url. */
  readonly key: string;
  readonly secretKey: Uint8Array;
}

/** Opens the key in a room's data folder, or makes one where none stands. Refuses `HOST_KEY_FILE`. */
export async function hostKeyIn(
  crypto: CryptoPort,
  random: RandomPort,
  folder: string,
): Promise<Result<HostKey>> {
  const path = join(folder, HOST_KEY);
  const text = await textIn(path);
  const keyOf = (secretKey: Uint8Array): HostKey => ({
    key: base64url.encode(crypto.ed25519PublicKey(secretKey)),
    secretKey,
  });
  if (text === null) {
    const seed = random(32);
    const kept = { format: 'sealroom-host-key/1', seed: base64url.encode(seed) };
    await writeDurably(path, JSON.stringify(kept), 0o600);
    return accept(keyOf(seed));
  }
  try {
    return accept(keyOf(base64url.decode(form.parse(JSON.parse(text)).seed)));
  } catch {
    return refuse(
      refusal(
        'HOST_KEY_FILE',
        '主机密钥文件已损坏；请保留数据文件夹，另用一台主机从席位恢复评标室',
        'The host’s key file is damaged. Keep the data folder, and take the room back from the seats on another machine',
        path,
      ),
    );
  }
}
