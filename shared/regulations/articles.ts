/**
 * Which article says what, by regime: what `LAW` sentences cite. The two regimes are never mixed; a decision that cites the other one can be
 * challenged.
 */
import type { Regime } from '../project/model.ts';

export interface Article {
  readonly zh: string;
  readonly en: string;
}

const cite =
  (zh: string, en: string) =>
  (numeral: string, number: string): Article => ({
    zh: `《${zh}》第${numeral}条`,
    en: `${en}, article ${number}`,
  });

const biddingLaw = cite('招标投标法', 'Bidding Law');
const biddingRegulation = cite('招标投标法实施条例', 'Regulation under the Bidding Law');
const procurementLaw = cite('政府采购法', 'Government Procurement Law');
const order87 = cite('政府采购货物和服务招标投标管理办法', 'Ministry of Finance order 87');

const smallFirms: Article = {
  zh: '财库〔2020〕46号、财库〔2022〕19号',
  en: 'Notices Caiku [2020] 46 and [2022] 19',
};

const ARTICLES = {
  tendering: {
    committee: biddingLaw('三十七', '37'),
    supervision: biddingLaw('七', '7'),
    /** Bids are judged by what is in them, against what the tender says. */
    bidsJudged: biddingLaw('四十', '40'),
    candidates: biddingRegulation('五十三', '53'),
    ownersEstimate: biddingRegulation('五十', '50'),
    integrity: { zh: '《公平竞争审查规则》第九条', en: 'Fair Competition Review Rules, article 9' },
    smallFirms,
  },
  procurement: {
    committee: order87('四十七', '47'),
    supervision: procurementLaw('十三', '13'),
    bidsJudged: order87('五十五', '55'),
    priceFormula: order87('五十五', '55'),
    ties: order87('五十七', '57'),
    qualification: order87('四十四', '44'),
    integrity: order87('五十五', '55'),
    smallFirms,
  },
} as const;

/** The article that regulates a matter in this regime. A matter of one regime alone can be asked for with that regime only. */
export const article = <R extends Regime>(regime: R, matter: keyof (typeof ARTICLES)[R]): Article =>
  ARTICLES[regime][matter] as Article;
