/** The scoring core: from a project's data and the committee's decisions to the ranking, exactly, with every step explained. */
export { checkValues } from './checks.ts';
export { responsiveBids } from './eligibility.ts';
export { type Evaluation, evaluate } from './evaluate.ts';
export type {
  BenchmarkExplanation,
  BidExplanation,
  ExpertsItem,
  GroupExplanation,
  IntegrityExplanation,
  ItemExplanation,
  PartExplanation,
  PriceItem,
} from './explanation.ts';
export { lowPrices } from './lowPrices.ts';
export { type Outlier, outliers } from './outliers.ts';
export { scoreFault } from './scoreFault.ts';
