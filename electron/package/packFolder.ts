/** From a project folder to what goes into its package: the files, and everything that the law or the reader would refuse, said now. */

import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TERMS } from '../../shared/evaluation/terms.ts';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import { peopleOf } from '../../shared/package/contents.ts';
import { PROJECT_DATA_FILE, REGULATIONS_FILE } from '../../shared/package/manifest.ts';
import { readProjectData } from '../../shared/package/projectData.ts';
import { FOLDER_FILES } from '../../shared/project/folder.ts';
import type { ProjectData } from '../../shared/project/model.ts';
import { accept, type Refusal, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { checkLaw, lawWarnings } from '../../shared/regulations/law.ts';
import { type Locate, locator } from '../../shared/regulations/places.ts';
import { readRegulations } from '../../shared/regulations/regulations.ts';
import type { Content } from '../archive/content.ts';
import { duplicateRefusals, pathRefusal } from '../archive/entryName.ts';
import { decodeText } from '../folder/encoding.ts';
import { type Documents, readFolderForPackage } from '../folder/index.ts';

/** The folder's own files that a package leaves out: what the committee decides is decided in the room. */
const DECISIONS = /^(scores|reviews)\.(csv|xlsx)$/;

export interface PackedFolder {
  readonly data: ProjectData;
  /** `YYYY-MM-DD`, of the regulations it was made under. */
  readonly effective: string;
  /** By path in the package. */
  readonly files: ReadonlyMap<string, Content>;
  readonly warnings: readonly Refusal[];
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

async function sourceFiles(folder: string): Promise<readonly string[]> {
  const candidates = FOLDER_FILES.filter((path) => !DECISIONS.test(path));
  const found = await Promise.all(candidates.map((path) => exists(join(folder, path))));
  return candidates.filter((_, i) => found[i]);
}

async function locatorOf(folder: string, sources: readonly string[]): Promise<Locate> {
  const spreadsheets = sources.filter((path) => path.endsWith('.xlsx'));
  const text = decodeText(await readFile(join(folder, 'project.yaml'))) ?? '';
  return locator(text, new Map(spreadsheets.map((path) => [path.replace(/xlsx$/, 'csv'), path])));
}

async function startsWith(path: string, magic: Buffer): Promise<boolean> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(1024), 0, 1024, 0);
    return buffer.subarray(0, bytesRead).includes(magic);
  } finally {
    await handle.close();
  }
}

const PDF = { name: 'PDF', magic: Buffer.from('%PDF-') };
const JPEG = { name: 'JPEG', magic: Buffer.from([0xff, 0xd8, 0xff]) };

/** A renamed file of another kind would be found out only at a seat, in the room. */
async function kindRefusals(folder: string, documents: Documents): Promise<Refusal[]> {
  const kinds = [
    ...[...documents.tender, ...[...documents.bids.values()].flat()].map((path) => ({ path, kind: PDF })),
    ...[...documents.pictures.values()].map((path) => ({ path, kind: JPEG })),
  ];
  const refusals: Refusal[] = [];
  for (const { path, kind } of kinds)
    if (!(await startsWith(join(folder, path), kind.magic)))
      refusals.push(
        refusal(
          'UNREADABLE',
          `${path} 不是 ${kind.name} 文件，请另存为 ${kind.name} 后替换`,
          `${path} is not a ${kind.name} file: replace it by one`,
          `${path}:1`,
        ),
      );
  return refusals;
}

/** A member and a supervisor of one identifier would share a slip. */
function peopleRefusals(data: ProjectData, locate: Locate): Refusal[] {
  const members = new Set(data.committee.map(({ expert }) => expert));
  const { member, supervisor } = TERMS[data.project.regime];
  return peopleOf(data)
    .filter(({ id, role }) => role === 'supervisor' && members.has(id))
    .map(({ id }) =>
      refusal(
        'REPEATED',
        `编号 ${id} 同时用于${member}与${supervisor}（supervisor），请改用不同的编号`,
        `the identifier ${id} is both a member's and a supervisor's: give them different ones`,
        locate({ file: 'supervisors.csv' }),
      ),
    );
}

/** Names that no archive takes, said of the clerk's file. */
function nameRefusals(paths: Iterable<string>): Refusal[] {
  const all = [...paths];
  return [...all.map(pathRefusal).filter((r) => r !== null), ...duplicateRefusals(all)].map(
    ({ zh, en, where }) => refusal('VALUE', zh, en, `${where?.replace(/^data\/(source\/)?/, '')}:1`),
  );
}

function filesOf(
  folder: string,
  data: Uint8Array,
  regulations: Uint8Array,
  sources: readonly string[],
  documents: Documents,
) {
  const inFolder = (path: string): Content => ({ file: join(folder, path) });
  const carried = [
    ...documents.tender,
    ...[...documents.bids.values()].flat(),
    ...documents.pictures.values(),
  ];
  return new Map<string, Content>([
    [PROJECT_DATA_FILE, data],
    [REGULATIONS_FILE, regulations],
    ...sources.map((path) => [`data/source/${path}`, inFolder(path)] as const),
    ...carried.map((path) => [`data/${path}`, inFolder(path)] as const),
  ]);
}

/**
 * Reads a folder for packing. Refuses what the folder contract names, then `LAW` and what a package cannot carry; `warnings` are `BR50`.
 * @param regulations the bytes of the file of percentages in force
 */
export async function packFolder(folder: string, regulations: Uint8Array): Promise<Result<PackedFolder>> {
  const inForce = readRegulations(Buffer.from(regulations).toString('utf8'), 'regulations.yaml');
  if (!inForce.ok) return inForce;
  const content = await readFolderForPackage(folder);
  if (!content.ok) return content;
  const { data, documents } = content.value;
  const sources = await sourceFiles(folder);
  const locate = await locatorOf(folder, sources);
  const empty = [...documents.bids].filter(([, paths]) => paths.length === 0).map(([bid]) => bid);
  const bytes = Buffer.from(canonicalJson(data));
  const files = filesOf(folder, bytes, regulations, sources, documents);
  const form = readProjectData(bytes);
  const refusals = [
    ...checkLaw(data, inForce.value, empty, locate),
    ...peopleRefusals(data, locate),
    ...nameRefusals(files.keys()),
    ...(form.ok ? [] : form.refusals.map((r) => ({ ...r, code: 'VALUE', where: 'project.yaml:1' }))),
    ...(await kindRefusals(folder, documents)),
  ];
  if (refusals.length > 0) return refuse(...refusals);
  return accept({ data, effective: inForce.value.effective, files, warnings: lawWarnings(data, locate) });
}
