/** Which names may stand in an archive: those that every system unpacks to one file, inside the folder, under that very name. */
import { type Refusal, refusal } from '../../shared/refusal.ts';

/** Names that Windows takes for devices, whatever follows the first point. */
const DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;
/** Below space, deletion, and what Windows forbids; the colon also writes drives and hidden streams. */
const FORBIDDEN = /[\p{Cc}\p{Cs}<>:"|?*\\]/u;
/** What most file systems take for one name. */
const LONGEST_SEGMENT = 255;

function segmentFault(segment: string): string | null {
  if (segment === '') return 'empty';
  if (segment === '.' || segment === '..') return 'climbs';
  if (/[. ]$/.test(segment) || DEVICE.test(segment)) return 'not portable';
  return Buffer.byteLength(segment) > LONGEST_SEGMENT ? 'too long' : null;
}

/** Refuses `ZIP_PATH`: absolute, climbing, with a drive, a backslash, a control character, or a name that some system has no file for. */
export function pathRefusal(name: string): Refusal | null {
  const fault = FORBIDDEN.test(name) ? 'character' : name.split('/').map(segmentFault).find(Boolean);
  if (fault === undefined || fault === null) return null;
  return refusal(
    'ZIP_PATH',
    `文件名 ${JSON.stringify(name)} 不能使用：绝对路径、指向文件夹之外，或含有系统不接受的字符`,
    `The name ${JSON.stringify(name)} may not be used: absolute, out of its folder, or with characters that a system does not take`,
    name.replace(/\p{Cc}/gu, '?'),
  );
}

/** Two names that fold alike are one file on a disk that ignores case or composes accents. */
const folded = (name: string): string => name.normalize('NFC').toLowerCase();

/** Refuses `ZIP_DUPLICATE`: a name twice, also where only case or composition differs, or a file that another name takes for a folder. */
export function duplicateRefusals(names: readonly string[]): Refusal[] {
  const seen = new Set<string>();
  const refusals: Refusal[] = [];
  const folders = new Set<string>();
  for (const name of names) {
    const parts = folded(name).split('/');
    for (let i = 1; i < parts.length; i++) folders.add(parts.slice(0, i).join('/'));
  }
  for (const name of names) {
    const key = folded(name);
    if (seen.has(key) || folders.has(key))
      refusals.push(
        refusal(
          'ZIP_DUPLICATE',
          `文件 ${name} 与另一个文件同名`,
          `The file ${name} has the name of another one`,
          name,
        ),
      );
    seen.add(key);
  }
  return refusals;
}
