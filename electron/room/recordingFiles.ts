/** What the bag holds of a recording that was due: its manifest, and the identity that camera and sound are encrypted to. */
import { join } from 'node:path';
import type { RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort, RandomPort } from '../../shared/ports/crypto.ts';
import type { RecordingLoss } from '../../shared/recording/loss.ts';
import type { Segment } from '../../shared/recording/manifest.ts';
import { identitySecret } from '../recording/ageKeys.ts';
import { segmentsOfRoom } from '../recording/roomRecording.ts';
import { identitiesFile, PATHS, recordingFile } from '../sealing/contents.ts';
import type { RecordingFile } from '../sync/outbox.ts';
import type { RoomFolder } from './roomFolder.ts';

type Machine = { readonly crypto: CryptoPort; readonly random: RandomPort };

function rows({ crypto, random }: Machine, folder: RoomFolder, state: RoomState): Promise<Segment[]> {
  const camera = identitySecret(folder.recordingIdentity)!;
  return segmentsOfRoom({ crypto, random, folder: folder.path('recording'), state, camera });
}

/** The files that go to the centre beside the result. */
export async function recordingUploads(
  machine: Machine,
  folder: RoomFolder,
  state: RoomState,
): Promise<RecordingFile[]> {
  if (!state.opening!.recording.due) return [];
  const segments = await rows(machine, folder, state);
  return segments.map(({ file, bytes, sha256 }) => ({
    path: file,
    file: join(folder.path('recording'), file),
    bytes,
    sha256,
  }));
}

/** By payload path; empty where no recording was due. */
export async function recordingFiles(
  machine: Machine,
  folder: RoomFolder,
  state: RoomState,
  losses: readonly RecordingLoss[],
): Promise<Map<string, Uint8Array>> {
  const { due, recipient } = state.opening!.recording;
  if (!due) return new Map();
  const segments = await rows(machine, folder, state);
  return new Map([
    [PATHS.recording, recordingFile(true, segments, losses)],
    [PATHS.identities, identitiesFile(recipient!, folder.recordingIdentity)],
  ]);
}
