/**
 * The course of the day: going on to the next phase, going back, pauses. The supervisor leads until there is a chair; from then on the
 * chair does, because what is concluded is of substance.
 */

import { PHASES, type Phase } from '../journal/acts.ts';
import type { RoomState, Session } from '../journal/state.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { questionOpen } from './clarification.ts';
import {
  activeSession,
  cellKey,
  currentRound,
  expertsItems,
  majorityOf,
  recusedMembers,
} from './committee.ts';
import { allOpened, notSubmitted } from './gate.ts';
import { mustBeVoid } from './outcome.ts';
import { responsive, reviewOpen } from './review.ts';
import { phases, type Rules } from './rule.ts';
import { returnTo } from './substitution.ts';
import { termsOf } from './terms.ts';

/** Phases that begin by `proceed`; report, signing and closed begin by their own acts. */
const PROCEEDED = phases(PHASES, 'commitment', 'consolidation');

const listed = (
  code: string,
  who: readonly string[],
  zh: (names: string) => string,
  en: (names: string) => string,
): Refusal[] => (who.length === 0 ? [] : [refusal(code, zh(who.join('、')), en(who.join(', ')))]);

/** What each phase waits for before it may begin. */
const waits: { [P in Phase]?: (state: RoomState) => Refusal[] } = {
  /** A majority suffices: whether the others are absent is what it will vote on. */
  commitment: (state) => {
    const missing = state.members.filter((m) => activeSession(state, m) === undefined);
    if (state.members.length - missing.length >= majorityOf(state.members.length)) return [];
    return listed(
      'NOT_ADMITTED',
      missing,
      (n) => `尚未签到：${n}`,
      (n) => `Not admitted yet: ${n}`,
    );
  },
  chair: (state) => [
    ...listed(
      'RECUSED',
      recusedMembers(state),
      (n) => `已回避，待更换：${n}`,
      (n) => `Recused, to be replaced: ${n}`,
    ),
    ...listed(
      'NOT_COMMITTED',
      uncommitted(state),
      (n) => `尚未签署承诺：${n}`,
      (n) => `Commitment open: ${n}`,
    ),
  ],
  reading: (state) => noChair(state),
  review: (state) =>
    listed(
      'NOT_READ',
      unread(state),
      (n) => `尚未阅读招标文件：${n}`,
      (n) => `Has not read the tender: ${n}`,
    ),
  clarification: (state) => [...unready(state), ...reviewOpen(state)],
  scoring: (state) => {
    const found = [...unready(state), ...questionOpen(state)];
    if (mustBeVoid(state))
      found.push(
        refusal(
          'MUST_BE_VOID',
          '有效投标不足三家，须予废标',
          'Fewer than three bids are valid: the procurement is void',
        ),
      );
    if (responsive(state).length === 0) found.push(refusal('NO_BIDS', '没有有效投标', 'No bid is left'));
    return found;
  },
  consolidation: (state) => {
    const round = currentRound(state)!;
    const missing = notSubmitted(state, round);
    if (missing.length > 0)
      return listed(
        'NOT_SUBMITTED',
        missing,
        (n) => `尚未提交：${n}`,
        (n) => `Not submitted yet: ${n}`,
      );
    const sealed = state.members.filter((m) => !round.sheets.has(m));
    return allOpened(state, round)
      ? []
      : listed(
          'SHEET_SEALED',
          sealed,
          (n) => `尚未开封：${n}`,
          (n) => `Not opened yet: ${n}`,
        );
  },
};

const uncommitted = (state: RoomState) =>
  state.members.filter((m) => (state.member.get(m)?.committed ?? null) === null);
const unread = (state: RoomState) =>
  state.members.filter((m) => (state.member.get(m)?.read ?? null) === null);
const noChair = (state: RoomState): Refusal[] =>
  state.chair === null
    ? [refusal('NO_CHAIR', `尚未推选出${termsOf(state).chair}`, 'There is no chair yet')]
    : [];
/** What a substitute who came in late still owes, besides his own judgements. */
const unready = (state: RoomState): Refusal[] => [
  ...waits.chair!(state),
  ...noChair(state),
  ...waits.review!(state),
];

/** What keeps the next phase from beginning; empty where nothing does. */
export function blockers(state: RoomState, to: Phase): Refusal[] {
  return waits[to]?.(state) ?? [];
}

