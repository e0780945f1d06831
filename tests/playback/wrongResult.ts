/** A result that opens and does not verify: the record of a held one in another envelope, under that one's seal. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identityToRecipient } from 'age-encryption';
import { decryptResult, identitiesOf } from '../../electron/sealing/openResult.ts';
import { sure } from '../stations/house.ts';
import { encrypted } from '../tamper/making.ts';
import type { RecordedResult } from './recordedResult.ts';

/** Makes it as `wrong` on a carrier disk, a folder in `folder`; returns that disk. */
export async function wrongResult(
  folder: string,
  { data, keys, ciphertext }: Pick<RecordedResult, 'data' | 'keys' | 'ciphertext'>,
): Promise<string> {
  const carrier = join(folder, 'carrier');
  mkdirSync(carrier);
  const held = join(data, 'results', ciphertext);
  const identities = identitiesOf(readFileSync(join(keys, 'centre.key'), 'utf8'));
  const zip = sure(await decryptResult(new Uint8Array(readFileSync(join(held, 'result.age'))), identities));
  const recipient = await identityToRecipient(identities[0]!);
  writeFileSync(join(carrier, 'wrong.age'), await encrypted(zip, recipient));
  copyFileSync(join(held, 'result.seal.json'), join(carrier, 'wrong.seal.json'));
  return carrier;
}
