/** What a held result's folder lacks, so that nothing can be made of it: the staff are told what is here, what is not, and where to get it. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { CentreStatus } from '../../shared/bridge/centre.ts';
import { type Refusal, refusal } from '../../shared/refusal.ts';
import { textIn } from '../store/smallFile.ts';
import { NAME, RECEIPT, RECORDINGS, RESULT, SEAL, STATE, VERDICT } from './heldFiles.ts';
import { readSeal } from './sealText.ts';

const WORDS: readonly (readonly [file: string, zh: string, en: string])[] = [
  [RESULT, '加密的评标结果', 'the encrypted result'],
  [SEAL, '封存凭证', 'its seal'],
  [VERDICT, '核验结论', 'the verdict'],
  [RECEIPT, '本中心出具的回执', 'the receipt that this centre has signed'],
  [RECORDINGS, '录音录像', 'the recording'],
];
export const DAMAGED = 'RESULT_DAMAGED';
/** That a result has come: a seal and a recording may have come before it, and it is still on its way. */
const CAME: readonly string[] = [RESULT, STATE, VERDICT, RECEIPT];

/** What a damaged disk does not give is not here. */
const readableIn = (folder: string, name: string): Promise<string | null> =>
  textIn(join(folder, name)).catch(() => null);

/** Null where result and seal are here and the seal can be read, or the result has yet to come. Says nothing of whether they are right. */
export async function damageIn(folder: string): Promise<Refusal | null> {
  const here = (name: string): boolean => existsSync(join(folder, name));
  if (!CAME.some(here)) return null;
  const seal = await readableIn(folder, SEAL);
  const lacking = [here(RESULT) ? [] : RESULT, seal !== null && readSeal(seal).ok ? [] : SEAL].flat();
  if (lacking.length === 0) return null;
  const named = (language: 'zh' | 'en', wanted: (file: string) => boolean): string =>
    WORDS.filter(([file]) => wanted(file))
      .map(([, zh, en]) => (language === 'zh' ? zh : en))
      .join(language === 'zh' ? '、' : ', ');
  const found = (file: string): boolean => here(file) && !lacking.includes(file);
  const isLacking = (file: string): boolean => lacking.includes(file);
  return refusal(
    DAMAGED,
    `本机收存的一份评标结果已损坏，不能核验。现有：${named('zh', found) || '仅有收存记录'}；缺少或不能读取：${named('zh', isLacking)}。请取该评标室的移交存储介质重新收取，或由评标室主机重新发送；都没有的，从本机备份恢复数据文件夹中的 results/${basename(folder)} 并重新启动本程序，仍不能恢复的，报告监督部门`,
    `A result that this centre holds is damaged and cannot be verified. Here: ${named('en', found) || 'nothing but its record'}. Missing or unreadable: ${named('en', isLacking)}. Take it once more from the room’s carrier disk, or have the room send it again; where there is neither, restore results/${basename(folder)} of the data folder from this machine’s backup and start this program again, and tell the authority if that does not help`,
  );
}

export type DamagedResult = CentreStatus['damaged'][number];

/** The same as the staff's window shows it. */
export async function damagedIn(folder: string, ciphertext: string): Promise<DamagedResult | null> {
  const why = await damageIn(folder);
  return why === null ? null : { ciphertext, name: await readableIn(folder, NAME), refusal: { ...why } };
}
