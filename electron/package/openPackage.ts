import { stat } from 'node:fs/promises';
import { base64url } from '../../shared/journal/encoding.ts';
import type { RoomPackage } from '../../shared/journal/state.ts';
import { type PackageDocuments, readContents, roomPackageOf } from '../../shared/package/contents.ts';
import { keyFingerprint } from '../../shared/package/fingerprint.ts';
import {
  MANIFEST_FILE,
  type Manifest,
  PROJECT_DATA_FILE,
  packageDigest,
  REGULATIONS_FILE,
  readManifest,
  SIGNATURE_FILE,
} from '../../shared/package/manifest.ts';
import { readProjectData } from '../../shared/package/projectData.ts';
import { signatureRefusal } from '../../shared/package/signature.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { accept, type Refusal, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { type Regulations, readRegulations } from '../../shared/regulations/regulations.ts';
import { type ByteSource, bytesSource, fileSource } from '../archive/content.ts';
import type { FileSet } from '../archive/fileSet.ts';
import { openStoredZip, type StoredFiles } from '../archive/readZip.ts';

/** A package that has been checked from the signature down to the last byte. */
export interface OpenPackage {
  readonly room: RoomPackage;
  readonly manifest: Manifest;
  /** The key that signed it, 32 bytes. */
  readonly centreKey: Uint8Array;
  readonly regulations: Regulations;
  readonly documents: PackageDocuments;
  /** The archive's files, manifest and signature among them. */
  readonly files: StoredFiles;
  /** A file's bytes by its path in the package, checked against the manifest again; refuses `PACKAGE_HASH`. */
  read(path: string): Promise<Result<Uint8Array>>;
}

const missing = (path: string): Refusal =>
  refusal('PACKAGE_FILE_MISSING', `项目包缺少文件 ${path}`, `The package lacks the file ${path}`, path);

const altered = (path: string): Refusal =>
  refusal(
    'PACKAGE_HASH',
    `${path} 与已签名的清单不符，文件被改动或损坏`,
    `${path} is not the file that the signed manifest names: it was altered or damaged`,
    path,
  );

async function signedManifest(
  files: FileSet,
  crypto: CryptoPort,
  trusted: Uint8Array | null,
): Promise<Result<{ manifest: Manifest; bytes: Uint8Array; centreKey: Uint8Array }>> {
  const absent = [MANIFEST_FILE, SIGNATURE_FILE].filter((name) => !files.names.includes(name));
  if (absent.length > 0) return refuse(...absent.map(missing));
  const [bytes, jws] = [await files.bytes(MANIFEST_FILE), await files.bytes(SIGNATURE_FILE)];
  if (!bytes.ok) return bytes;
  if (!jws.ok) return jws;
  const manifest = readManifest(bytes.value);
  if (!manifest.ok) return manifest;
  const centreKey = base64url.decode(manifest.value.centre);
  if (trusted !== null && Buffer.compare(trusted, centreKey) !== 0) {
    const [found, wanted] = [keyFingerprint(crypto, centreKey), keyFingerprint(crypto, trusted)];
    return refuse(
      refusal(
        'PACKAGE_KEY',
        `项目包由另一把密钥签发（指纹 ${found}），不是所信任的交易中心（${wanted}）`,
        `The package names another key (${found}) than that of the trusted centre (${wanted})`,
        MANIFEST_FILE,
      ),
    );
  }
  const text = Buffer.from(jws.value).toString('latin1');
  const fault = signatureRefusal(crypto, centreKey, bytes.value, text);
  return fault === null ? accept({ manifest: manifest.value, bytes: bytes.value, centreKey }) : refuse(fault);
}

/** Manifest and archive, both ways, and every digest. */
async function fileRefusals(files: FileSet, manifest: Manifest): Promise<Refusal[]> {
  const own = [MANIFEST_FILE, SIGNATURE_FILE];
  const listed = manifest.files.map(({ path }) => path);
  const present = new Set(files.names);
  const known = new Set([...listed, ...own]);
  const refusals = listed.filter((path) => !present.has(path) || own.includes(path)).map(missing);
  for (const path of files.names)
    if (!known.has(path))
      refusals.push(
        refusal(
          'PACKAGE_FILE_UNLISTED',
          `清单中没有文件 ${path}`,
          `The manifest does not name ${path}`,
          path,
        ),
      );
  if (refusals.length > 0) return refusals;
  const order = files.names.filter((path) => !own.includes(path));
  const isOrdered = listed.length === order.length && listed.every((path, i) => path === order[i]);
  if (!isOrdered)
    refusals.push(
      refusal(
        'PACKAGE_FORM',
        '清单中的文件重复或次序不符',
        'The manifest names files twice or in another order than the archive',
        MANIFEST_FILE,
      ),
    );
  for (const { path, size, sha256 } of manifest.files) {
    const measured = await files.measure(path);
    if (!measured.ok || measured.value.size !== size || measured.value.sha256 !== sha256)
      refusals.push(altered(path));
  }
  return refusals;
}

