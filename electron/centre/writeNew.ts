/** Files that staff takes out of a result: nothing that is there is written over. */
import { mkdir, open } from 'node:fs/promises';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';

/** Refuses `EXISTS` and `UNWRITABLE`; resolves to the path. */
export async function writeNew(path: string, bytes: Uint8Array): Promise<Result<string>> {
  try {
    const handle = await open(path, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return accept(path);
  } catch (error) {
    return refuse(unwritten(error, path));
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
