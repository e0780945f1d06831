/**
 * Which article says what, by regime: what `LAW` sentences cite. The two regimes are never mixed; a decision that cites the other one can be
 * challenged.
 */
import { type Article, biddingLaw, biddingRegulation, order87, procurementLaw } from '../evaluation/law.ts';
import type { Regime } from '../project/model.ts';

const smallFirms: Article = {
  zh: '财库〔2020〕46号、财库〔2022〕19号',
  en: 'Notices Caiku [2020] 46 and [2022] 19',
};

const ARTICLES = {
  tendering: {
    committee: biddingLaw(['三十七', '37']),
    supervision: biddingLaw(['七', '7']),
    /** Bids are judged by what is in them, against what the tender says. */
    bidsJudged: biddingLaw(['四十', '40']),
    candidates: biddingRegulation(['五十三', '53']),
    ownersEstimate: biddingRegulation(['五十', '50']),
    integrity: { zh: '《公平竞争审查规则》第九条', en: 'Fair Competition Review Rules, article 9' },
    smallFirms,
  },
  procurement: {
    committee: order87(['四十七', '47']),
    supervision: procurementLaw(['十三', '13']),
    bidsJudged: order87(['五十五', '55']),
    priceFormula: order87(['五十五', '55']),
    ties: order87(['五十七', '57']),
    qualification: order87(['四十四', '44']),
    integrity: order87(['五十五', '55']),
    smallFirms,
  },
} as const;

/** The article that regulates a matter in this regime. A matter of one regime alone can be asked for with that regime only. */
export const article = <R extends Regime>(regime: R, matter: keyof (typeof ARTICLES)[R]): Article =>
  ARTICLES[regime][matter] as Article;
