/** Files that are there whole or not at all, also after a power cut. */
import { type FileHandle, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Makes new names in a folder survive a power cut. Windows cannot open a folder for this; NTFS journals its names by itself. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes a small file beside its place, makes it durable, and puts it there in one step.
 * @param mode access rights, from the first byte on: a secret is at no moment readable to others
 */
export async function writeDurably(path: string, content: string | Uint8Array, mode: number): Promise<void> {
  const temporary = `${path}.tmp`;
  const handle = await open(temporary, 'w', mode);
  try {
    // A file left over by a kill keeps the rights that it was made with.
    await handle.chmod(mode);
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, path);
  await syncFolder(dirname(path));
}

/**
 * Appends all of it, in few calls.
 * @throws the disk's error; a part may stand there then
 */
export async function writeAll(handle: FileHandle, parts: readonly Uint8Array[]): Promise<void> {
  let left = parts.filter(({ length }) => length > 0);
  while (left.length > 0) {
    // A disk that is almost full takes a part, and says why only when it is asked again.
    let { bytesWritten } = await handle.writev(left);
    left = left.flatMap((part) => {
      const rest = part.subarray(bytesWritten);
      bytesWritten = Math.max(0, bytesWritten - part.length);
      return rest.length === 0 ? [] : [rest];
    });
  }
}
