/** Verifies a journal file through a connection that cannot write, so that a damaged one is left exactly as it was found. */
import Database from 'better-sqlite3';
import { BEFORE_FIRST, continues } from '../../shared/journal/entry.ts';
import type { CryptoPort } from '../../shared/ports/crypto.ts';
import { accept, type Refusal, type Result, refusal, refuse } from '../../shared/refusal.ts';
import type { ChainEnd } from '../journal/chunk.ts';
import { checkLine } from '../journal/entryLine.ts';
import { damaged, isCorruption } from './failure.ts';
import { isGuarded, isNew, kindOf, rows } from './schema.ts';
import { logWasAltered } from './writeAheadLog.ts';

/**
 * From the first entry to the last: lines, chain, times, signatures; then the file's structure and guards.
 * @returns how the journal ends, or null where the file holds nothing yet
 * @throws SqliteError where the disk fails or another process has the file
 */
export function verifyFile(path: string, crypto: CryptoPort): Result<ChainEnd | null> {
  const db = new Database(path, { readonly: true, timeout: 0 });
  try {
    // From the first read to the end nobody else can write, so the log can be looked at.
    const kind = isNew(db) ? 'new' : kindOf(db);
    const altered = logWasAltered(path);
    if (kind === 'new' && !altered) return accept(null);
    if (kind === 'other' || kind === 'newer journal') return refuse(unknown(kind));
    return verify(db, crypto, altered);
  } catch (error) {
    if (!isCorruption(error)) throw error;
    return refuse(damaged('entry 1', '不是可读的数据库', 'it is not a readable database'));
  } finally {
    db.close();
  }
}

const unknown = (kind: 'newer journal' | 'other'): Refusal =>
  kind === 'other'
    ? refusal('JOURNAL_UNKNOWN', '该文件不是评标室日志', 'This file is not a journal')
    : refusal(
        'JOURNAL_UNKNOWN',
        '该日志由更新版本的软件写成；请先升级',
        'A newer version wrote this journal; upgrade first',
      );

function verify(db: Database.Database, crypto: CryptoPort, logAltered: boolean): Result<ChainEnd> {
  let end: ChainEnd = { head: BEFORE_FIRST, at: null };
  const bad = (zh: string, en: string): Result<never> => refuse(damaged(`entry ${end.head.seq + 1}`, zh, en));
  try {
    for (const { line, hash } of rows(db, 1)) {
      const checked = checkLine(crypto, line);
      const wrong = checked.ok ? continues(end.head, end.at, checked.value.entry) : checked.refusals[0]!;
      if (wrong !== null) return bad(wrong.zh, wrong.en);
      if (!checked.ok || checked.value.hash !== hash)
        return bad('校验码与内容不符', 'its hash does not fit its text');
      end = { head: { seq: checked.value.entry.seq, hash }, at: checked.value.entry.at };
    }
    // In any other mode appending would go on with another durability.
    if (db.pragma('journal_mode', { simple: true }) !== 'wal')
      return bad('日志模式不符', 'its journal mode is not as made');
    if (logAltered) return bad('预写日志已被改动', 'its write-ahead log was altered');
    const structure = db.pragma('quick_check(1)', { simple: true });
    if (structure !== 'ok') return bad('数据库结构有误', `its structure is broken (${structure})`);
  } catch (error) {
    if (!isCorruption(error)) throw error;
    return bad('数据库结构有误', 'its structure is broken');
  }
  if (!isGuarded(db))
    return refuse(
      damaged('sqlite_schema', '防改写的触发器不符', 'its guards against change are not as made'),
    );
  return accept(end);
}
