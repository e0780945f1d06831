/**
 * The verdict: numbered checks, each PASS, FAIL or NOT CHECKED with a reason and a count. What was not checked is never hidden behind what
 * was: only a complete and verified result has exit status 0.
 */
import type { Language, Refusal } from '../refusal.ts';

/** The checks in their order; the number that is printed is the place in this list, from 1. */
export const CHECKS = [
  'seal-form',
  'seal-signatures',
  'carriage',
  'ciphertext',
  'decryption',
  'bag',
  'package',
  'origin',
  'journal-form',
  'journal-chain',
  'act-signatures',
  'admissions',
  'opening',
  'completeness',
  'sheets',
  'ranking',
  'report',
  'tables',
  'signers',
  'host',
  'recording',
] as const;
export type CheckId = (typeof CHECKS)[number];

const TITLES: { readonly [K in CheckId]: { readonly zh: string; readonly en: string } } = {
  'seal-form': { zh: '封存凭证格式', en: 'Form of the seal' },
  'seal-signatures': { zh: '封存凭证签名', en: 'Signatures on the seal' },
  carriage: { zh: '主机对密文的签名', en: 'The host’s signature over what carries the result' },
  ciphertext: { zh: '密文校验码', en: 'Digest of the encrypted file' },
  decryption: { zh: '解密', en: 'Decryption' },
  bag: { zh: '归档包文件清单', en: 'Files of the bag against its manifests' },
  package: { zh: '项目包完整性', en: 'The project package is whole' },
  origin: { zh: '项目包来源（交易中心签名）', en: 'Origin: signed by the trusted centre' },
  'journal-form': { zh: '评标日志格式', en: 'Form of the journal' },
  'journal-chain': { zh: '评标日志链', en: 'Chain of the journal' },
  'act-signatures': { zh: '逐条签名', en: 'Signature of every act' },
  admissions: { zh: '签到与准入', en: 'Sign-ins and admissions' },
  opening: { zh: '开室记录', en: 'The opening act' },
  completeness: { zh: '完整性（首尾与条数）', en: 'Completeness: from opening to close, as sealed' },
  sheets: { zh: '评分表开封', en: 'Score sheets against their commitments' },
  ranking: { zh: '排序重算', en: 'The ranking, replayed' },
  report: { zh: '评标报告', en: 'The evaluation report' },
  tables: { zh: '评分数据表', en: 'The tables, recomputed' },
  signers: { zh: '签名人员', en: 'Who signed the seal' },
  host: { zh: '主机身份', en: 'The host’s identity' },
  recording: { zh: '录音录像', en: 'The recording' },
};

/** What a check is called. */
export const checkTitle = (id: CheckId): { readonly zh: string; readonly en: string } => TITLES[id];

export type CheckResult = 'PASS' | 'FAIL' | 'NOT CHECKED';

export interface Check {
  readonly number: number;
  readonly id: CheckId;
  readonly result: CheckResult;
  /** How many things were looked at: signatures, files, entries; null where it is one thing. */
  readonly count: number | null;
  readonly reason: {
    readonly code: string;
    readonly zh: string;
    readonly en: string;
    readonly where?: string;
  } | null;
}

/** Something a reader should know that is neither right nor wrong: a demonstration, a substitution after the scores were out. */
export interface Note {
  readonly zh: string;
  readonly en: string;
}

export interface Verdict {
  readonly format: 'sealroom-verdict/1';
  readonly result: 'verified' | 'failed' | 'incomplete';
  readonly checks: readonly Check[];
  readonly notes: readonly Note[];
}

/** Collects findings; whatever is said twice of one check, the worse stands, and what nothing was said of is NOT CHECKED. */
export interface Findings {
  pass(id: CheckId, count?: number): void;
  fail(id: CheckId, why: Refusal): void;
  skip(id: CheckId, zh: string, en: string, more?: { readonly code?: string; readonly where?: string }): void;
  note(zh: string, en: string): void;
  failed(id: CheckId): boolean;
  verdict(): Verdict;
}

type Open = { result: CheckResult; count: number | null; reason: Check['reason'] };

export function findings(): Findings {
  const found = new Map<CheckId, Open>();
  const notes: Note[] = [];
  return {
    pass(id, count) {
      if (!found.has(id)) found.set(id, { result: 'PASS', count: count ?? null, reason: null });
    },
    fail(id, why) {
      if (found.get(id)?.result !== 'FAIL') found.set(id, { result: 'FAIL', count: null, reason: why });
    },
    skip(id, zh, en, more) {
      if (!found.has(id))
        found.set(id, {
          result: 'NOT CHECKED',
          count: null,
          reason: { code: 'NOT_CHECKED', zh, en, ...more },
        });
    },
    note: (zh, en) => void notes.push({ zh, en }),
    failed: (id) => found.get(id)?.result === 'FAIL',
    verdict() {
      const unsaid: Open = {
        result: 'NOT CHECKED',
        count: null,
        reason: {
          code: 'NOT_CHECKED',
          zh: '前面的检查未通过或未进行',
          en: 'An earlier check failed or was not made',
        },
      };
      const checks = CHECKS.map((id, i) => ({ number: i + 1, id, ...(found.get(id) ?? unsaid) }));
      const results = checks.map((check) => check.result);
      const result = results.includes('FAIL')
        ? 'failed'
        : results.includes('NOT CHECKED')
          ? 'incomplete'
          : 'verified';
      return { format: 'sealroom-verdict/1', result, checks, notes };
    },
  };
}

/** Why check 21 cannot be made where recordings are lost, and each loss was declared in the room. */
export const RECORDING_LOST = 'RECORDING_LOST';

/** Whether nothing is lacking but recordings whose loss was declared: there is a receipt for what there is. */
export const isReceivable = (verdict: Verdict): boolean =>
  verdict.checks.every(({ result, reason }) => result === 'PASS' || reason?.code === RECORDING_LOST);

/** 0 complete and verified, 1 failed, 2 incomplete. */
export const exitStatus = (verdict: Verdict): 0 | 1 | 2 =>
  verdict.result === 'verified' ? 0 : verdict.result === 'failed' ? 1 : 2;

const LAST: { readonly [K in Verdict['result']]: { zh: string; en: string } } = {
  verified: { zh: '结论：完整且核验通过', en: 'Verdict: complete and verified' },
  failed: { zh: '结论：核验未通过', en: 'Verdict: FAILED' },
  incomplete: { zh: '结论：核验不完整', en: 'Verdict: INCOMPLETE' },
};

/** The verdict as lines for a terminal. */
export function verdictLines(verdict: Verdict, language: Language): string[] {
  const lines = verdict.checks.map((check) => {
    const count = check.count === null ? '' : ` (${check.count})`;
    const reason = check.reason === null ? '' : `: ${check.reason.code} ${check.reason[language]}`;
    const where = check.reason?.where === undefined ? '' : ` (${check.reason.where})`;
    return `${String(check.number).padStart(2)}  ${check.result.padEnd(11)}  ${TITLES[check.id][language]}${count}${reason}${where}`;
  });
  return [
    ...lines,
    ...verdict.notes.map((note) => `    * ${note[language]}`),
    LAST[verdict.result][language],
  ];
}
