/** The room's recording at its end: what is here of each segment that the journal binds, the rows that the manifest has of it, and what it lacks. */
import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { sheetKeysOut } from '../../shared/evaluation/release.ts';
import { base64url } from '../../shared/journal/encoding.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort, RandomPort } from '../../shared/ports/crypto.ts';
import { type Presented, recordingFaults, type Told } from '../../shared/recording/coverage.ts';
import type { RecordingFault } from '../../shared/recording/fault.ts';
import type { Segment } from '../../shared/recording/manifest.ts';
import { segmentName } from '../../shared/recording/track.ts';
import { digestOf } from '../archive/content.ts';
import { closeSegment, readDescription, segmentOf } from './ageFile.ts';
import { fileKeyIn, headerIn } from './ageHeader.ts';
import { screenSecret } from './ageKeys.ts';
import { type OpenSegment, readOpenFile } from './openFile.ts';
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
  return rowsOf(folder, state, (files) => rowOf(options, files, secrets));
}

async function rowsOf(
  folder: string,
  state: RoomState,
  rowAt: (files: SegmentFiles) => Promise<Segment | null>,
): Promise<Segment[]> {
  const rows: Segment[] = [];
  for (const session of state.sessions.keys())
    for (const files of await segmentsIn(folder, session)) {
      // Nothing vouches for what the journal does not bind.
      if (!state.segments.has(segmentName({ session, ...files }))) continue;
      const row = await rowAt(files);
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
  const read = forms.has('open') ? await piecesIn(crypto, path, secrets) : null;
  if (read === null) return null;
  if (read.fileKey !== null) return closeSegment(crypto, random, folder, path, read.fileKey);
  await truncate(path, read.end);
  return segmentOf(read, 'open', { bytes: read.end, sha256: await digestOf(path) });
}

/** Null where there is no whole piece, or the key of the file's own header opens none: that copy is as good as none, and is waited for or declared lost. */
async function piecesIn(
  crypto: CryptoPort,
  path: string,
  secrets: readonly Uint8Array[],
): Promise<(OpenSegment & { readonly fileKey: Uint8Array | null }) | null> {
  const header = await headerIn(path);
  const fileKey = header === null ? null : fileKeyIn(header, secrets);
  const read = await readOpenFile(crypto, path, fileKey);
  return read === null || read.pieces.length === 0 ? null : { ...read, fileKey };
}

/**
 * What a closed room's recording would be found to lack if it were sealed now, by the rule that the verdict goes by, and what nobody has declared lost
 * of it. Segments that are not here whole are waited for; only where none is, what a seat has left open counts as it is.
 * @param options.told of the closed room: it changes no more, but for what was declared
 * @throws the disk's error
 */
export async function lackingInRoom(options: {
  readonly crypto: CryptoPort;
  readonly folder: string;
  readonly state: RoomState;
  readonly camera: Uint8Array;
  readonly told: Told;
}): Promise<RecordingFault[]> {
  const { crypto, folder, state, told } = options;
  const secrets = [options.camera, ...screenSecrets(crypto, state)];
  const lackingOf = async (rows: readonly Segment[]): Promise<RecordingFault[]> => {
    const presented: Presented[] = [];
    for (const row of rows) presented.push(await presentedHere(folder, row, secrets));
    return recordingFaults(told, presented).filter(({ loss }) => loss === 'may');
  };
  const whole = ({ base, forms }: SegmentFiles): Promise<Segment | null> =>
    forms.has('json') ? readDescription(`${base}.json`) : Promise.resolve(null);
  const awaited = await lackingOf(await rowsOf(folder, state, whole));
  if (awaited.length > 0) return awaited;
  return lackingOf(
    await rowsOf(folder, state, async (files) => {
      if (files.forms.has('json') || !files.forms.has('open')) return whole(files);
      const read = await piecesIn(crypto, `${files.base}.open`, secrets);
      return read === null ? null : segmentOf(read, 'open', { bytes: read.end, sha256: '' });
    }),
  );
}

/** A row as the verdict will find it, without its hours of content: that was held against its digest when it came. */
async function presentedHere(
  folder: string,
  claim: Segment,
  secrets: readonly Uint8Array[],
): Promise<Presented> {
  const { bytes, sha256 } = claim;
  const header = await headerIn(join(folder, claim.file));
  if (header === null) return { claim, found: null };
  return { claim, found: { bytes, sha256, heads: null, opens: fileKeyIn(header, secrets) !== null } };
}
