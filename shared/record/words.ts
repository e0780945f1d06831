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

/** What a window calls in English what it calls in Chinese by the regime's terms. */
export type WindowTerms = Pick<
  Terms,
  'expert' | 'delegate' | 'agency' | 'supervisor' | 'chair' | 'rejection' | 'preliminaryReview' | 'outcomes'
>;

const TERMS_EN: WindowTerms = {
  expert: 'Expert',
  delegate: 'Delegate of the owner',
  agency: 'agency',
  supervisor: 'Supervisor',
  chair: 'chair',
  rejection: 'Rejected',
  preliminaryReview: 'Preliminary review',
  outcomes: OUTCOMES_EN,
};

export const termsIn = (language: Language, regime: Regime): WindowTerms =>
  language === 'zh' ? TERMS[regime] : TERMS_EN;

export const RECUSALS: Readonly<Record<Bodies['recuse']['ground'], Words>> = {
  tie: words('与投标人有利害关系', 'a tie with a bidder'),
  employment: words('与投标人有劳动关系', 'employment by a bidder'),
  kin: words('与投标人有近亲属关系', 'kinship with a bidder'),
  interest: words('与投标人有经济利益关系', 'an economic interest with a bidder'),
  other: words('其他可能影响公正评审的情形', 'another circumstance that may affect fairness'),
};

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
