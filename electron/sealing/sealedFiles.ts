/** The sealed result on the room's disk: the encrypted bag and its seal, whole or not there. */
import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import type { Entry } from '../../shared/journal/entry.ts';
import { foldTo } from '../../shared/journal/fold.ts';
import type { RoomPackage } from '../../shared/journal/state.ts';
import { packageName } from '../../shared/package/packageName.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { carriagePayload, readPayload, sealFile } from '../../shared/seal/seal.ts';
import { syncFolder, writeDurably } from '../store/durableFile.ts';
import { journalFile, PATHS } from './contents.ts';
import { documentsOf } from './documents.ts';
import { sealRoom } from './sealRoom.ts';
import type { ResultSignature } from './sealSignatures.ts';

export interface SealedFiles {
  /** The files' base name. */
  readonly name: string;
  /** `<name>.age` */
  readonly ciphertext: string;
  /** `<name>.seal.json` */
  readonly seal: string;
}

const filesIn = (folder: string, name: string): SealedFiles => ({
  name,
  ciphertext: join(folder, `${name}.age`),
  seal: join(folder, `${name}.seal.json`),
});

/** The files that a room's sealing left, or null where it did not come to its end. The seal is written last, and names the other file's digest. */
export async function sealedIn(folder: string, pkg: RoomPackage): Promise<SealedFiles | null> {
  const files = filesIn(folder, packageName(pkg.data.project));
  try {
    const seal = sealFile.parse(JSON.parse(await readFile(files.seal, 'utf8')));
    const carriage = readPayload(seal.carriage.payload, carriagePayload);
    const digest = createHash('sha256')
      .update(await readFile(files.ciphertext))
      .digest('hex');
    return carriage.ok && carriage.value.ciphertext === digest ? files : null;
  } catch {
    return null;
  }
}

/**
 * Makes every document of the closed room, packs, encrypts and seals; the files are durable when it returns. Killed on the way, it is
 * done anew: the age file then is another, and only the one that the seal names counts.
 * @throws the disk's error
 */
export async function sealToFolder(options: {
  readonly crypto: CryptoPort;
  readonly pkg: RoomPackage;
  readonly packageFile: Uint8Array;
  readonly entries: readonly Entry[];
  readonly signatures: readonly ResultSignature[];
  readonly host: { readonly key: string; readonly secretKey: Uint8Array };
  readonly folder: string;
  /** Of a recording that was due, by payload path. */
  readonly recording: ReadonlyMap<string, Uint8Array>;
}): Promise<SealedFiles> {
  const { crypto, pkg, entries, folder, host } = options;
  const files = filesIn(folder, packageName(pkg.data.project));
  const payload = await documentsOf(crypto, pkg, entries);
  payload.set(PATHS.journal, journalFile(entries)).set(PATHS.package, options.packageFile);
  for (const [path, bytes] of options.recording) payload.set(path, bytes);
  const sealed = await sealRoom({
    crypto,
    state: foldTo(crypto, pkg, entries),
    name: files.name,
    payload,
    signatures: [...options.signatures],
    host,
  });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await syncFolder(dirname(folder));
  await writeWhole(files.ciphertext, sealed.ciphertext);
  await writeDurably(files.seal, `${canonicalJson(sealed.seal)}\n`, 0o600);
  return files;
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(`${path}.tmp`, 'w', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${path}.tmp`, path);
}
