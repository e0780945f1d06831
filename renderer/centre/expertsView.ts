/** Each expert against the others: exact sums by bid, the mean of the others, distance and spread; and when he scored, and how long. Time spent is shown, never ranked. */
import { cellOf, currentRound } from '../../shared/evaluation/committee.ts';
import type { Entry } from '../../shared/journal/entry.ts';
import type { RoomState, Round } from '../../shared/journal/state.ts';
import { type Exact, exact, printed, sum, ZERO } from '../../shared/scoring/exact.ts';
import { medianDeviation } from '../../shared/scoring/spread.ts';

export interface ExpertOnBid {
  readonly bid: string;
  /** Of the expert's own scores; null where the sheet is not open. */
  readonly sum: string | null;
  /** Mean of the other members' sums, to six places. */
  readonly others: string | null;
  /** Own sum less the others' mean, to six places. */
  readonly distance: string | null;
  /** Median absolute deviation of all members' sums: what a distance is to be held against. */
  readonly spread: string | null;
}

export interface ExpertView {
  readonly who: string;
  readonly bids: readonly ExpertOnBid[];
  /** Median absolute deviation of the expert's own sums over the bids; null where the sheet is not open. */
  readonly spread: string | null;
  /** RFC 3339 of the first act on the sheet, a remark or a score, and of the submission; null where there is none. */
  readonly first: string | null;
  readonly submitted: string | null;
}

/** An expert's sums by bid; null where the sheet is not open. */
function sumsOf(round: Round, who: string): ReadonlyMap<string, Exact> | null {
  const sheet = round.sheets.get(who);
  if (sheet === undefined || sheet.by === 'void') return null;
  const sums = new Map(round.bids.map((bid) => [bid, ZERO]));
  for (const [key, { score }] of sheet.values) {
    const { bid } = cellOf(key);
    if (score !== null) sums.set(bid, (sums.get(bid) ?? ZERO).add(exact(score)));
  }
  return sums;
}

const spreadOf = (values: readonly Exact[]): string | null =>
  values.length === 0 ? null : printed(medianDeviation(values));

/** @param others sums of the other members whose sheets are open */
function onBid(bid: string, mine: Exact | undefined, others: readonly Exact[]): ExpertOnBid {
  const mean = others.length === 0 ? null : sum(others).div(exact(others.length));
  return {
    bid,
    sum: mine === undefined ? null : printed(mine),
    others: mean === null ? null : printed(mean),
    distance: mine === undefined || mean === null ? null : printed(mine.sub(mean)),
    spread: spreadOf(mine === undefined ? others : [mine, ...others]),
  };
}

/** Every member of the current round, in the committee's order. */
export function expertsView(room: RoomState, entries: readonly Entry[]): ExpertView[] {
  const round = currentRound(room);
  if (round === undefined) return [];
  const sums = new Map(room.members.map((who) => [who, sumsOf(round, who)]));
  const session = (entry: Entry): string | undefined => room.sessions.get(entry.act.session)?.who;
  return room.members.map((who) => {
    const own = entries.filter((entry) => session(entry) === who);
    const first = own.find(({ act }) => act.type === 'score' && act.body.round === round.number)?.at ?? null;
    const submitted =
      own.find(({ act }) => act.type === 'submit' && act.body.round === round.number)?.at ?? null;
    const mine = sums.get(who) ?? null;
    const others = (bid: string): Exact[] =>
      room.members.flatMap((other) => (other === who ? [] : (sums.get(other)?.get(bid) ?? [])));
    return {
      who,
      first,
      submitted,
      spread: mine === null ? null : spreadOf([...mine.values()]),
      bids: round.bids.map((bid) => onBid(bid, mine?.get(bid), others(bid))),
    };
  });
}
