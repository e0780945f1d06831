/** Small files of a station's own, read whole. What is wrong with one names it, so that a person knows which it is. */
import { readFile } from 'node:fs/promises';
import type { z } from 'zod';

/** What stands in a file is not what was written there. */
export class DamagedFile extends Error {
  readonly path: string;

  constructor(path: string) {
    super(`${path} is damaged`);
    this.path = path;
  }
}

/** Text of a file; null where there is none. @throws the disk's error, with the file's path */
export async function textIn(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    // The system names a file that it does not open, and none that it cannot read.
    throw Object.assign(error as object, { path });
  }
}

/** What a file's JSON says, in its form. @throws DamagedFile */
export function jsonIn<F extends z.ZodType>(path: string, form: F, text: string): z.infer<F> {
  try {
    return form.parse(JSON.parse(text));
  } catch {
    throw new DamagedFile(path);
  }
}
