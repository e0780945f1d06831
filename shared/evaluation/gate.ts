/**
 * The gate: when a seat may release. Every seat decides it over its own verified chain; no phase flag of the host opens anything.
 */
import type { RoomState, Round } from '../journal/state.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { currentRound } from './committee.ts';

export const roundOf = (state: RoomState, number: number): Round | undefined => state.rounds[number - 1];

/** Current members whose sheet of this round is not in. */
export const notSubmitted = (state: RoomState, round: Round): string[] =>
  state.members.filter((member) => !round.submits.has(member));

/** Whether every current member's sheet of this round has been opened, or found void. */
export const allOpened = (state: RoomState, round: Round): boolean =>
  state.members.length > 0 && state.members.every((member) => round.sheets.has(member));

/**
 * Whether sheet keys and shares of round `number` may be released by someone who has seen the journal up to entry `seen`.
 * The current round: a valid submit of every current member, the last of them seen. A round that was given up: only when the one that
 * took its place is in, so that nobody scores anew with the others' first scores before him.
 */
export function gateClosed(state: RoomState, number: number, seen: number): Refusal | null {
  const round = roundOf(state, number);
  if (round === undefined)
    return refusal('ROUND', `没有第 ${number} 轮评分`, `There is no scoring round ${number}`);
  const deciding = round.abandoned === null ? round : currentRound(state);
  const missing = deciding === undefined ? state.members : notSubmitted(state, deciding);
  if (deciding === undefined || missing.length > 0)
    return refusal(
      'GATE_CLOSED',
      `全部成员提交之前不得开封；尚未提交：${missing.join('、')}`,
      `Nothing is released before all have submitted; open: ${missing.join(', ')}`,
    );
  const last = Math.max(...state.members.map((member) => deciding.submits.get(member)!.seq));
  return seen >= last
    ? null
    : refusal(
        'GATE_UNSEEN',
        '本席位尚未核对到最后一份提交',
        'This seat has not yet verified the last submission',
      );
}

/**
 * Whether scores of this room may have become known to anybody. From the moment the gate opens, not from the first release on record: seats release by
 * themselves, and a host that knows a key need not write it down.
 */
export const scoresOut = (state: RoomState): boolean =>
  state.substitutions.some(({ afterRelease }) => afterRelease) ||
  state.rounds.some(
    (round) =>
      round.keys.size > 0 ||
      [...round.deals.values()].some(({ released }) => released.size > 0) ||
      notSubmitted(state, round).length === 0,
  );
