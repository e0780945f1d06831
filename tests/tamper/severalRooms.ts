/** Several rooms of one package, sealed for a centre whose keys are in a folder: what it should not take for each other. */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nativeCrypto as crypto } from '../../electron/crypto/nativeCrypto.ts';
import { makeCentreKeys, readCentreKeys } from '../../electron/package/centreKeys.ts';
import { identitiesOf } from '../../electron/sealing/openResult.ts';
import type { CentreStore } from '../../electron/sync/centreStore.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { readPayload, resultPayload, type SealFile } from '../../shared/seal/seal.ts';
import { sure } from '../sure.ts';
import { type SealedSample, sealedSample } from './sealedRoom.ts';

/** Makes the centre's keys in the folder; each call of what it gives is another room of the same package. */
export async function roomsFor(
  keys: string,
): Promise<(again: string, recorded: boolean) => Promise<SealedSample>> {
  sure(await makeCentreKeys(keys, crypto, (length) => new Uint8Array(randomBytes(length))));
  const identity = identitiesOf(readFileSync(join(keys, 'centre.key'), 'utf8'))[0]!;
  const centre = { keys: sure(await readCentreKeys(keys, crypto)), identity };
  return (again, recorded) => sealedSample('several rooms', centre, { again, recorded });
}

/** A sealed result as it is carried to the centre. */
export interface Carried {
  readonly name: string;
  readonly room: string;
  /** SHA-256 of the encrypted file, by which the centre names it. */
  readonly id: string;
  readonly ciphertext: Uint8Array;
  readonly seal: string;
}

export const saidBy = (seal: SealFile) => sure(readPayload(seal.result.payload, resultPayload));

export const carrying = (name: string, { ciphertext, seal }: SealedSample['sealed']): Carried => ({
  name,
  room: saidBy(seal).room,
  id: createHash('sha256').update(ciphertext).digest('hex'),
  ciphertext,
  seal: canonicalJson(seal),
});

/** The centre takes it from a disk, and verifies it. */
export async function broughtTo(store: CentreStore, folder: string, result: Carried): Promise<void> {
  const file = join(folder, 'arrived');
  writeFileSync(file, result.ciphertext);
  sure(await store.putSeal(result.id, result.name, result.seal));
  sure(await store.take(result.id, file));
  await store.idle();
}
