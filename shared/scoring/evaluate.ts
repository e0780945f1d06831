/** The one way from a project and the committee's decisions to its ranking. Pure and exact: whoever repeats it gets the same digits. */
import type { Decisions, Project, ProjectData } from '../project/model.ts';
import type { Answer, AnswerBid, RankedBid, Warning } from './answer.ts';
import { type Exact, printed } from './exact.ts';
import { explainBid } from './explain.ts';
import type { BidExplanation } from './explanation.ts';
import type { BidPoints } from './groups.ts';
import { candidatesOf } from './ranking.ts';
import { type Workings, work } from './workings.ts';

/** BL 28 and 政府采购法 36 begin at fewer than three. */
const FEW = 3;

export interface Evaluation {
  readonly answer: Answer;
  /** How one bid came to its numbers, with everything that a reader needs to recompute them; undefined for a bid that is not there. */
  readonly explain: (bid: string) => BidExplanation | undefined;
}

function itemPlaces(project: Project): ReadonlyMap<string, number | undefined> {
  const { mean, price, integrity } = project.rounding;
  const places = { experts: mean, price, integrity };
  return new Map(project.groups.flatMap((group) => group.items.map((item) => [item.id, places[item.by]])));
}

/** `Object.fromEntries` and not assignment: an item may be called `__proto__`. */
const printedMap = (
  values: ReadonlyMap<string, Exact>,
  places: (id: string) => number | undefined,
): Readonly<Record<string, string>> =>
  Object.fromEntries([...values].map(([id, value]) => [id, printed(value, places(id))]));

function pointsPrinted(
  project: Project,
  points: BidPoints | undefined,
  places: ReadonlyMap<string, number | undefined>,
): Pick<RankedBid, 'items' | 'groups' | 'total'> {
  if (points === undefined) return {};
  const groups = new Map([...points.groups].map(([id, group]) => [id, group.value]));
  return {
    items: printedMap(points.items, (id) => places.get(id)),
    groups: printedMap(groups, () => project.rounding.group),
    total: printed(points.total, project.rounding.total),
  };
}

function answerBids({ project, bids }: ProjectData, workings: Workings): readonly AnswerBid[] {
  const places = itemPlaces(project);
  return bids.map(({ bid }): AnswerBid => {
    const reason = workings.eligibility.rejected.get(bid);
    if (reason !== undefined) return { bid, status: 'rejected', reason };
    const rank = workings.ranks.get(bid);
    if (rank === undefined) return { bid, status: 'unqualified', reason: 'BELOW_PASS' };
    const evaluatedPrice = printed(workings.evaluatedPrices.get(bid)!);
    const points = pointsPrinted(project, workings.points.get(bid), places);
    return { bid, status: 'ranked', rank, evaluatedPrice, ...points };
  });
}

function warningsOf(
  { project }: ProjectData,
  decisions: Decisions,
  workings: Workings,
  candidates: readonly string[],
): readonly Warning[] {
  const holds: Readonly<Record<Warning, boolean>> = {
    NO_REVIEW: decisions.reviews === undefined && project.review.length > 0,
    FEW_BIDS: workings.eligibility.responsive.length < FEW,
    TIE_AT_CUT: candidates.length > project.candidates,
  };
  return (['NO_REVIEW', 'FEW_BIDS', 'TIE_AT_CUT'] as const).filter((warning) => holds[warning]);
}

/**
 * The ranking of a project that was checked (`checkValues` found nothing, or the room's gate is open). Throws a RangeError where a score
 * is missing, which is a fault of the caller.
 */
export function evaluate(data: ProjectData, decisions: Decisions): Evaluation {
  const { project } = data;
  const workings = work(data, decisions);
  const candidates = candidatesOf(workings.ranks, project.candidates);
  const benchmark = workings.benchmark?.value;
  const answer: Answer = {
    format: 'sealroom-ranking/1',
    project: project.code,
    benchmark: benchmark === undefined ? null : printed(benchmark, project.rounding.benchmark),
    warnings: warningsOf(data, decisions, workings, candidates),
    bids: answerBids(data, workings),
    candidates,
  };
  return { answer, explain: (bid) => explainBid(data, decisions, workings, answer, bid) };
}
