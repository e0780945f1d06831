/**
 * Which recorded screens may stay closed, by what the journal says: those of scores that never came out. Any other one has to open, or nobody can tell
 * whether it is what was recorded: the keys of a segment that no key opens bind nothing of it.
 */
import { isMember } from '../evaluation/committee.ts';
import { gateClosed } from '../evaluation/gate.ts';
import { sheetKeyOut } from '../evaluation/release.ts';
import { commitmentOf } from '../evaluation/sheets.ts';
import type { Entry } from '../journal/entry.ts';
import type { RoomState, Session } from '../journal/state.ts';
import type { CryptoPort } from '../ports/crypto.ts';
import { segmentName } from './track.ts';

/**
 * Why no key may open a screen. `sheet`: it stays closed as its sheet does. `seat`: its key may be lost with a seat that its expert has left, which was to
 * hand it over; nothing speaks against the recording then, and nothing for it.
 */
export type Closure = 'sheet' | 'seat';

/** A round that a member dealt his key in. */
interface Dealt {
  readonly number: number;
  /** The key is out. */
  readonly out: boolean;
}

/** By name of the segment; of one that is not here, the key has to be out. @param state what the entries give */
export function closedScreens(
  crypto: CryptoPort,
  state: RoomState,
  entries: readonly Entry[],
): Map<string, Closure> {
  const without = new Set(state.refused.map(({ seq }) => seq));
  const dealt = new Map<string, readonly Dealt[]>();
  const first = new Map<string, Closure | null>();
  for (const { seq, act } of entries) {
    if (act.type !== 'recording-head' || act.body.track !== 'screen' || without.has(seq)) continue;
    const name = segmentName({ session: act.session, ...act.body });
    if (first.has(name)) continue;
    const session = state.sessions.get(act.session)!;
    const own = dealt.get(session.who) ?? dealtBy(crypto, state, session.who);
    dealt.set(session.who, own);
    first.set(name, closure(state, session, own, seq));
  }
  return new Map([...first].flatMap(([name, why]) => (why === null ? [] : [[name, why] as const])));
}

const dealtBy = (crypto: CryptoPort, state: RoomState, who: string): Dealt[] =>
  state.rounds
    .filter((round) => commitmentOf(round, who) !== undefined)
    .map((round) => ({ number: round.number, out: sheetKeyOut(crypto, state, round, who) !== null }));

/** The round that was running at an entry, or the next: a screen that is bound there is under its key, or under an earlier one's. */
function roundAt({ rounds }: RoomState, seq: number): number {
  const last = rounds.findLast(({ opened }) => opened <= seq);
  if (last === undefined) return 1;
  return last.abandoned === null || last.abandoned > seq ? last.number : last.number + 1;
}

/** @param seq the entry that first binds the segment */
function closure(
  state: RoomState,
  { who, closed }: Session,
  dealt: readonly Dealt[],
  seq: number,
): Closure | null {
  const number = roundAt(state, seq);
  const until = dealt.filter((round) => round.number <= number);
  // Whoever is no member at the end of a completed room told no key but by release.
  if (state.closed?.outcome !== 'sealed' || !isMember(state, who)) {
    const isOut = until.at(-1)?.number === number && until.every(({ out }) => out);
    return isOut && !hasMoved(state, who) ? null : 'sheet';
  }
  const isSealed = until.some((one) => !one.out && gateClosed(state, one.number, state.head.seq) !== null);
  if (isSealed) return 'sheet';
  return closed === null ? null : 'seat';
}

/** At a seat moved to, a screen may have a key of its own. */
const hasMoved = ({ sessions }: RoomState, who: string): boolean =>
  [...sessions.values()].filter((one) => one.who === who && one.admitted !== null).length > 1;
