import type { Bid, Project } from '../project/model.ts';
import { type Exact, exact, ONE } from './exact.ts';

/** The evaluated price (评标价): the price as bid, less the deduction for small firms in procurement (财库〔2020〕46号). */
export function evaluatedPrice(project: Project, bid: Bid): Exact {
  const deduct = project.price?.deduct?.[bid.sme];
  const price = exact(bid.price);
  return deduct === undefined ? price : price.mul(ONE.sub(exact(deduct)));
}
