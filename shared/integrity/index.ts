/** The integrity method (商务诚信法): rulebook and records to an enterprise's score, its weight, the library. */
export { checkIntegrityScores, checkIntegrityWeight, checkRulebook } from './checks.ts';
export type {
  ItemPoints,
  JudgedRecord,
  PartScore,
  RecordStanding,
} from './enterpriseScore.ts';
export { type BidderScore, bidderScore, libraryStatus } from './library.ts';
