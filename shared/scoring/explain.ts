import type { Bid, Decisions, ProjectData } from '../project/model.ts';
import type { Answer } from './answer.ts';
import { objections } from './eligibility.ts';
import { exact, printed } from './exact.ts';
import { explainGroup } from './explainGroups.ts';
import { explainIntegrity } from './explainIntegrity.ts';
import { explainBenchmark, rounded } from './explainPrice.ts';
import type { BidExplanation } from './explanation.ts';
import type { Workings } from './workings.ts';

function totalOf({ project }: ProjectData, workings: Workings, bid: Bid): Pick<BidExplanation, 'total'> {
  const points = workings.points.get(bid.bid);
  return points === undefined ? {} : { total: rounded(points.exact, points.total, project.rounding.total) };
}

function integrityOf(workings: Workings, bid: Bid): Pick<BidExplanation, 'integrity'> {
  const score = workings.integrity?.scores.get(bid.bid);
  return score === undefined ? {} : { integrity: explainIntegrity(score) };
}

/** Prints one bid's way from the workings that the answer was printed from; undefined for a bid that is not there. */
export function explainBid(
  data: ProjectData,
  decisions: Decisions,
  workings: Workings,
  answer: Answer,
  id: string,
): BidExplanation | undefined {
  const { project } = data;
  const bid = data.bids.find((entry) => entry.bid === id);
  const outcome = answer.bids.find((entry) => entry.bid === id);
  if (bid === undefined || outcome === undefined) return undefined;
  const deduct = project.price?.deduct?.[bid.sme];
  const responsive = !workings.eligibility.rejected.has(id);
  const { benchmark } = workings;
  return {
    outcome,
    objections: objections(data, decisions.reviews).get(id) ?? [],
    price: printed(exact(bid.price)),
    ...(deduct === undefined ? {} : { deduct }),
    evaluatedPrice: printed(workings.evaluatedPrices.get(id)!),
    groups: responsive ? project.groups.map((group) => explainGroup(project, group, bid, workings)) : [],
    ...integrityOf(workings, bid),
    benchmark: benchmark === null ? null : explainBenchmark(project, benchmark),
    ...totalOf(data, workings, bid),
  };
}
