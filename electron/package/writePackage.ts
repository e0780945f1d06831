import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import { peopleOf } from '../../shared/package/contents.ts';
import { keyFingerprint } from '../../shared/package/fingerprint.ts';
import {
  MANIFEST_FILE,
  type Manifest,
  packageDigest,
  REGULATIONS_FILE,
  SIGNATURE_FILE,
} from '../../shared/package/manifest.ts';
import { fileNamePart, packageName } from '../../shared/package/packageName.ts';
import { signManifest } from '../../shared/package/signature.ts';
import type { CryptoPort, RandomPort } from '../../shared/ports/crypto.ts';
import type { ProjectData } from '../../shared/project/model.ts';
import { accept, type Refusal, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { newSlipCode } from '../../shared/slip/code.ts';
import { slipKeys } from '../../shared/slip/keys.ts';
import { chunksOf, fileSource, measure } from '../archive/content.ts';
import { storedZipChunks, writeChunks } from '../archive/writeZip.ts';
import type { Slip } from '../slip/slip.ts';
import { slipPdf } from '../slip/slipPdf.ts';
import { slipText } from '../slip/slipText.ts';
import { syncFolder } from '../store/durableFile.ts';
import type { CentreKeys } from './centreKeys.ts';
import { openPackage } from './openPackage.ts';
import { type PackedFolder, packFolder } from './packFolder.ts';

export interface PackageOrder {
  readonly folder: string;
  /** Where the package and `slips/` go; made where it is missing. */
  readonly out: string;
  readonly centre: CentreKeys;
  /** The supervising authority's age recipient. */
  readonly authority?: string;
  /** The bytes of the file of percentages in force. */
  readonly regulations: Uint8Array;
  /** RFC 3339. */
  readonly made: string;
}

export interface WrittenPackage {
  /** File name inside `out`. */
  readonly file: string;
  readonly digest: string;
  /** Of the centre's key, hex. */
  readonly fingerprint: string;
  /** By person: the code, and the file to be printed, inside `slips/`. */
  readonly slips: readonly {
    readonly id: string;
    readonly name: string;
    readonly code: string;
    readonly file: string;
  }[];
  readonly warnings: readonly Refusal[];
}

const ENDING = '.sealroom';
const SLIPS = 'slips';
/** What common file systems take for one name, with the endings that a result adds. */
const LONGEST_NAME = 240;

async function entriesOf(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/**
 * A package may be made again over itself, slips and all; also where it was killed when the package had no name yet. Slips of another package are never written over: nobody could enter with the old
 * ones, and nothing could bring them back.
 */
async function outRefusals(out: string, name: string): Promise<Refusal[]> {
  if (name.length > LONGEST_NAME)
    return [
      refusal(
        'VALUE',
        'code 与 lot 过长，不能用作文件名，请缩短',
        'code and lot are too long for a file name: shorten them',
        'project.yaml:1',
      ),
    ];
  const [entries, own] = [await entriesOf(out), name + ENDING];
  const packages = entries.filter((entry) => entry.endsWith(ENDING));
  const isOwn = packages.length === 0 ? entries.includes(`${own}.part`) : packages.join() === own;
  const hasSlips = (await entriesOf(join(out, SLIPS))).length > 0;
  if (!hasSlips || isOwn) return [];
  return [
    refusal(
      'OUT_FOLDER',
      `输出文件夹的 ${SLIPS} 中已有其他项目包的入席凭证，请另选文件夹`,
      `The output folder's ${SLIPS} holds entry slips of another package: choose another folder`,
      `${SLIPS}:1`,
    ),
  ];
}

function slipsFor(data: ProjectData, fingerprint: string, random: RandomPort): Slip[] {
  const { code, name, regime, lot } = data.project;
  const project = { code, name, regime, ...(lot === undefined ? {} : { lot }) };
  const reserves = new Set(data.project.reserves);
  const members = data.committee.map(({ expert: id, name: person, organisation, role }) => ({
    person: { id, name: person, organisation },
    role: reserves.has(id) ? ('reserve' as const) : role,
  }));
  const supervisors = data.supervisors.map(({ supervisor: id, name: person, organisation }) => ({
    person: { id, name: person, organisation },
    role: 'supervisor' as const,
  }));
  return [...members, ...supervisors].map((holder) => ({
    ...holder,
    project,
    fingerprint,
    code: newSlipCode(random),
  }));
}

async function manifestOf(
  crypto: CryptoPort,
  { centre, authority, made }: PackageOrder,
  { data, effective, files }: PackedFolder,
  slips: readonly Slip[],
): Promise<Manifest> {
  const { code, name, lot } = data.project;
  const listed: Manifest['files'] = [];
  const inOrder = [...files].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  for (const [path, content] of inOrder) {
    const { sha256, size } = await measure(chunksOf(content));
    listed.push({ path, sha256, size });
  }
  const codes = new Map(slips.map((slip) => [slip.person.id, slip.code]));
  const keyOf = (who: string): string => {
    const holder = { project: code, who, ...(lot === undefined ? {} : { lot }) };
    return base64url.encode(slipKeys(crypto, codes.get(who)!, holder).publicKey);
  };
  return {
    format: 'sealroom-package/1',
    project: { code, name, ...(lot === undefined ? {} : { lot }) },
    made,
    centre: base64url.encode(centre.signing.publicKey),
    receiptKey: base64url.encode(centre.receipt.publicKey),
    recipients: { centre: centre.recipient, ...(authority === undefined ? {} : { authority }) },
    regulations: { effective, sha256: listed.find(({ path }) => path === REGULATIONS_FILE)!.sha256 },
    people: peopleOf(data).map(({ id, role }) => ({ id, role, key: keyOf(id) })),
    files: listed,
  };
}

const printedFile = ({ person }: Slip): string => `${fileNamePart(person.id)}.pdf`;

async function writeSlips(folder: string, slips: readonly Slip[]): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o700 });
  for (const slip of slips) {
    const name = join(folder, fileNamePart(slip.person.id));
    await writeFile(join(folder, printedFile(slip)), await slipPdf(slip), { mode: 0o600, flush: true });
    await writeFile(`${name}.txt`, slipText(slip), { mode: 0o600, flush: true });
  }
  await syncFolder(folder);
}

