/** What a bench answers: our figure beside a peer's or a limit's, measured in the same run. */
export interface Measured {
  readonly name: string;
  /** With its unit, for people. */
  readonly ours: string;
  readonly peer: string;
  /** Better is greater: ours in units of the peer's. */
  readonly ratio: number;
  /** The ratio to be reached. */
  readonly goal: number;
}

/** The middle one; what else the machine does disturbs single runs. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

/** How many a second, in words. */
export const perSecond = (count: number, ms: number): string => `${Math.round((count / ms) * 1000)}/s`;
