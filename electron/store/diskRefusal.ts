/** What a failing disk means for a person: one contract for all who write files. What has become of the work, each says in words of its own. */
import { type Refusal, refusal } from '../../shared/refusal.ts';

/** How the sentence goes on: what is kept, and what the person does. */
export interface DiskWords {
  readonly full: { readonly zh: string; readonly en: string };
  readonly failed: { readonly zh: string; readonly en: string };
}

/** The system's name for what went wrong with a file (`EIO`); null where it was not the disk. */
export function diskCode(error: unknown): string | null {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return typeof code === 'string' && /^E[A-Z]+$/.test(code) ? code : null;
}

/** Room has run out, of the disk or of what this user may have of it: it can come again by itself. */
export const isOutOfRoom = (error: unknown): boolean => ['ENOSPC', 'EDQUOT'].includes(diskCode(error) ?? '');

/** `DISK_FULL` or `DISK_ERROR`; null where it was not the disk: that is a fault of the program, for whoever has caught it to pass on. */
export function diskRefusal(error: unknown, { full, failed }: DiskWords): Refusal | null {
  if (isOutOfRoom(error)) return refusal('DISK_FULL', `磁盘已满，${full.zh}`, `The disk is full. ${full.en}`);
  const code = diskCode(error);
  return code === null
    ? null
    : refusal(
        'DISK_ERROR',
        `磁盘读写出错（${code}），${failed.zh}`,
        `The disk failed (${code}). ${failed.en}`,
      );
}
