/** Check 21: every segment that the journal binds is there, is what was bound, and leaves out no time without a word. */
import { termsOf } from '../../shared/evaluation/terms.ts';
import type { Entry } from '../../shared/journal/entry.ts';
import type { RoomPackage, RoomState } from '../../shared/journal/state.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { type Presented, recordingFaults } from '../../shared/recording/coverage.ts';
import type { RecordingFault } from '../../shared/recording/fault.ts';
import { type Lost, lossHolds, lostSessions, type RecordingLoss } from '../../shared/recording/loss.ts';
import { toldBy } from '../../shared/recording/told.ts';
import { segmentName } from '../../shared/recording/track.ts';
import { refusal } from '../../shared/refusal.ts';
import { type Findings, RECORDING_LOST } from '../../shared/verdict/verdict.ts';
import { screenSecrets } from '../recording/roomRecording.ts';
import { cameraSecret, manifestIn, presentedAt } from './recordingEvidence.ts';

/** What the bag holds of the recording, and where its files are; null: not at hand. */
export interface RecordingEvidence {
  readonly manifest: Uint8Array | null;
  readonly identities: Uint8Array | null;
  readonly folder: string | null;
}

export async function verifyRecording(
  crypto: CryptoPort,
  found: Findings,
  room: { readonly pkg: RoomPackage; readonly entries: readonly Entry[]; readonly state: RoomState },
  evidence: RecordingEvidence,
): Promise<void> {
  const { state } = room;
  if (state.opening?.recording.due !== true) return found.pass('recording', 0);
  const manifest = manifestIn(evidence.manifest);
  if (manifest === null)
    return found.fail(
      'recording',
      refusal(
        'RECORDING_MANIFEST',
        '录像清单缺失或格式不符',
        'The recording’s manifest is missing or not of its form',
      ),
    );
  const { segments: rows, losses = [] } = manifest;
  if (!losses.every((loss) => lossHolds(crypto, state, loss)))
    return found.fail(
      'recording',
      refusal(
        'RECORDING_LOSS',
        `录像缺失声明不是本室${termsOf(state).supervisor}所签`,
        'A recording is declared lost, and no supervisor of this room has signed that',
      ),
    );
  const camera = cameraSecret(evidence.identities, state);
  if (camera === null)
    return found.fail(
      'recording',
      refusal(
        'RECORDING_IDENTITY',
        '归档包中没有与开室记录相符的录像密钥',
        'The bag holds no identity of the recipient that the opening names',
      ),
    );
  if (evidence.folder === null)
    return found.skip(
      'recording',
      '应有录音录像；请用 --recordings 指明录像文件夹',
      'A recording was due: name its folder with --recordings',
    );
  const secrets = [camera, ...screenSecrets(crypto, state)];
  const presented: Presented[] = [];
  for (const claim of rows) presented.push(await presentedAt(crypto, evidence.folder, state, claim, secrets));
  say(found, room, presented, losses, crypto);
}

function say(
  found: Findings,
  { pkg, entries, state }: { pkg: RoomPackage; entries: readonly Entry[]; state: RoomState },
  presented: readonly Presented[],
  losses: readonly RecordingLoss[],
  crypto: CryptoPort,
): void {
  const lost = lostSessions(state, losses);
  const told = toldBy(crypto, pkg, state, entries);
  const { closures } = told;
  const faults = recordingFaults({ ...told, lost }, presented);
  const worst = faults.find(({ absent }) => !absent);
  if (worst !== undefined) found.fail('recording', worst.refusal);
  else if (faults.length > 0) sayAbsent(found, faults);
  else found.pass('recording', presented.length);
  for (const { refusal: why } of faults)
    found.note(`录像 ${why.where}：${why.zh}`, `recording ${why.where}: ${why.en}`);
  for (const session of new Set(faults.flatMap(({ loss, session }) => (loss === 'declared' ? session : []))))
    for (const why of lost.get(session) ?? []) noteLoss(found, state, session, why);
  const locked = presented.filter(
    ({ claim, found: there }) => there?.heads === null && closures.get(segmentName(claim)) === 'sheet',
  ).length;
  if (locked > 0)
    found.note(
      `${locked} 段屏幕录像依规保持密封（同期评分没有公开：评标中止，或成员已被更换），只核对了校验码`,
      `${locked} segments of recorded screens stay closed, as their sheets do (those scores never came out: the evaluation was broken off, or a member was replaced): only their digests were compared`,
    );
}

/** Who answers for it that something of a session's recording is lost, since when, and why. */
function noteLoss(found: Findings, state: RoomState, session: string, { declared, reason }: Lost): void {
  if (declared === null) {
    found.note(
      `${session} 的席位在封存时无法联系，录像不再等待：${reason}`,
      `the seat of ${session} was out of reach at the close, and its recording was waited for no longer: ${reason}`,
    );
    return;
  }
  const who = state.sessions.get(declared.by)!.who;
  found.note(
    `${session} 的录像由 ${who} 于 ${declared.at} 声明缺失：${reason}`,
    `of the recording of ${session}, this was declared lost by ${who} at ${declared.at}: ${reason}`,
  );
}

/** What nobody has declared lost may still be found. */
function sayAbsent(found: Findings, faults: readonly RecordingFault[]): void {
  const other = faults.find(({ loss }) => loss !== 'declared');
  const { zh, en, where = '' } = (other ?? faults[0]!).refusal;
  found.skip('recording', zh, en, other === undefined ? { code: RECORDING_LOST, where } : { where });
}
