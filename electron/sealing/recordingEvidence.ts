/** A recording as it lies at whoever holds the bag: its manifest, its keys and its files. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { canonicalJson } from '../../shared/journal/canonical.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { parseJsonStrict } from '../../shared/journal/strictJson.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import type { Presented } from '../../shared/recording/coverage.ts';
import { recordingManifest, type Segment } from '../../shared/recording/manifest.ts';
import { chainOfAge, segmentOf } from '../recording/ageFile.ts';
import { fileKeyIn, headerLength } from '../recording/ageHeader.ts';
import { identitySecret, recipientText } from '../recording/ageKeys.ts';
import { type OpenSegment, readOpenFile } from '../recording/openFile.ts';
import { identitiesOf } from './openResult.ts';

/** The manifest; null where it is missing, not of its form, or says that no recording was due. */
export function manifestIn(manifest: Uint8Array | null): z.infer<typeof recordingManifest> | null {
  if (manifest === null) return null;
  const json = parseJsonStrict(Buffer.from(manifest).toString('utf8'));
  const parsed = json.ok ? recordingManifest.safeParse(json.value) : null;
  return parsed?.success === true && parsed.data.due ? parsed.data : null;
}

/** The identity of the recipient that the opening names. */
export function cameraSecret(identities: Uint8Array | null, state: RoomState): Uint8Array | null {
  const lines = identities === null ? [] : identitiesOf(Buffer.from(identities).toString('utf8'));
  const secrets = lines.flatMap((line) => identitySecret(line) ?? []);
  return secrets.find((secret) => recipientText(secret) === state.opening!.recording.recipient) ?? null;
}

/** What stands at a row's file. */
export async function presentedAt(
  crypto: CryptoPort,
  folder: string,
  state: RoomState,
  claim: Segment,
  secrets: readonly Uint8Array[],
): Promise<Presented> {
  const path = join(folder, claim.file);
  const file = await readFile(path).catch(() => null);
  if (file === null) return { claim, found: null };
  const of = { bytes: file.length, sha256: createHash('sha256').update(file).digest('hex') };
  if (claim.file.endsWith('.open')) {
    const begun = await readOpenFile(crypto, path);
    const fileKey = begun === null ? null : fileKeyIn(begun.header, secrets);
    const read = fileKey === null ? begun : await readOpenFile(crypto, path, fileKey);
    const heads = read !== null && isAsTold(claim, read) ? read.pieces.map(({ head }) => head) : [];
    return { claim, found: { ...of, opens: fileKey !== null, heads } };
  }
  const length = headerLength(file);
  const isLocked = length !== null && fileKeyIn(file.subarray(0, length), secrets) === null;
  const heads = isLocked ? null : (chainOfAge(crypto, state.room!, claim, file, secrets) ?? []);
  return { claim, found: { ...of, opens: !isLocked, heads } };
}

/** An open file says by itself when it began, as what, and when each piece was made: a row that says otherwise is of no such file. */
function isAsTold(claim: Segment, read: OpenSegment): boolean {
  const { bytes, sha256 } = claim;
  const told = ({ from, to, mime, header, pieces }: Segment): string =>
    canonicalJson({ from, to, mime, header, pieces });
  return read.pieces.length > 0 && told(claim) === told(segmentOf(read, 'open', { bytes, sha256 }));
}