async function checkedBytes(files: FileSet, crypto: CryptoPort, { path, sha256 }: Manifest['files'][number]) {
  const bytes = await files.bytes(path);
  const fits = bytes.ok && Buffer.from(crypto.sha256(bytes.value)).toString('hex') === sha256;
  return fits ? bytes : refuse(altered(path));
}

async function readSigned(
  files: StoredFiles,
  crypto: CryptoPort,
  { manifest, bytes, centreKey }: { manifest: Manifest; bytes: Uint8Array; centreKey: Uint8Array },
): Promise<Result<OpenPackage>> {
  const byPath = new Map(manifest.files.map((file) => [file.path, file]));
  const own = [PROJECT_DATA_FILE, REGULATIONS_FILE].filter((path) => !byPath.has(path));
  if (own.length > 0) return refuse(...own.map(missing));
  const read = (path: string): Promise<Result<Uint8Array>> => {
    const file = byPath.get(path);
    return file === undefined ? Promise.resolve(refuse(missing(path))) : checkedBytes(files, crypto, file);
  };
  const [projectBytes, regulationsBytes] = [await read(PROJECT_DATA_FILE), await read(REGULATIONS_FILE)];
  if (!projectBytes.ok) return projectBytes;
  if (!regulationsBytes.ok) return regulationsBytes;
  const data = readProjectData(projectBytes.value);
  if (!data.ok) return data;
  const text = Buffer.from(regulationsBytes.value).toString('utf8');
  const regulations = readRegulations(text, REGULATIONS_FILE);
  if (!regulations.ok) return regulations;
  const documents = readContents(manifest, data.value);
  if (!documents.ok) return documents;
  const said = manifest.regulations;
  if (said.effective !== regulations.value.effective || said.sha256 !== byPath.get(REGULATIONS_FILE)?.sha256)
    return refuse(altered(REGULATIONS_FILE));
  return accept({
    room: roomPackageOf(packageDigest(crypto, bytes), manifest, data.value),
    manifest,
    centreKey,
    regulations: regulations.value,
    documents: documents.value,
    files,
    read,
  });
}

/** A package's file, for `openPackage`; the caller closes it. Refuses `PACKAGE_MISSING`. @throws the disk's error */
export async function packageSource(path: string): Promise<Result<Awaited<ReturnType<typeof fileSource>>>> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  return found?.isFile() ? accept(await fileSource(path)) : refuse(notHere(path));
}

const notHere = (path: string): Refusal =>
  refusal(
    'PACKAGE_MISSING',
    '工作站文件所指之处没有项目包；请将交易中心签发的项目包（.sealroom 文件）复制到该处，或者修改工作站文件中的 package',
    'There is no project package where the station file says: copy the package that the centre signed (a .sealroom file) to that place, or mend package in the station file',
    path,
  );

/**
 * Opens a project package and checks all of it: archive, signature, every file, form, agreement of its parts. Nothing is half-loaded.
 *
 * Refuses, naming the file: what `openStoredZip` refuses, `PACKAGE_FILE_MISSING`, `PACKAGE_FILE_UNLISTED`, `PACKAGE_HASH`, `PACKAGE_KEY`,
 * `PACKAGE_SIGNATURE`, `PACKAGE_VERSION`, `PACKAGE_FORM`, `PACKAGE_CONTENT`, `NOT_CANONICAL`.
 * @param trusted the centre's public key from outside the file, 32 bytes; null: the signature is checked against the key that the package
 * itself names, and where it comes from is not
 */
export async function openPackage(
  source: Uint8Array | ByteSource,
  crypto: CryptoPort,
  trusted: Uint8Array | null,
): Promise<Result<OpenPackage>> {
  const files = await openStoredZip(source instanceof Uint8Array ? bytesSource(source) : source);
  if (!files.ok) return files;
  const signed = await signedManifest(files.value, crypto, trusted);
  if (!signed.ok) return signed;
  const refusals = await fileRefusals(files.value, signed.value.manifest);
  return refusals.length > 0 ? refuse(...refusals) : readSigned(files.value, crypto, signed.value);
}
