/** Each expert against the others: exact sums by bid, the mean of the others, the distance; and when he scored. Time spent is shown, never ranked. */
import { cellOf, currentRound } from '../../shared/evaluation/committee.ts';
import type { Entry } from '../../shared/journal/entry.ts';
import type { RoomState } from '../../shared/journal/state.ts';
import { exact, printed, sum } from '../../shared/scoring/exact.ts';

export interface ExpertOnBid {
  readonly bid: string;
  /** Of the expert's own scores; null where the sheet is not open. */
  readonly sum: string | null;
  /** Mean of the other members' sums, to two places. */
  readonly others: string | null;
  /** Own sum less the others' mean, to two places. */
  readonly distance: string | null;
}

export interface ExpertView {
  readonly who: string;
  readonly bids: readonly ExpertOnBid[];
  /** RFC 3339 of the first score and of the submission; null where there is none. */
  readonly first: string | null;
  readonly submitted: string | null;
}

const PLACES = 2;

export function expertsView(room: RoomState, entries: readonly Entry[]): ExpertView[] {
  const round = currentRound(room);
  if (round === undefined) return [];
  const sumOf = (who: string, bid: string) => {
    const sheet = round.sheets.get(who);
    if (sheet === undefined || sheet.by === 'void') return null;
    const own = [...sheet.values].filter(([key]) => cellOf(key).bid === bid);
    return sum(own.flatMap(([, { score }]) => (score === null ? [] : [exact(score)])));
  };
  const session = (entry: Entry): string | undefined => room.sessions.get(entry.act.session)?.who;
  return room.members.map((who) => {
    const own = entries.filter((entry) => session(entry) === who);
    return {
      who,
      first: own.find(({ act }) => act.type === 'score' && act.body.round === round.number)?.at ?? null,
      submitted: own.find(({ act }) => act.type === 'submit' && act.body.round === round.number)?.at ?? null,
      bids: round.bids.map((bid) => {
        const mine = sumOf(who, bid);
        const rest = room.members.flatMap((other) => (other === who ? [] : (sumOf(other, bid) ?? [])));
        const mean = rest.length === 0 ? null : sum(rest).div(exact(rest.length));
        return {
          bid,
          sum: mine === null ? null : printed(mine),
          others: mean === null ? null : printed(mean, PLACES),
          distance: mine === null || mean === null ? null : printed(mine.sub(mean), PLACES),
        };
      }),
    };
  });
}
