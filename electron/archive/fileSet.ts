/** Files by name, wherever they are: in a zip, below a folder of one, in a folder on disk. */
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accept, type Refusal, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { CHUNK, type Measure, measure } from './content.ts';
import { duplicateRefusals, pathRefusal } from './entryName.ts';

export interface FileSet {
  /** With forward slashes. */
  readonly names: readonly string[];
  /** Size and digests, read piece by piece; refuses what is damaged. A name that is not there is an error. */
  measure(name: string): Promise<Result<Measure>>;
  /** The whole content, in memory. */
  bytes(name: string): Promise<Result<Uint8Array>>;
}

/** The part of a set that stands in one folder of it, named from there. */
export function below(set: FileSet, folder: string): FileSet {
  const prefix = `${folder}/`;
  return {
    names: set.names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length)),
    measure: (name) => set.measure(prefix + name),
    bytes: (name) => set.bytes(prefix + name),
  };
}

async function walk(root: string, folder: string, names: string[], refusals: Refusal[]): Promise<void> {
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) await walk(root, name, names, refusals);
    else if (entry.isFile()) names.push(name);
    else
      refusals.push(
        refusal('ZIP_SYMLINK', `${name} 不是普通文件`, `${name} is a link or a device, not a file`, name),
      );
  }
}

/** The files of a folder on disk. Refuses `ZIP_SYMLINK` (links, devices), `ZIP_PATH` and `ZIP_DUPLICATE` as in a zip. */
export async function folderFiles(root: string): Promise<Result<FileSet>> {
  const names: string[] = [];
  const refusals: Refusal[] = [];
  await walk(root, '', names, refusals);
  refusals.push(...names.map(pathRefusal).filter((r) => r !== null), ...duplicateRefusals(names));
  if (refusals.length > 0) return refuse(...refusals);
  return accept({
    names: names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))),
    measure: async (name) =>
      accept(await measure(createReadStream(join(root, name), { highWaterMark: CHUNK }))),
    bytes: async (name) => accept(new Uint8Array(await readFile(join(root, name)))),
  });
}
