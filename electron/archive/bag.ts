/**
 * Bags (BagIt, RFC 8493): payload under `data/`, a manifest of its SHA-256s, a manifest of everything else. Both manifests are in the form
 * that stock `sha256sum -c` reads.
 */
import { createHash } from 'node:crypto';
import { accept, type Refusal, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { type Content, chunksOf, measure } from './content.ts';
import type { FileSet } from './fileSet.ts';

const DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';
const DECLARATION_FILE = 'bagit.txt';
const INFO_FILE = 'bag-info.txt';
const MANIFEST = 'manifest-sha256.txt';
const TAG_MANIFEST = 'tagmanifest-sha256.txt';
const PAYLOAD = 'data/';

/** Label and value, in order; `Payload-Oxum` is added. A value stands on one line. */
export type BagInfo = readonly (readonly [label: string, value: string])[];

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Names that `sha256sum` would escape, or that RFC 8493 (2.1.3) would percent-encode and `sha256sum` not decode. */
const AWKWARD = /[%\\\r\n]/;

const manifestText = (digests: ReadonlyMap<string, string>): Buffer =>
  Buffer.from(
    [...digests]
      .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      .map(([name, digest]) => `${digest}  ${name}\n`)
      .join(''),
  );

/**
 * The files of a bag: the payload below `data/`, and the tag files. Deterministic: a date goes in as `Bagging-Date` in `info`.
 * @param payload by name without `data/`
 * @throws on a payload name with `%`, a backslash or a line break
 */
export async function makeBag(
  payload: ReadonlyMap<string, Content>,
  info: BagInfo,
): Promise<Map<string, Content>> {
  const files = new Map<string, Content>();
  const digests = new Map<string, string>();
  let octets = 0;
  for (const [name, content] of payload) {
    if (AWKWARD.test(name)) throw new Error(`${name} cannot stand in a bag's manifest`);
    const measured = await measure(chunksOf(content));
    files.set(PAYLOAD + name, content);
    digests.set(PAYLOAD + name, measured.sha256);
    octets += measured.size;
  }
  const lines = [...info, ['Payload-Oxum', `${octets}.${payload.size}`] as const];
  const tags = new Map<string, Uint8Array>([
    [DECLARATION_FILE, Buffer.from(DECLARATION)],
    [
      INFO_FILE,
      Buffer.from(lines.map(([label, value]) => `${label}: ${value.replace(/\s+/g, ' ')}\n`).join('')),
    ],
    [MANIFEST, manifestText(digests)],
  ]);
  for (const [name, bytes] of tags) files.set(name, bytes);
  files.set(TAG_MANIFEST, manifestText(new Map([...tags].map(([name, bytes]) => [name, sha256(bytes)]))));
  return files;
}

export interface Bag {
  /** SHA-256 of `tagmanifest-sha256.txt`, hex: it stands for the whole bag. */
  readonly digest: string;
  readonly info: BagInfo;
  /** Names of the payload files, with `data/`. */
  readonly payload: readonly string[];
}

const form = (where: string, zh: string, en: string): Refusal =>
  refusal('BAG_FORM', `${where}：${zh}`, `${where}: ${en}`, where);

async function textOf(files: FileSet, name: string, refusals: Refusal[]): Promise<string | null> {
  if (!files.names.includes(name)) {
    refusals.push(missing(name));
    return null;
  }
  const bytes = await files.bytes(name);
  if (!bytes.ok) {
    refusals.push(...bytes.refusals);
    return null;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.value);
  } catch {
    refusals.push(form(name, '不是 UTF-8 文本', 'it is not UTF-8 text'));
    return null;
  }
}

const missing = (name: string): Refusal =>
  refusal('BAG_MISSING_FILE', `缺少文件 ${name}`, `The file ${name} is missing`, name);

