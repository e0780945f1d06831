/** A file that has come to the centre whole, and is put where it belongs. */
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from '../store/durableFile.ts';

/** Both on one file system. */
export async function moveDurably(from: string, to: string): Promise<void> {
  const handle = await open(from, 'r');
  await handle.sync();
  await handle.close();
  await rename(from, to);
  await syncFolder(dirname(to));
}
