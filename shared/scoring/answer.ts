/**
 * The answer object of the contract, `sealroom-ranking/1`: what `score --json` prints, what the report's tables show and what the
 * verifier recomputes. Numbers are decimal strings as the contract prints them.
 */
import type { Decimal } from '../project/model.ts';

export type Warning = 'NO_REVIEW' | 'FEW_BIDS' | 'TIE_AT_CUT';
export type RejectionReason = 'REVIEW_FAILED' | 'NOT_LISTED' | 'ABOVE_CEILING';

export interface RankedBid {
  readonly bid: string;
  readonly status: 'ranked';
  readonly rank: number;
  readonly evaluatedPrice: Decimal;
  /** Absent under `lowestPrice`, like groups and total. */
  readonly items?: Readonly<Record<string, Decimal>>;
  readonly groups?: Readonly<Record<string, Decimal>>;
  readonly total?: Decimal;
}

export type AnswerBid =
  | RankedBid
  | { readonly bid: string; readonly status: 'rejected'; readonly reason: RejectionReason }
  | { readonly bid: string; readonly status: 'unqualified'; readonly reason: 'BELOW_PASS' };

export interface Answer {
  readonly format: 'sealroom-ranking/1';
  readonly project: string;
  readonly benchmark: Decimal | null;
  readonly warnings: readonly Warning[];
  readonly bids: readonly AnswerBid[];
  readonly candidates: readonly string[];
}
