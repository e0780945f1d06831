/** What the supervisor is told where the room’s disk fails. */
import type { Refusal } from '../../shared/refusal.ts';
import { type DiskWords, diskRefusal } from '../store/diskRefusal.ts';

const WORDS: DiskWords = {
  full: {
    zh: '评标日志完好；请腾出空间，稍后自动重试',
    en: 'The journal is whole; make room, and it goes on by itself',
  },
  failed: {
    zh: '评标日志完好；请检查磁盘，稍后自动重试',
    en: 'The journal is whole; check the disk, and it goes on by itself',
  },
};

/** Null where it was not the disk. */
export const roomDisk = (error: unknown): Refusal | null => diskRefusal(error, WORDS);
