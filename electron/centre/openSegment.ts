/** One segment of a held recording, decrypted in memory. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import type { Closure } from '../../shared/recording/closedScreens.ts';
import type { Segment } from '../../shared/recording/manifest.ts';
import { segmentName } from '../../shared/recording/track.ts';
import { accept, type Refusal, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { openAgeFile } from '../recording/ageFile.ts';
import { fileKeyIn, headerLength } from '../recording/ageHeader.ts';
import { readOpenFile } from '../recording/openFile.ts';

export interface OpenedSegment {
  /** The recorder's own file. */
  readonly webm: Uint8Array;
  /** The age file's key, 16 bytes: it opens this segment and no other. */
  readonly fileKey: Uint8Array;
  /** The age header, as it stands in the file. */
  readonly header: Uint8Array;
}

/** Where the segments are, and what opens them. */
export interface SegmentsHeld {
  readonly folder: string;
  /** X25519 secrets, 32 bytes each. */
  readonly secrets: readonly Uint8Array[];
  /** Screens that may stay closed. */
  readonly closures: ReadonlyMap<string, Closure>;
}

/**
 * Refuses `SEGMENT_ABSENT` (its file is not here), `SEGMENT_LOCKED` (no key at hand opens it), `SEGMENT_DAMAGED` (a key opens its header and
 * what follows is not what was encrypted).
 * @param row its file is named by the manifest's form and stays below the folder
 */
export async function openSegment(
  crypto: CryptoPort,
  { folder, secrets, closures }: SegmentsHeld,
  row: Segment,
): Promise<Result<OpenedSegment>> {
  const path = join(folder, row.file);
  const locked = closures.get(segmentName(row)) === 'sheet' ? sealed : keyless;
  if (row.file.endsWith('.open')) return openUnclosed(crypto, path, secrets, locked);
  const file = await readFile(path).catch(() => null);
  if (file === null) return refuse(absent);
  const header = file.subarray(0, headerLength(file) ?? 0);
  if (fileKeyIn(header, secrets) === null) return refuse(header.length === 0 ? damaged : locked);
  const opened = openAgeFile(file, secrets);
  return opened === null
    ? refuse(damaged)
    : accept({ webm: opened.plaintext, fileKey: opened.fileKey, header });
}

/** A segment that nobody could close: its pieces one after the other. */
async function openUnclosed(
  crypto: CryptoPort,
  path: string,
  secrets: readonly Uint8Array[],
  locked: Refusal,
): Promise<Result<OpenedSegment>> {
  const read = await readOpenFile(crypto, path).catch(() => undefined);
  if (read === undefined) return refuse(absent);
  if (read === null) return refuse(damaged);
  const fileKey = fileKeyIn(read.header, secrets);
  if (fileKey === null) return refuse(locked);
  const pieces: Uint8Array[] = [];
  await readOpenFile(crypto, path, fileKey, (bytes) => void pieces.push(bytes));
  return accept({ webm: Buffer.concat(pieces), fileKey, header: read.header });
}

const absent = refusal(
  'SEGMENT_ABSENT',
  '本中心没有该分段的文件',
  'The file of this segment is not at the centre',
);
const sealed = refusal(
  'SEGMENT_LOCKED',
  '该屏幕录像依规保持密封：同期评分没有公开（评标中止，或该成员已被更换），其密钥无人能够取得',
  'This screen stays closed, as its sheet does: those scores never came out (the evaluation was broken off, or the member was replaced), and nobody can get its key',
);
const keyless = refusal(
  'SEGMENT_LOCKED',
  '没有密钥能打开该分段；能否核对，请看“校验链”',
  'No key at hand opens this segment: see what the check of its chain says',
);
const damaged = refusal(
  'SEGMENT_DAMAGED',
  '该分段的文件已损坏，无法打开',
  'The file of this segment is damaged and cannot be opened',
);
