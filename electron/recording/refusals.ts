/** Why a piece of a recording is not taken, for the window that has it. */

import type { RoomState } from '../../shared/journal/state.ts';
import { spokenTerms } from '../../shared/record/words.ts';
import { type Refusal, refusal } from '../../shared/refusal.ts';

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

/**
 * @param room whose law names the people; null where nobody reads it
 * @throws what is not the disk's fault
 */
export function diskRefusal(error: unknown, room: RoomState | null): Refusal {
  const { supervisor } = spokenTerms('zh', room?.pkg.data.project.regime ?? null);
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return refusal(
      'DISK_FULL',
      `磁盘已满，录像暂时无法保存；请呼叫${supervisor}腾出空间`,
      'The disk is full and nothing more can be recorded. Call the supervisor to make room',
    );
  if (code === undefined || !/^E[A-Z]+$/.test(code)) throw error;
  return refusal(
    'DISK_ERROR',
    `磁盘读写出错（${code}），录像暂时无法保存；请呼叫${supervisor}`,
    `The disk failed (${code}) and nothing more can be recorded. Call the supervisor`,
  );
}
