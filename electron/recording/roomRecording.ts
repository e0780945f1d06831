/** The room's recording at its end: what is here of each segment that the journal binds, and the rows that the manifest has of it. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { truncate } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { sheetKeysOut } from '../../shared/evaluation/release.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort, RandomPort } from '../../shared/ports/crypto.ts';
import type { Segment } from '../../shared/recording/manifest.ts';
import { segmentName } from '../../shared/recording/track.ts';
import { closeSegment, readDescription, segmentOf } from './ageFile.ts';
import { fileKeyIn } from './ageHeader.ts';
import { screenSecret } from './ageKeys.ts';
import { readOpenFile } from './openFile.ts';
import { type SegmentFiles, segmentsIn } from './recordingFolder.ts';

/** Secrets of the screens that the journal opens, 32 bytes each. */
export const screenSecrets = (crypto: CryptoPort, state: RoomState): Uint8Array[] =>
  [...sheetKeysOut(crypto, state), ...state.screenKeys.map(({ key }) => key)].map((key) =>
    screenSecret(crypto, base64url.decode(key)),
  );

/**
 * The manifest's rows. What a seat could not close is closed here where a key at hand opens it, and else stays an open file.
 * @param camera the secret that camera and sound are encrypted to
 * @throws the disk's error
 */
export async function segmentsOfRoom(options: {
  readonly crypto: CryptoPort;
  readonly random: RandomPort;
  readonly folder: string;
  readonly state: RoomState;
  readonly camera: Uint8Array;
}): Promise<Segment[]> {
  const { crypto, folder, state } = options;
  const secrets = [options.camera, ...screenSecrets(crypto, state)];
  const rows: Segment[] = [];
  for (const session of state.sessions.keys())
    for (const files of await segmentsIn(folder, session)) {
      // Nothing vouches for what the journal does not bind.
      if (!state.segments.has(segmentName({ session, ...files }))) continue;
      const row = await rowOf(options, files, secrets);
      if (row !== null) rows.push(row);
    }
  return rows;
}

async function rowOf(
  { crypto, random, folder }: { crypto: CryptoPort; random: RandomPort; folder: string },
  { base, forms }: SegmentFiles,
  secrets: readonly Uint8Array[],
): Promise<Segment | null> {
  if (forms.has('json')) return readDescription(`${base}.json`);
  const path = `${base}.open`;
  const read = forms.has('open') ? await readOpenFile(crypto, path) : null;
  if (read === null || read.pieces.length === 0) return null;
  const fileKey = fileKeyIn(read.header, secrets);
  if (fileKey !== null) return closeSegment(crypto, random, folder, path, fileKey);
  await truncate(path, read.end);
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return segmentOf(read, 'open', { bytes: read.end, sha256: hash.digest('hex') });
}
