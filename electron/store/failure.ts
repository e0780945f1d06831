/** What SQLite's and the disk's failures are called here. */
import { SqliteError } from 'better-sqlite3';
import { type Refusal, refusal } from '../../shared/refusal.ts';

export const damaged = (where: string, zh: string, en: string): Refusal =>
  refusal(
    'JOURNAL_DAMAGED',
    `日志文件已损坏：${zh}。请勿修改该文件；可从任一席位的副本恢复`,
    `The journal file is damaged: ${en}. Leave it as it is; any seat's copy can restore the room`,
    where,
  );

/**
 * What fails while only reading, and is neither the disk's fault nor another process's, is the file's. A rollback journal beside a file
 * that is not being made was put there (`READONLY_ROLLBACK`); what else cannot be read without writing is a folder without the right to.
 */
export const isCorruption = (error: unknown): boolean =>
  error instanceof SqliteError &&
  !/^SQLITE_(BUSY|IOERR|CANTOPEN|NOMEM|READONLY(?!_ROLLBACK))/.test(error.code);

export const isBusy = (error: unknown): boolean =>
  error instanceof SqliteError && /^SQLITE_BUSY/.test(error.code);

/** The second code: no room for the file by which connections share the log, made on opening. */
export const isFull = (error: unknown): boolean =>
  error instanceof SqliteError && /^SQLITE_(FULL|IOERR_SHMSIZE)$/.test(error.code);

/**
 * The refusal for a failure while writing. `final`: what is on the disk is not known any more, nothing may be written until the journal
 * has been opened and verified again.
 * @throws what is not the disk's fault
 */
export function writeFailure(error: unknown): { refusal: Refusal; final: boolean } {
  if (!(error instanceof SqliteError)) throw error;
  if (isFull(error))
    return {
      refusal: refusal(
        'DISK_FULL',
        '磁盘已满，未予记录；请腾出空间后重试',
        'The disk is full; nothing was recorded. Make room and try again',
      ),
      final: false,
    };
  if (!/^SQLITE_(IOERR|CORRUPT|NOTADB|READONLY|CANTOPEN|NOMEM)/.test(error.code)) throw error;
  return {
    refusal: refusal(
      'DISK_ERROR',
      `磁盘读写出错（${error.code}），不再记录；请检查磁盘并重新启动本工作站`,
      `The disk failed (${error.code}); nothing more is recorded. Check the disk and start the station again`,
    ),
    final: true,
  };
}
