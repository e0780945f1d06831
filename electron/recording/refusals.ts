/** Why a piece of a recording is not taken, for the window that has it. */

import type { RoomState } from '../../shared/journal/state.ts';
import { spokenTerms } from '../../shared/record/words.ts';
import { type Refusal, refusal } from '../../shared/refusal.ts';
import { type DiskWords, diskRefusal } from '../store/diskRefusal.ts';

export const notDue = refusal(
  'RECORDING_NOT_DUE',
  '此时无需录音录像',
  'Nothing is to be recorded at this time',
);

export const segmentUnknown = refusal(
  'SEGMENT_UNKNOWN',
  '该录像分段已经结束，请另起一段',
  'No such segment is open: begin a new one',
);

/** The seat's store has not taken a key, without which nobody could open what is recorded under it: nothing is. */
export class KeyNotKept extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.en);
    this.refusal = refusal;
  }
}

/**
 * Why nothing more of a recording is kept, and who is to be called.
 * @param room whose law names the people; null where it is not known yet
 * @throws what is not the disk's fault
 */
export function notRecorded(error: unknown, room: RoomState | null): Refusal {
  const { supervisor } = spokenTerms('zh', room?.pkg.data.project.regime ?? null);
  const words: DiskWords = {
    full: {
      zh: `录像暂时无法保存；请呼叫${supervisor}腾出空间`,
      en: 'Nothing more can be recorded: call the supervisor to make room',
    },
    failed: {
      zh: `录像暂时无法保存；请呼叫${supervisor}`,
      en: 'Nothing more can be recorded: call the supervisor',
    },
  };
  const kept = error instanceof KeyNotKept ? error.refusal : null;
  if (kept !== null)
    return refusal(
      kept.code,
      `录像密钥未能保存：${kept.zh}。${words.failed.zh}`,
      `The recording's key could not be kept: ${kept.en}. ${words.failed.en}`,
    );
  const disk = diskRefusal(error, words);
  if (disk === null) throw error;
  return disk;
}
