/** What `verify` says of a clip, one numbered line for each check, and its exit status. */
import { type Language, refusalLine } from '../../shared/refusal.ts';
import type { ClipCheck, ClipCheckId } from '../centre/verifyClip.ts';

const TITLES: { readonly [K in ClipCheckId]: { readonly zh: string; readonly en: string } } = {
  files: { zh: '片段文件与清单', en: 'Files of the clip against its list' },
  form: { zh: '片段清单与日志格式', en: 'Form of the clip and its entries' },
  signatures: { zh: '逐条签名', en: 'Signature of every act' },
  segments: { zh: '分段与校验链', en: 'Segments against the chains in the journal' },
  journal: { zh: '与封存结果的日志比对', en: 'Entries against the sealed result' },
  complete: {
    zh: '按封存结果核对有无缺漏',
    en: 'Nothing that belongs in the clip is left out, by the sealed result',
  },
};

/** As the verdict's lines: what failed, and why, below its check. */
export const clipLines = (checks: readonly ClipCheck[], language: Language): string[] =>
  checks.flatMap(({ id, result, count, refusals }, i) => [
    `${String(i + 1).padStart(2)} ${TITLES[id][language]}: ${result}${count === null ? '' : ` (${count})`}`,
    ...refusals.map((one) => `   ${refusalLine(one, language)}`),
  ]);

/** 0: all was checked and passed; 1: something failed; 2: something could not be checked. */
export function clipStatus(checks: readonly ClipCheck[]): number {
  if (checks.some(({ result }) => result === 'FAIL')) return 1;
  return checks.every(({ result }) => result === 'PASS') ? 0 : 2;
}
