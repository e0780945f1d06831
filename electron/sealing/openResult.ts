/** From what a verifier holds (an age file, its zip, or an opened bag on disk) to the bag's files. */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { bytesSource } from '../archive/content.ts';
import { below, type FileSet, folderFiles } from '../archive/fileSet.ts';
import { openStoredZip } from '../archive/readZip.ts';
import { ageLibrary } from '../crypto/age.ts';

/** What stands at a path. */
export type Held =
  | { readonly kind: 'encrypted'; readonly bytes: Uint8Array; readonly digest: string }
  | { readonly kind: 'zip'; readonly bytes: Uint8Array }
  | { readonly kind: 'folder'; readonly path: string };

const AGE = 'age-encryption.org/v1\n';

/** Refuses `FILE_MISSING` and `RESULT_FORM` (neither an age file, nor a zip, nor a folder). */
export async function readHeld(path: string): Promise<Result<Held>> {
  try {
    if ((await stat(path)).isDirectory()) return accept({ kind: 'folder', path });
    const bytes = new Uint8Array(await readFile(path));
    const start = Buffer.from(bytes.subarray(0, AGE.length)).toString('latin1');
    if (start === AGE)
      return accept({ kind: 'encrypted', bytes, digest: createHash('sha256').update(bytes).digest('hex') });
    if (start.startsWith('PK')) return accept({ kind: 'zip', bytes });
    return refuse(
      refusal(
        'RESULT_FORM',
        '既不是加密结果，也不是已打开的归档包',
        'Neither an age file, nor a zip, nor an opened bag',
        path,
      ),
    );
  } catch {
    return refuse(refusal('FILE_MISSING', '找不到文件', 'There is no such file', path));
  }
}

/** age identities in a key file: the lines that are not comments. */
export const identitiesOf = (keyFile: string): string[] =>
  keyFile
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

/** Refuses `KEY_FORM` (not an age identity), `DECRYPTION` (another's key, or a damaged or truncated file). */
export async function decryptResult(
  ciphertext: Uint8Array,
  identities: readonly string[],
): Promise<Result<Uint8Array>> {
  const decrypter = new (await ageLibrary()).Decrypter();
  try {
    for (const identity of identities) decrypter.addIdentity(identity);
    if (identities.length === 0) throw new Error('no identity');
  } catch {
    return refuse(refusal('KEY_FORM', '密钥文件不是 age 私钥', 'The key file holds no age identity'));
  }
  try {
    return accept(await decrypter.decrypt(ciphertext));
  } catch {
    return refuse(
      refusal(
        'DECRYPTION',
        '无法解密：密钥不符，或文件已损坏',
        'Cannot be decrypted: another key, or the file is damaged',
      ),
    );
  }
}

/** The bag inside a zip: everything stands below one folder. */
export async function bagInZip(zip: Uint8Array): Promise<Result<FileSet>> {
  const opened = await openStoredZip(bytesSource(zip));
  if (!opened.ok) return opened;
  const roots = new Set(opened.value.names.map((name) => name.split('/', 1)[0]!));
  const [root] = roots;
  if (roots.size !== 1 || root === undefined)
    return refuse(
      refusal('BAG_FORM', '压缩包内应只有一个归档包', 'The archive does not hold exactly one bag'),
    );
  return accept(below(opened.value, root));
}

/** The bag in a folder: the folder itself. */
export const bagInFolder = (path: string): Promise<Result<FileSet>> => folderFiles(path);
