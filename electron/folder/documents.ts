import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProjectData } from '../../shared/project/model.ts';
import { accept, type Refusal, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { isInside } from './files.ts';

/** The documents of a folder, as paths relative to it with forward slashes, in the order of their names. */
export interface Documents {
  readonly tender: readonly string[];
  /** By bid, in the order of `bids.csv`; a bid without documents has an empty list. */
  readonly bids: ReadonlyMap<string, readonly string[]>;
  /** By expert; only those who have a picture. */
  readonly pictures: ReadonlyMap<string, string>;
}

/** Names that every file system keeps apart and none takes for a path. */
const isFolderName = (name: string): boolean => !/[/\\\p{Cc}]/u.test(name) && name !== '.' && name !== '..';

async function list(root: string, folder: string, ending: RegExp): Promise<Result<readonly string[]>> {
  let names: string[];
  try {
    const entries = await readdir(join(root, folder), { withFileTypes: true });
    names = entries
      .filter((entry) => !entry.isDirectory() && ending.test(entry.name))
      .map((entry) => entry.name);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return accept([]);
    throw error;
  }
  const paths = names.sort().map((name) => `${folder}/${name}`);
  const outside: Refusal[] = [];
  for (const path of paths) {
    if (await isInside(root, join(root, path)).catch(() => false)) continue;
    outside.push(
      refusal(
        'UNREADABLE',
        `${path} 是失效的或指向项目文件夹之外的链接，请放入文件本身`,
        `${path} is a link that is broken or leads out of the folder: put the file itself there`,
        `${path}:1`,
      ),
    );
  }
  return outside.length > 0 ? refuse(...outside) : accept(paths);
}

/**
 * Finds what a package carries beside the tables: the tender's PDFs, every bid's, members' pictures. Refuses names that are no file
 * names (`VALUE`), links out of the folder (`UNREADABLE`) and a tender without a PDF (`FILE_MISSING`); whether a bid may be without
 * one is the law's matter, not the folder's.
 */
export async function findDocuments(root: string, data: ProjectData): Promise<Result<Documents>> {
  const refusals: Refusal[] = [];
  const found = async (folder: string, ending: RegExp): Promise<readonly string[]> => {
    const listed = await list(root, folder, ending);
    if (listed.ok) return listed.value;
    refusals.push(...listed.refusals);
    return [];
  };
  const named = (id: string, what: string): boolean => {
    if (isFolderName(id)) return true;
    refusals.push(
      refusal(
        'VALUE',
        `${what} 的编号不能用作文件名，请改用不含斜杠的编号`,
        `an identifier of ${what} cannot be a file name: use one without slashes`,
        `${what}:1`,
      ),
    );
    return false;
  };

  const tender = await found('tender', /\.pdf$/i);
  if (tender.length === 0 && refusals.length === 0) {
    refusals.push(
      refusal(
        'FILE_MISSING',
        '缺少招标文件，请将 PDF 放入 tender 文件夹',
        'the tender is missing: put its PDF into the folder tender',
        'tender:1',
      ),
    );
  }
  const bids = new Map<string, readonly string[]>();
  for (const { bid } of data.bids) {
    if (named(bid, 'bids.csv')) bids.set(bid, await found(`bids/${bid}`, /\.pdf$/i));
  }
  const pictures = new Map<string, string>();
  const taken = await found('committee', /\.jpg$/i);
  for (const { expert } of data.committee) {
    const path = `committee/${expert}.jpg`;
    if (named(expert, 'committee.csv') && taken.includes(path)) pictures.set(expert, path);
  }
  return refusals.length > 0 ? refuse(...refusals) : accept({ tender, bids, pictures });
}
