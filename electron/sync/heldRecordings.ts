/** The recordings' files at the centre, beside the result that they belong to, as its manifest names them. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { segmentForm } from '../../shared/recording/manifest.ts';
import { accept, type Result, refuse } from '../../shared/refusal.ts';
import { digestOf } from '../archive/content.ts';
import { recordingName, uploadBytes } from './centreRefusals.ts';
import { moveDurably } from './receivedFile.ts';

export interface HeldRecordings {
  /** Takes a file over, which is moved. Refuses `RECORDING_NAME`, `UPLOAD_BYTES` (not the announced digest). */
  take(folder: string, path: string, sha256: string, file: string): Promise<Result<void>>;
  /** Whether this file is here, with this SHA-256. */
  has(folder: string, path: string, sha256: string): Promise<boolean>;
}

const isNamed = (path: string): boolean => segmentForm.shape.file.safeParse(path).success;

/**
 * @param replacing runs what takes a file's place where that is allowed, and while nothing is being verified: the one that is here may be anybody's
 * who knows its name
 */
export function heldRecordings(
  replacing: (folder: string, replace: () => Promise<void>) => Promise<void>,
): HeldRecordings {
  /** By path, as far as somebody has asked. */
  const digests = new Map<string, string>();

  async function digestHere(path: string): Promise<string | null> {
    if (!existsSync(path)) return null;
    const digest = digests.get(path) ?? (await digestOf(path));
    digests.set(path, digest);
    return digest;
  }

  return {
    async take(folder, path, sha256, file) {
      if (!isNamed(path)) return refuse(recordingName);
      if ((await digestOf(file)) !== sha256) return refuse(uploadBytes);
      const to = join(folder, path);
      if ((await digestHere(to)) === sha256) return accept(undefined);
      await mkdir(dirname(to), { recursive: true, mode: 0o700 });
      if (existsSync(to)) await replacing(folder, () => moveDurably(file, to));
      else await moveDurably(file, to);
      digests.delete(to);
      return accept(undefined);
    },
    has: async (folder, path, sha256) => isNamed(path) && (await digestHere(join(folder, path))) === sha256,
  };
}
