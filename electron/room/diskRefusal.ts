/** What a failing disk means for a person, where a file of the room could not be written. */
import { type Refusal, refusal } from '../../shared/refusal.ts';

/** Null where it was not the disk. */
export function diskRefusal(error: unknown): Refusal | null {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return refusal(
      'DISK_FULL',
      '磁盘已满；评标日志完好，请腾出空间，稍后自动重试',
      'The disk is full. The journal is whole; make room, and it goes on by itself',
    );
  if (code !== undefined && /^E[A-Z]+$/.test(code))
    return refusal(
      'DISK_ERROR',
      `磁盘读写出错（${code}）；评标日志完好，请检查磁盘，稍后自动重试`,
      `The disk failed (${code}). The journal is whole; check the disk, and it goes on by itself`,
    );
  return null;
}
