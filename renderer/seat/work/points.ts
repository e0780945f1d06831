/** Points below each other in fields whose values stay as they were typed: how much is kept free behind each. */
import type { Item } from '../../../shared/project/model.ts';

/** Places of an item whose scores have no step. */
const FREE = 2;

const POINT = /[.\uff0e\u3002]/;

const placesIn = (decimal: string | undefined): number => decimal?.split('.')[1]?.length ?? 0;

/** Places after the point that the scores of these items can have. */
export const placesOf = (items: Iterable<Item>): number =>
  Math.max(
    0,
    ...[...items].map(({ min, max, step }) =>
      step === undefined ? FREE : Math.max(...[min, max, step].map(placesIn)),
    ),
  );

/**
 * What is missing behind a text so that its point, or the end of its whole number, stands where all others have theirs: figures, and a point.
 * Nothing is kept free behind an empty field, whose word would not stand below any figure.
 */
export function missingBehind(
  text: string,
  places: number,
): { readonly figures: number; readonly point: boolean } {
  const typed = text.trim();
  if (typed === '' || places === 0) return { figures: 0, point: false };
  const [, fraction] = typed.split(POINT);
  return { figures: Math.max(0, places - (fraction?.length ?? 0)), point: fraction === undefined };
}
