import { readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { FileContent } from '../../shared/project/folder.ts';
import { FOLDER_FILES } from '../../shared/project/folder.ts';
import { decodeText } from './encoding.ts';
import { readSpreadsheet } from './spreadsheet.ts';

const unreadable = (zh: string, en: string): FileContent => ({ kind: 'unreadable', zh, en });

async function decode(path: string, bytes: Uint8Array): Promise<FileContent> {
  if (path.endsWith('.xlsx')) {
    const sheet = await readSpreadsheet(bytes);
    return 'rows' in sheet ? { kind: 'rows', rows: sheet.rows } : unreadable(sheet.zh, sheet.en);
  }
  const text = decodeText(bytes);
  if (text !== undefined) return { kind: 'text', text };
  return unreadable(
    '既不是 UTF-8 也不是 GB18030 编码，请另存为 UTF-8',
    'it is neither UTF-8 nor GB18030: save it as UTF-8',
  );
}

/** Whether a path, all links followed, is still inside the folder. */
export async function isInside(root: string, path: string): Promise<boolean> {
  return (await realpath(path)).startsWith((await realpath(root)) + sep);
}

async function readOne(root: string, path: string): Promise<FileContent | undefined> {
  const full = join(root, path);
  try {
    if (!(await stat(full)).isFile())
      return unreadable('不是文件，请换成同名的文件', 'it is not a file: put a file of that name there');
    if (!(await isInside(root, full)))
      return unreadable(
        '链接指向项目文件夹之外，请放入文件本身',
        'it is a link that leads out of the folder: put the file itself there',
      );
    return await decode(path, await readFile(full));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    if (code === 'EACCES' || code === 'EPERM' || code === 'ELOOP' || code === 'EIO') {
      return unreadable(
        `无法打开（${code}），请检查文件权限`,
        `it cannot be opened (${code}): look at its permissions`,
      );
    }
    throw error;
  }
}

/** Every file of the contract that the folder has, read and decoded. */
export async function readFiles(root: string): Promise<ReadonlyMap<string, FileContent>> {
  const contents = await Promise.all(FOLDER_FILES.map((path) => readOne(root, path)));
  return new Map(
    FOLDER_FILES.flatMap((path, index) => {
      const content = contents[index];
      return content === undefined ? [] : [[path, content] as const];
    }),
  );
}
