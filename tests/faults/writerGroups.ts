/** How many entries the writer commits together next, by the number of the last one: so that what was under way at a kill is known. */
export const groupAfter = (seq: number): number => 1 + (seq % 4);
