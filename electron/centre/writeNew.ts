/** Files that staff takes out of a result: nothing that is there is written over. */
import { existsSync } from 'node:fs';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { syncFolder } from '../store/durableFile.ts';

/** What file systems without links, as carrier disks have them, answer to one. */
const NO_LINKS: readonly unknown[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];

/** Whole under its name, or not there, also after a kill. Refuses `EXISTS` and `UNWRITABLE`; resolves to the path. */
export async function writeNew(path: string, bytes: Uint8Array): Promise<Result<string>> {
  const part = `${path}.part`;
  try {
    const handle = await open(part, 'w', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await nameNew(part, path);
    await syncFolder(dirname(path));
    return accept(path);
  } catch (error) {
    return refuse(unwritten(error, path));
  } finally {
    await rm(part, { force: true }).catch(() => undefined);
  }
}

/** A link, unlike a new name, takes no other file's place. @throws `EEXIST` */
async function nameNew(part: string, path: string): Promise<void> {
  try {
    await link(part, path);
  } catch (error) {
    if (!NO_LINKS.includes((error as NodeJS.ErrnoException).code)) throw error;
    if (existsSync(path)) throw Object.assign(new Error(path), { code: 'EEXIST' });
    await rename(part, path);
  }
}

/** Makes a folder that is not there yet. Refuses `EXISTS` and `UNWRITABLE`. */
export async function newFolder(path: string): Promise<Result<string>> {
  try {
    await mkdir(path, { mode: 0o700 });
    return accept(path);
  } catch (error) {
    return refuse(unwritten(error, path));
  }
}

function unwritten(error: unknown, path: string) {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'EEXIST'
    ? refusal(
        'EXISTS',
        '同名文件已存在，不会覆盖',
        'A file of this name exists and is not written over',
        path,
      )
    : refusal('UNWRITABLE', `无法写入：${message}`, `Cannot be written: ${message}`, path);
}