/** Puts both in their places: at no moment, not after a power cut either, does a package stand there with the slips of another making. */
async function putInPlace(out: string, file: string): Promise<void> {
  const [slips, pkg] = [join(out, SLIPS), join(out, file)];
  await rm(pkg, { force: true });
  await syncFolder(out);
  await rm(slips, { recursive: true, force: true });
  await rename(`${slips}.part`, slips);
  await syncFolder(out);
  await rename(`${pkg}.part`, pkg);
  await syncFolder(out);
}

/** What was written is opened as a room would open it, before it gets its name. */
async function reopened(crypto: CryptoPort, path: string, key: Uint8Array): Promise<Result<unknown>> {
  const source = await fileSource(path);
  try {
    return await openPackage(source, crypto, key);
  } finally {
    await source.close();
  }
}

/**
 * Makes a project package and its entry slips: `<code>-<lot>.sealroom` and `slips/`, both or neither.
 * Refuses what the folder contract names, `LAW`, and `OUT_FOLDER`.
 */
export async function writePackage(
  crypto: CryptoPort,
  random: RandomPort,
  order: PackageOrder,
): Promise<Result<WrittenPackage>> {
  const packed = await packFolder(order.folder, order.regulations);
  if (!packed.ok) return packed;
  const { data, files, warnings } = packed.value;
  const name = packageName(data.project);
  const refusals = await outRefusals(order.out, name);
  if (refusals.length > 0) return refuse(...refusals);

  const fingerprint = keyFingerprint(crypto, order.centre.signing.publicKey);
  const slips = slipsFor(data, fingerprint, random);
  const manifest = Buffer.from(canonicalJson(await manifestOf(crypto, order, packed.value, slips)));
  const jws = Buffer.from(signManifest(crypto, order.centre.signing.secret, manifest));
  const file = name + ENDING;
  const [unfinished, unfinishedSlips] = [join(order.out, `${file}.part`), join(order.out, `${SLIPS}.part`)];
  await mkdir(order.out, { recursive: true });
  // Whose package was killed before it had its name: they open nothing, and without its unfinished file they would pass for another's.
  if (!existsSync(join(order.out, file))) await rm(join(order.out, SLIPS), { recursive: true, force: true });
  await rm(unfinished, { force: true });
  try {
    const all = new Map([...files, [MANIFEST_FILE, manifest], [SIGNATURE_FILE, jws]]);
    await writeChunks(unfinished, storedZipChunks(all));
    const checked = await reopened(crypto, unfinished, order.centre.signing.publicKey);
    if (!checked.ok) return checked;
    await writeSlips(unfinishedSlips, slips);
    await putInPlace(order.out, file);
  } finally {
    await rm(unfinished, { force: true });
    await rm(unfinishedSlips, { recursive: true, force: true });
  }
  const codes = slips.map((slip) => ({
    id: slip.person.id,
    name: slip.person.name,
    code: slip.code,
    file: printedFile(slip),
  }));
  return accept({ file, digest: packageDigest(crypto, manifest), fingerprint, slips: codes, warnings });
}
