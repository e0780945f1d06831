/**
 * Who is still in: opened are all bids, responsive (有效投标) those that no rule below puts out. Qualification by pass marks needs the
 * experts' scores and comes later.
 */
import { libraryStatus } from '../integrity/index.ts';
import type { Bid, ProjectData, ReviewLine } from '../project/model.ts';
import type { RejectionReason } from './answer.ts';
import { scoringMembers } from './committee.ts';
import { exact } from './exact.ts';

export interface Eligibility {
  /** In the order of `bids.csv`. */
  readonly responsive: readonly string[];
  /** Every other bid, with the first reason that holds. */
  readonly rejected: ReadonlyMap<string, RejectionReason>;
}

/** How many members say no to one check of one bid; more than half of the committee rejects the bid. */
export interface Objection {
  readonly check: string;
  readonly against: number;
  readonly members: number;
  readonly rejects: boolean;
}

/** The checks to which any member says no, by bid. Lines of reserves do not count. */
export function objections(
  data: ProjectData,
  reviews: readonly ReviewLine[] = [],
): ReadonlyMap<string, readonly Objection[]> {
  const members = new Set(scoringMembers(data).map((member) => member.expert));
  const against = new Map<string, Map<string, number>>();
  for (const { expert, bid, check, pass } of reviews) {
    if (pass || !members.has(expert)) continue;
    const checks = against.get(bid) ?? new Map<string, number>();
    checks.set(check, (checks.get(check) ?? 0) + 1);
    against.set(bid, checks);
  }
  const counted = (checks: ReadonlyMap<string, number>): readonly Objection[] =>
    data.project.review.flatMap(({ id }) => {
      const votes = checks.get(id) ?? 0;
      const objection = {
        check: id,
        against: votes,
        members: members.size,
        rejects: 2 * votes > members.size,
      };
      return votes === 0 ? [] : [objection];
    });
  return new Map([...against].map(([bid, checks]) => [bid, counted(checks)]));
}

/**
 * Which bids go on to the detailed review (详细评审), and why the others do not: rejected in review, not in the integrity library with
 * status `listed` where the integrity method applies, or price as bid above the ceiling. Needs no score; without `reviews` all have
 * passed the review.
 */
export function responsiveBids(data: ProjectData, reviews?: readonly ReviewLine[]): Eligibility {
  const { integrity, ceiling } = data.project;
  const objected = objections(data, reviews);
  const limit = ceiling === undefined ? undefined : exact(ceiling);
  const reason = ({ bid, enterprise, price }: Bid): RejectionReason | undefined => {
    if (objected.get(bid)?.some((objection) => objection.rejects)) return 'REVIEW_FAILED';
    if (integrity.applies && libraryStatus(data.integrity, enterprise) !== 'listed') return 'NOT_LISTED';
    return limit !== undefined && exact(price).compare(limit) > 0 ? 'ABOVE_CEILING' : undefined;
  };
  const responsive: string[] = [];
  const rejected = new Map<string, RejectionReason>();
  for (const bid of data.bids) {
    const found = reason(bid);
    if (found === undefined) responsive.push(bid.bid);
    else rejected.set(bid.bid, found);
  }
  return { responsive, rejected };
}
