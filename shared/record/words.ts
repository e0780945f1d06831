/** What the journal's codes are called in a sentence, in both languages; the law's own words come from the regime's terms. */
import { TERMS, type Terms } from '../evaluation/terms.ts';
import type { Bodies, Phase } from '../journal/acts.ts';
import type { Motion } from '../journal/motion.ts';
import type { Outcome } from '../journal/state.ts';
import type { Regime } from '../project/model.ts';
import type { Language } from '../refusal.ts';

/** The same in Chinese and in English. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

export const words = (zh: string, en: string): Words => ({ zh, en });

export const PHASES_EN: Readonly<Record<Phase, string>> = {
  'sign-in': 'sign-in',
  commitment: 'commitment',
  chair: 'election of the chair',
  reading: 'reading of the tender',
  review: 'review',
  clarification: 'clarification',
  scoring: 'scoring',
  consolidation: 'consolidation',
  report: 'report',
  signing: 'signing',
  closed: 'closing',
};

export const OUTCOMES_EN: Readonly<Record<Outcome['kind'], string>> = {
  ranked: 'the bids are ranked',
  'all-rejected': 'all bids are rejected',
  void: 'the evaluation is void',
  stopped: 'the evaluation is stopped',
};

/** The regime's terms that a window uses, in either language. */
export type WindowTerms = Pick<
  Terms,
  | 'steps'
  | 'lot'
  | 'owner'
  | 'expert'
  | 'member'
  | 'delegate'
  | 'agency'
  | 'supervisor'
  | 'chair'
  | 'ceiling'
  | 'rejection'
  | 'preliminaryReview'
  | 'outcomes'
>;

const STEPS_EN = {
  'sign-in': 'Sign in',
  commitment: 'Commitment',
  chair: 'Chair',
  reading: 'Reading',
  review: 'Review',
  clarification: 'Clarification',
  scoring: 'Scoring',
  consolidation: 'Consolidation',
  report: 'Report',
  signing: 'Signing',
  closed: 'Sealed',
} as const;

const COMMON_EN = {
  expert: 'Expert',
  member: 'Evaluation committee',
  agency: 'agency',
  supervisor: 'Supervisor',
  chair: 'chair',
  ceiling: 'ceiling',
} as const;

const TERMS_EN: Readonly<Record<Regime, WindowTerms>> = {
  tendering: {
    ...COMMON_EN,
    steps: STEPS_EN,
    lot: 'Lot',
    owner: 'owner',
    delegate: 'Delegate of the owner',
    rejection: 'Rejected',
    preliminaryReview: 'Preliminary review',
    outcomes: OUTCOMES_EN,
  },
  procurement: {
    ...COMMON_EN,
    steps: { ...STEPS_EN, review: 'Conformity', scoring: 'Assessment', consolidation: 'Comparison' },
    lot: 'Package',
    owner: 'purchaser',
    delegate: 'Delegate of the purchaser',
    rejection: 'Invalid',
    preliminaryReview: 'Conformity review',
    outcomes: {
      ...OUTCOMES_EN,
      'all-rejected': 'all bids are invalid',
      void: 'the procurement is void',
    },
  },
};

export const termsIn = (language: Language, regime: Regime): WindowTerms =>
  language === 'zh' ? TERMS[regime] : TERMS_EN[regime];

/** The terms that stand inside a window's sentences. */
export type SpokenTerms = Omit<WindowTerms, 'steps'>;

/** A window's terms; before it knows under which law, both regimes' where they differ: 标段（采购包）. */
export function spokenTerms(language: Language, regime: Regime | null): SpokenTerms {
  if (regime !== null) return termsIn(language, regime);
  const [one, other] = [termsIn(language, 'tendering'), termsIn(language, 'procurement')];
  const bracketed = (term: string): string => (language === 'zh' ? `（${term}）` : ` (${term})`);
  const both = <K extends string>(
    ones: Readonly<Record<K, string>>,
    others: Readonly<Record<NoInfer<K>, string>>,
  ): Record<K, string> =>
    Object.fromEntries(
      (Object.keys(ones) as K[]).map((key) => [
        key,
        ones[key] === others[key] ? ones[key] : `${ones[key]}${bracketed(others[key])}`,
      ]),
    ) as Record<K, string>;
  const { steps: _, outcomes, ...terms } = one;
  return { ...both(terms, other), outcomes: both(outcomes, other.outcomes) };
}

export const CHANGES: Readonly<Record<Bodies['change']['ground'], Words>> = {
  'objective-differs': words('客观评审因素评分不一致', 'an objective item on which members differ'),
  outlier: words('评分畸高、畸低', 'an outlier'),
  'tender-clause': words('招标文件规定', 'a clause of the tender'),
};

/** A motion without what it would decide of a score. */
export const MOTIONS: Readonly<Record<Exclude<Motion['kind'], 'absence' | 'taken-to-agree'>, Words>> = {
  'reject-all': words('否决全部投标', 'rejecting all bids'),
  stop: words('停止评标', 'stopping the evaluation'),
  mend: words('确定一项异常评分', 'settling a faulty score'),
  'settle-tie': words('确定并列候选人的次序', 'settling a tie between candidates'),
};

export const CLOSINGS: Readonly<Record<Bodies['close']['outcome'], Words>> = {
  sealed: words('封存', 'to be sealed'),
  'sealed-aborted': words('中止并封存', 'broken off, to be sealed'),
};

export const TRACKS: Readonly<Record<Bodies['recording-head']['track'], Words>> = {
  screen: words('屏幕', 'screen'),
  camera: words('摄像', 'camera'),
};

/** What is recorded of a seat, as a thing. */
export const RECORDINGS: typeof TRACKS = {
  screen: words('屏幕录像', 'screen recording'),
  camera: words('摄像头录像', 'camera recording'),
};
