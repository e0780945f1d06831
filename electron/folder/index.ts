/** The one way in to a project folder on disk. */
import { type FolderContent, type FolderPurpose, readFolder } from '../../shared/project/folder.ts';
import type { Result } from '../../shared/refusal.ts';
import { accept } from '../../shared/refusal.ts';
import { type Documents, findDocuments } from './documents.ts';
import { readFiles } from './files.ts';

export type { Documents } from './documents.ts';
export { writeProjectFolder } from './write.ts';

/**
 * Reads a project folder for scoring: project, tables, and the committee's decisions. Refuses as PROJECT_FOLDER.md says; a folder that
 * is not there has none of the files that it needs.
 */
export async function readProjectFolder(folder: string): Promise<Result<FolderContent>> {
  return read(folder, 'score');
}

/** What a package is made of. */
export interface PackageFolder extends FolderContent {
  readonly documents: Documents;
}

/** Reads a project folder for packing: without decisions, with supervisors and documents. */
export async function readFolderForPackage(folder: string): Promise<Result<PackageFolder>> {
  const content = await read(folder, 'package');
  if (!content.ok) return content;
  const documents = await findDocuments(folder, content.value.data);
  return documents.ok ? accept({ ...content.value, documents: documents.value }) : documents;
}

async function read(folder: string, purpose: FolderPurpose): Promise<Result<FolderContent>> {
  return readFolder(await readFiles(folder), purpose);
}
