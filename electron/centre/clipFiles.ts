/** The files of a clip while it is written: what they are is known, and all of it can be taken away again. */
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Refusal } from '../../shared/refusal.ts';
import { newFolder, writeNew } from './writeNew.ts';

export interface ClipFiles {
  readonly folder: string;
  /** SHA-256 of what was written, by path. */
  readonly digests: ReadonlyMap<string, string>;
  /** Null where it was written. */
  write(path: string, bytes: Uint8Array): Promise<Refusal | null>;
  /** All that was written, with the folder; a folder that was there before stays. */
  remove(): Promise<void>;
}

/** The folder is made with its first file, so that a clip of nothing leaves none behind; and so is each session's own. */
export function clipFiles(folder: string): ClipFiles {
  const digests = new Map<string, string>();
  const made = new Set<string>();

  async function make(path: string): Promise<Refusal | null> {
    if (made.has(path)) return null;
    const done = await newFolder(path);
    if (!done.ok) return done.refusals[0]!;
    made.add(path);
    return null;
  }

  return {
    folder,
    digests,
    async write(path, bytes) {
      const unmade = (await make(folder)) ?? (await make(dirname(join(folder, path))));
      if (unmade !== null) return unmade;
      const done = await writeNew(join(folder, path), bytes);
      if (!done.ok) return done.refusals[0]!;
      digests.set(path, createHash('sha256').update(bytes).digest('hex'));
      return null;
    },
    async remove() {
      if (made.has(folder)) await rm(folder, { recursive: true, force: true });
    },
  };
}
