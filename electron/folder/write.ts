import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Decisions, ProjectData } from '../../shared/project/model.ts';
import { folderTexts } from '../../shared/project/write.ts';

/**
 * Writes a project and its decisions as a project folder (UTF-8, .csv): `score` on it answers what `evaluate` answers for the same
 * data. The folder is made where it is missing; files of other names in it are left alone.
 */
export async function writeProjectFolder(
  folder: string,
  data: ProjectData,
  decisions: Decisions,
): Promise<void> {
  for (const [path, text] of folderTexts(data, decisions)) {
    const full = join(folder, path);
    await mkdir(dirname(full), { recursive: true });
    await writeFile(full, text);
  }
}
