/** What the supervisor has to do next, or whom he has to wait for: one step at a time, from the room's own rules. */
import { answerable } from '../../shared/evaluation/clarification.ts';
import { activeSession, currentRound, recusedMembers } from '../../shared/evaluation/committee.ts';
import { blockers, nextPhase } from '../../shared/evaluation/course.ts';
import { unsigned } from '../../shared/evaluation/ending.ts';
import { notSubmitted } from '../../shared/evaluation/gate.ts';
import type { Phase } from '../../shared/journal/acts.ts';
import type { RoomState, Session } from '../../shared/journal/state.ts';
import type { Refusal } from '../../shared/refusal.ts';

export type NextStep =
  | { readonly do: 'admit'; readonly sessions: readonly Session[] }
  | { readonly do: 'resume' }
  | { readonly do: 'substitute'; readonly members: readonly string[] }
  | { readonly do: 'announce' }
  | { readonly do: 'answer'; readonly questions: readonly string[] }
  | { readonly do: 'witness'; readonly request: string }
  | { readonly do: 'proceed'; readonly to: Phase; readonly blockers: readonly Refusal[] }
  | { readonly do: 'close' }
  /** Members whose submission or signature is out: known by number alone, never by what they have scored. */
  | { readonly do: 'await-submissions' | 'await-signatures'; readonly members: readonly string[] }
  /** The chair leads; who has not come, and what still keeps the next phase from beginning. */
  | {
      readonly do: 'await-chair';
      readonly absent: readonly string[];
      readonly blockers: readonly Refusal[];
    };

/** People who have signed in and are not admitted yet. */
function entering(room: RoomState): Session[] {
  return [...room.sessions.values()].filter(
    ({ admitted, closed, role }) => admitted === null && closed === null && role !== 'host',
  );
}

export function nextStep(room: RoomState): NextStep {
  const sessions = entering(room);
  if (sessions.length > 0) return { do: 'admit', sessions };
  if (room.paused !== null) return { do: 'resume' };
  const recused = recusedMembers(room);
  if (recused.length > 0) return { do: 'substitute', members: recused };
  if (room.phase === 'commitment' && room.announced === null) return { do: 'announce' };
  const request = [...room.backs].find(([, { phase }]) => phase === room.phase)?.[0];
  if (request !== undefined) return { do: 'witness', request };
  const questions = answerable(room);
  if (questions.length > 0) return { do: 'answer', questions };
  if (room.phase === 'signing') {
    const open = unsigned(room);
    return open.length === 0 ? { do: 'close' } : { do: 'await-signatures', members: open };
  }
  const round = currentRound(room);
  if (room.phase === 'scoring' && round !== undefined) {
    const open = notSubmitted(room, round);
    if (open.length > 0) return { do: 'await-submissions', members: open };
  }
  const next = nextPhase(room);
  const absent = room.members.filter((who) => activeSession(room, who) === undefined);
  if (next === null) return { do: 'await-chair', absent, blockers: [] };
  const open = blockers(room, next);
  const leads = next === 'commitment' || next === 'chair';
  return leads
    ? { do: 'proceed', to: next, blockers: missing(room, open) }
    : { do: 'await-chair', absent, blockers: open };
}

/** A majority is enough to begin; who is missing is said all the same, so that nobody begins by oversight. */
function missing(room: RoomState, open: readonly Refusal[]): readonly Refusal[] {
  return room.phase === 'sign-in' && room.members.every((m) => activeSession(room, m) !== undefined)
    ? []
    : open;
}
