/** What keeps a program from a file or folder that it needs: the sentence, and which file it is. */
import { type Refusal, refusal } from '../../shared/refusal.ts';
import { diskCode, diskRefusal } from './diskRefusal.ts';
import { DamagedFile } from './smallFile.ts';

type Said = readonly [code: string, zh: string, en: string];

const DENIED: Said = [
  'FILE_DENIED',
  '没有读写该文件或文件夹的权限；请由管理员更正其所有者和权限',
  'The system does not let this file or folder be read or written: have its owner and its rights mended',
];
const NOT_A_FOLDER: Said = [
  'NOT_A_FOLDER',
  '此处应为文件夹，实为文件；请核对工作站文件中的路径，或者将该文件移走',
  'There is a file where a folder should be: compare the paths in the station file, or move the file away',
];

const SAID: Readonly<Record<string, Said>> = {
  ENOENT: [
    'FILE_MISSING',
    '找不到该文件或文件夹；请核对工作站文件中的路径，或者从备份恢复',
    'This file or folder is not there: compare the paths in the station file, or restore it from a copy',
  ],
  EACCES: DENIED,
  EPERM: DENIED,
  ENOTDIR: NOT_A_FOLDER,
  EEXIST: NOT_A_FOLDER,
  EISDIR: [
    'NOT_A_FILE',
    '此处应为文件，实为文件夹；请核对工作站文件中的路径，或者从备份恢复该文件',
    'There is a folder where a file should be: compare the paths in the station file, or restore the file from a copy',
  ],
  EROFS: [
    'DISK_READ_ONLY',
    '磁盘为只读，无法写入；请检查磁盘的写保护和挂载方式',
    'The disk can only be read: look whether it is write-protected, and how it is mounted',
  ],
};

const DISK = {
  full: { zh: '无法继续；请腾出空间，已保存的内容完好', en: 'Make room; what was saved is whole' },
  failed: {
    zh: '无法读写所需的文件；请检查磁盘，不要删除任何文件',
    en: 'A file that is needed cannot be read or written: check the disk, and delete nothing',
  },
};

const damaged = (path: string): Refusal =>
  refusal(
    'FILE_DAMAGED',
    '该文件已损坏，未作任何改动；请从备份恢复该文件，并保留损坏的文件备查',
    'This file is damaged and was left as it is: restore it from a copy, and keep the damaged one',
    path,
  );

/** Null where it was no file's fault: that is the program's, for whoever has caught it to pass on. */
export function fileRefusal(error: unknown): Refusal | null {
  if (error instanceof DamagedFile) return damaged(error.path);
  const { path } = error as { readonly path?: string };
  const said = path === undefined ? undefined : SAID[diskCode(error) ?? ''];
  if (said !== undefined) return refusal(...said, path);
  // The disk's own errors may name no file; those of the network and of the program are told by what was called.
  const disk = isOfFiles(error) ? diskRefusal(error, DISK) : null;
  return disk === null || path === undefined ? disk : { ...disk, where: path };
}

const NETWORK = /^(listen|bind|connect|accept|getaddrinfo|query|spawn|kill)/;

const isOfFiles = (error: unknown): boolean => {
  const { syscall } = error as NodeJS.ErrnoException;
  return syscall !== undefined && !NETWORK.test(syscall);
};