function manifestOf(text: string, where: string, refusals: Refusal[]): Map<string, string> {
  const digests = new Map<string, string>();
  const bad = (): void => {
    refusals.push(
      form(where, '不是每行一个“校验值  文件名”', 'it is not one digest and name per line, each name once'),
    );
  };
  if (text !== '' && !text.endsWith('\n')) bad();
  for (const line of text.split('\n').slice(0, -1)) {
    const [, digest, name] = /^([0-9a-f]{64}) {2}([^%\\\r\n]+)$/.exec(line) ?? [];
    if (digest === undefined || name === undefined || digests.has(name)) bad();
    else digests.set(name, digest);
  }
  return digests;
}

/** Manifest and files, both ways, and every digest. */
async function compare(
  files: FileSet,
  names: readonly string[],
  manifest: ReadonlyMap<string, string>,
  refusals: Refusal[],
): Promise<number> {
  const present = new Set(names);
  let octets = 0;
  for (const name of manifest.keys()) if (!present.has(name)) refusals.push(missing(name));
  for (const name of names) {
    const digest = manifest.get(name);
    if (digest === undefined) {
      refusals.push(
        refusal('BAG_UNLISTED_FILE', `文件 ${name} 不在清单中`, `The file ${name} is in no manifest`, name),
      );
      continue;
    }
    const measured = await files.measure(name);
    if (measured.ok && measured.value.sha256 === digest) octets += measured.value.size;
    else
      refusals.push(
        refusal(
          'BAG_HASH',
          `${name} 与清单中的校验值不符`,
          `${name} does not have the digest of its manifest`,
          name,
        ),
      );
  }
  return octets;
}

function infoOf(text: string, refusals: Refusal[]): BagInfo {
  const lines = text
    .split('\n')
    .slice(0, -1)
    .map((line) => /^([^:]+): (.*)$/.exec(line));
  if (!text.endsWith('\n') || lines.includes(null))
    refusals.push(form(INFO_FILE, '不是每行一个“名称: 内容”', 'it is not one "label: value" per line'));
  return lines.filter((m) => m !== null).map(([, label, value]) => [label!, value!] as const);
}

/**
 * Checks a bag: its form, manifests and files both ways, every digest, the tag manifest, the octet count. Reads everything.
 * Refuses, all that is found: `BAG_FORM`, `BAG_MISSING_FILE`, `BAG_UNLISTED_FILE`, `BAG_HASH`.
 * @param files the bag's own files, named from its base directory
 */
export async function checkBag(files: FileSet): Promise<Result<Bag>> {
  const refusals: Refusal[] = [];
  const [declaration, info, manifest, tags] = await Promise.all(
    [DECLARATION_FILE, INFO_FILE, MANIFEST, TAG_MANIFEST].map((name) => textOf(files, name, refusals)),
  );
  if (declaration === null || info === null || manifest === null || tags === null) return refuse(...refusals);
  if (declaration !== DECLARATION)
    refusals.push(form(DECLARATION_FILE, '不是 BagIt 1.0 的声明', 'it does not declare BagIt 1.0 in UTF-8'));
  const payload = files.names.filter((name) => name.startsWith(PAYLOAD));
  const others = files.names.filter((name) => !name.startsWith(PAYLOAD) && name !== TAG_MANIFEST);
  const octets = await compare(files, payload, manifestOf(manifest!, MANIFEST, refusals), refusals);
  await compare(files, others, manifestOf(tags!, TAG_MANIFEST, refusals), refusals);
  const labels = infoOf(info!, refusals);
  const oxum = labels.find(([label]) => label === 'Payload-Oxum')?.[1];
  if (refusals.length === 0 && oxum !== `${octets}.${payload.length}`)
    refusals.push(form(INFO_FILE, 'Payload-Oxum 与内容不符', 'Payload-Oxum does not fit the payload'));
  return refusals.length > 0
    ? refuse(...refusals)
    : accept({ digest: sha256(Buffer.from(tags!)), info: labels, payload });
}
