/** The files of this tree that people write: what a checkout holds, without what is installed or made. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceFile } from './files.ts';

const MADE = new Set(['node_modules', 'out', 'dist', '.git']);
const TEXT = /\.(ts|tsx|mjs|cjs|js|json|md|yaml|yml|css|html)$|(^|\/)\.(npmrc|gitignore)$|^\.ci\//;

function paths(top: string, folder: string): string[] {
  return readdirSync(join(top, folder), { withFileTypes: true }).flatMap((entry) => {
    if (MADE.has(entry.name)) return [];
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return paths(top, path);
    return entry.isFile() && TEXT.test(path) ? [path] : [];
  });
}

/** Read in one go, in the order of their names; only kinds of file that are text. */
export function sourceFiles(top: string): SourceFile[] {
  return paths(top, '')
    .sort()
    .map((path) => ({ path, text: readFileSync(join(top, path), 'utf8') }));
}
