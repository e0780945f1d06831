/** People who decide by chance, and the days on which all of them decide alike. */
import { expertsItems } from '../../shared/evaluation/committee.ts';
import type { Item, ProjectData } from '../../shared/project/model.ts';
import type { Minds } from './day.ts';
import type { Chance } from './seededRandom.ts';

/** Which bids nobody passes, and whether everybody gives every bid the same points. */
export interface Agreement {
  readonly fails: 'now and then one' | 'all but two' | 'all';
  readonly scoresAlike: boolean;
}

/** A score on the item's range and step, as a clerk would write it; `alike` gives the same for all. */
export function anyScore(chance: Chance, item: Item, alike = item.objective === true): string {
  const scaled = (text: string | undefined, fallback: number): number =>
    Math.round(Number(text ?? fallback) * 100);
  const [min, max, step] = [scaled(item.min, 0), scaled(item.max, 0), scaled(item.step, 0.5)];
  const steps = Math.floor((max - min) / step);
  // From the upper half, as committees do, so that most bids stay above a pass mark.
  const half = Math.floor(steps / 2);
  const value = min + step * (half + (alike ? 0 : chance.below(steps - half + 1)));
  return (value / 100).toFixed(2);
}

function failing(chance: Chance, data: ProjectData, fails: Agreement['fails']): readonly string[] {
  const bids = data.bids.map(({ bid }) => bid);
  if (fails === 'all') return bids;
  if (fails === 'all but two') return bids.slice(2);
  return bids.length > 3 && chance.below(3) === 0 ? [chance.pick(bids)] : [];
}

/** Minds that decide by chance within what they agree on. */
export function chanceMinds(
  chance: Chance,
  data: ProjectData,
  agreement: Agreement = { fails: 'now and then one', scoresAlike: false },
): Minds {
  const items = new Map(expertsItems(data).map((item) => [item.id, item]));
  const checks = data.project.review;
  const failed = checks.length > 0 ? failing(chance, data, agreement.fails) : [];
  const check = checks.length > 0 ? chance.pick(checks).id : null;
  return {
    chair: data.committee.find((m) => m.role === 'expert' && !data.project.reserves.includes(m.expert))!
      .expert,
    passes: (_, bid, id) =>
      failed.includes(bid) && id === check
        ? { pass: false, reason: '不符合要求' }
        : { pass: true, reason: '' },
    scores: (_, __, id) => {
      const item = items.get(id)!;
      return anyScore(chance, item, item.objective === true || agreement.scoresAlike);
    },
  };
}
