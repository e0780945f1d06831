/** Which files of this machine a window may have opened by the system's own programs: PDFs in a folder that a person has chosen in that window, and nothing else. */
import { realpath } from 'node:fs/promises';
import { extname, isAbsolute, sep } from 'node:path';

/** @param chosen folders that a person has chosen in the window @returns the file's own path, or null where it may not be opened or is not there */
export async function openablePdf(file: string, chosen: Iterable<string>): Promise<string | null> {
  if (!isAbsolute(file)) return null;
  try {
    const real = await realpath(file);
    if (extname(real).toLowerCase() !== '.pdf') return null;
    for (const folder of chosen) if (real.startsWith((await realpath(folder)) + sep)) return real;
    return null;
  } catch {
    return null;
  }
}
