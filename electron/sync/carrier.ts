/** The other way to the centre: the sealed result, and later its receipt, on a disk that somebody carries. */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { accept, type Result, refusal, refuse } from '../../shared/refusal.ts';
import { digestOf } from '../archive/content.ts';
import type { SealedFiles } from '../sealing/sealedFiles.ts';
import { syncFolder, writeDurably } from '../store/durableFile.ts';
import type { CentreStore } from './centreStore.ts';
import type { RecordingFile } from './outbox.ts';

const CIPHERTEXT = '.age';
const SEAL = '.seal.json';
const RECEIPT = '.receipt.jws';
/** Folder of the recording's files, as the manifest names them. */
const RECORDINGS = '.recordings';

const carrierFault = (error: unknown): Result<never> =>
  refuse(
    refusal(
      'CARRIER_FAULT',
      `移动存储介质读写失败（${(error as NodeJS.ErrnoException).code ?? '未知'}）；请检查介质和剩余空间后重试`,
      `The carrier disk cannot be read or written (${(error as NodeJS.ErrnoException).code ?? 'unknown'}). Check it and its free space, and try again`,
    ),
  );

/** Copies result and seal onto the disk, and reads them back. Refuses `CARRIER_FAULT`. */
export async function carryOut(
  files: SealedFiles,
  recordings: readonly RecordingFile[],
  folder: string,
): Promise<Result<{ files: string[] }>> {
  try {
    // The seal comes last: with it, all of the result is on the disk, under its name.
    const wanted = [
      ...recordings.map(({ path, file }) => ({ name: join(`${files.name}${RECORDINGS}`, path), from: file })),
      { name: `${files.name}${CIPHERTEXT}`, from: files.ciphertext },
      { name: `${files.name}${SEAL}`, from: files.seal },
    ];
    const folders = new Set([folder]);
    for (const { name, from } of wanted) {
      const to = join(folder, name);
      for (let above = dirname(name); above !== '.'; above = dirname(above)) folders.add(join(folder, above));
      if (from === files.seal) for (const one of folders) await syncFolder(one);
      await mkdir(dirname(to), { recursive: true });
      await copyFile(from, `${to}.tmp`);
      const handle = await open(`${to}.tmp`, 'r+');
      await handle.sync();
      await handle.close();
      if ((await digestOf(`${to}.tmp`)) !== (await digestOf(from)))
        return carrierFault({ code: 'READ_BACK' });
      await rename(`${to}.tmp`, to);
    }
    await syncFolder(folder);
    return accept({ files: wanted.map(({ name }) => name) });
  } catch (error) {
    return carrierFault(error);
  }
}

/** The receipt that the centre left beside the result. Refuses `CARRIER_EMPTY`, `CARRIER_FAULT`. */
export async function receiptOn(folder: string, name: string): Promise<Result<string>> {
  try {
    return accept(await readFile(join(folder, `${name}${RECEIPT}`), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return carrierFault(error);
    return refuse(
      refusal(
        'CARRIER_EMPTY',
        '该文件夹中没有本结果的回执',
        'There is no receipt of this result in the folder',
      ),
    );
  }
}

/**
 * Takes the sealed results on a disk into the centre's store, waits for their verification and leaves a receipt beside each that passed.
 * Refuses `CARRIER_EMPTY` (no result with its seal), what the store refuses, and `CARRIER_FAULT`.
 * @param scratch folder for the copies, on the store's own disk
 */
export async function takeIn(
  folder: string,
  store: CentreStore,
  scratch: string,
): Promise<Result<{ ciphertext: string }>> {
  try {
    const names = (await readdir(folder))
      .filter((file) => file.endsWith(SEAL))
      .map((file) => file.slice(0, -SEAL.length));
    let first: string | null = null;
    for (const name of names) {
      const ciphertext = await takeOne(folder, name, store, scratch);
      if (!ciphertext.ok) return ciphertext;
      first ??= ciphertext.value;
    }
    if (first === null)
      return refuse(
        refusal(
          'CARRIER_EMPTY',
          '该文件夹中没有封存结果（.age 与 .seal.json）',
          'There is no sealed result (.age with its .seal.json) in the folder',
        ),
      );
    await store.idle();
    for (const name of names) await leaveReceipt(folder, name, store);
    return accept({ ciphertext: first });
  } catch (error) {
    return carrierFault(error);
  }
}

async function takeOne(
  folder: string,
  name: string,
  store: CentreStore,
  scratch: string,
): Promise<Result<string>> {
  const copy = join(scratch, `carrier-${createHash('sha256').update(name).digest('hex')}`);
  await copyFile(join(folder, `${name}${CIPHERTEXT}`), copy);
  const digest = await digestOf(copy);
  const sealed = await store.putSeal(digest, name, await readFile(join(folder, `${name}${SEAL}`), 'utf8'));
  if (sealed.ok) await takeRecordings(join(folder, `${name}${RECORDINGS}`), digest, store, copy);
  const taken = sealed.ok ? await store.take(digest, copy) : sealed;
  await rm(copy, { force: true });
  return taken.ok ? accept(digest) : taken;
}

async function takeRecordings(folder: string, digest: string, store: CentreStore, scratch: string) {
  const found = await readdir(folder, { recursive: true }).catch(() => [] as string[]);
  for (const path of found.filter((one) => /\.(age|open)$/.test(one))) {
    const copy = `${scratch}-recording`;
    await copyFile(join(folder, path), copy);
    await store.takeRecording(digest, path.split(sep).join('/'), await digestOf(copy), copy);
    await rm(copy, { force: true });
  }
}

async function leaveReceipt(folder: string, name: string, store: CentreStore): Promise<void> {
  const answer = await store.answer(await digestOf(join(folder, `${name}${CIPHERTEXT}`)));
  if (answer.kind === 'receipt') await writeDurably(join(folder, `${name}${RECEIPT}`), answer.receipt, 0o644);
}