/** The phase that `proceed` would begin now, or null. */
export function nextPhase(state: RoomState): Phase | null {
  const next = PHASES[PHASES.indexOf(state.phase) + 1];
  return next !== undefined && PROCEEDED.includes(next) ? next : null;
}

function judgeProceed(state: RoomState, to: Phase, author: Session): Refusal | null {
  if (to !== nextPhase(state)) return refusal('PHASE', '不能跳过阶段', 'No phase is skipped');
  const leader =
    PHASES.indexOf(to) <= PHASES.indexOf('chair')
      ? author.role === 'supervisor'
      : author.who === state.chair?.member;
  const { chair, supervisor } = termsOf(state);
  const first = blockers(state, to)[0];
  if (first !== undefined) return first;
  return leader
    ? null
    : refusal(
        'OFFICE',
        `本阶段由${chair}（推选前由${supervisor}）推进`,
        'The chair goes on to the next phase; before the election the supervisor does',
      );
}

/** A round goes on after a substitution where the same bids are still in; else a new one begins, with new keys. */
function beginScoring(state: RoomState, seq: number): void {
  const bids = responsive(state);
  const running = currentRound(state);
  if (running !== undefined) {
    if (running.bids.length === bids.length && running.bids.every((b, i) => b === bids[i])) return;
    running.abandoned = seq;
  }
  const due = bids.flatMap((bid) => expertsItems(state.pkg.data).map((item) => cellKey(bid, item.id)));
  state.rounds.push({
    number: state.rounds.length + 1,
    opened: seq,
    due,
    bids,
    abandoned: null,
    deals: new Map(),
    cells: new Map(),
    submits: new Map(),
    keys: new Map(),
    sheets: new Map(),
  });
}

export const course: Rules<'proceed' | 'back' | 'witness' | 'pause' | 'resume'> = {
  proceed: {
    by: ['supervisor', 'chair'],
    judge: (_, state, act, author) => judgeProceed(state, act.body.to, author),
    apply(_, state, { act, seq, at }) {
      state.phase = act.body.to;
      state.phaseSince = at;
      if (act.body.to === 'scoring') beginScoring(state, seq);
    },
  },
  back: {
    by: ['chair'],
    during: phases(PHASES, 'clarification', 'signing'),
    judge(_, state, { body }) {
      if (PHASES.indexOf(body.to) >= PHASES.indexOf(state.phase))
        return refusal('BACK_TO', '只能退回到较早的阶段', 'One can only go back to an earlier phase');
      return state.signatures.size === 0
        ? null
        : refusal('SIGNED', '已有成员签署，不能退回', 'A member has signed: it is too late to go back');
    },
    apply: (_, state, { act, hash, seq }) => {
      state.backs.set(hash, { body: act.body, seq, phase: state.phase });
    },
  },
  witness: {
    by: ['supervisor'],
    judge(_, state, { body }) {
      const request = state.backs.get(body.act);
      if (request === undefined)
        return refusal('BACK_UNKNOWN', '没有这一退回申请', 'There is no such request');
      if (request.phase !== state.phase || state.signatures.size > 0)
        return refusal('BACK_STALE', '该申请已经过时', 'The request is out of date');
      return null;
    },
    apply(_, state, { act, seq, at }) {
      const request = state.backs.get(act.body.act)!;
      const { to, reason } = request.body;
      state.superseded.push({
        from: state.phase,
        to,
        reason,
        requested: request.seq,
        witnessed: seq,
        outcome: state.outcome,
      });
      const round = currentRound(state);
      if (round !== undefined) round.abandoned = seq;
      returnTo(state, to, at);
      if (to === 'scoring') beginScoring(state, seq);
    },
  },
  pause: {
    by: ['supervisor'],
    apply(_, state, { act, seq, at }) {
      state.paused = { seq, reason: act.body.reason };
      state.pauses.push({ reason: act.body.reason, from: at, to: null, present: act.body.present });
    },
  },
  resume: {
    by: ['supervisor'],
    whilePaused: true,
    judge: (_, state) =>
      state.paused === null ? refusal('NOT_PAUSED', '评标并未暂停', 'The room is not paused') : null,
    apply(_, state, { at }) {
      state.paused = null;
      state.pauses.at(-1)!.to = at;
    },
  },
};
