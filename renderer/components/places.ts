/** How many decimals a column of exact numbers needs, so that their points stand below each other. */

/** The longest fraction among decimals as the core writes them; null is a dash. */
export const placesOf = (values: Iterable<string | null>): number =>
  Math.max(0, ...[...values].map((value) => value?.split('.')[1]?.length ?? 0));
