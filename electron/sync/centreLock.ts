/** One centre for a data folder: two would each remember other results, and might both sign a receipt for one package. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { isBusy, writeFailure } from '../store/failure.ts';

const LOCK = 'centre.lock';

export interface CentreLock {
  release(): void;
}

const busy = (folder: string) =>
  refusal(
    'CENTRE_BUSY',
    '该数据文件夹正由另一交易中心服务使用；请先将其关闭，或者在工作站文件中改用其他文件夹（data）',
    'Another centre works in this data folder: end that one first, or choose another folder (data) in the station file',
    folder,
  );

/**
 * Takes the folder for this process, until it is released or the process ends, in whatever way. Refuses `CENTRE_BUSY`, `DISK_FULL`, `DISK_ERROR`.
 * @param folder the centre's data folder, which is there
 */
export function lockCentre(folder: string): Result<CentreLock> {
  let db: Database.Database | undefined;
  try {
    // A lock that the system itself gives back when the process is killed: SQLite's, over a file that holds nothing.
    db = new Database(join(folder, LOCK), { timeout: 0 });
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE; COMMIT');
    const held = db;
    return accept({ release: () => void held.close() });
  } catch (error) {
    db?.close();
    if (isBusy(error)) return refuse(busy(folder));
    return refuse(writeFailure(error).refusal);
  }
}
