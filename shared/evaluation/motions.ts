/** Motions and votes (表决): everything that the committee decides by majority besides the review's own checks. */

import { PHASES } from '../journal/acts.ts';
import type { Motion } from '../journal/motion.ts';
import type { MotionState, RoomState } from '../journal/state.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { scoreFault } from '../scoring/index.ts';
import { cellKey, currentRound, expertsItems, isMember, majorityOf } from './committee.ts';
import { FEW, rankingOpen } from './outcome.ts';
import { responsive } from './review.ts';
import { phases, type Rules } from './rule.ts';
import { termsOf } from './terms.ts';
import { settlesTie, tieAtCut } from './tieAtCut.ts';

type Judges = {
  [K in Motion['kind']]: (state: RoomState, motion: Extract<Motion, { kind: K }>) => Refusal | null;
};

const wrongPhase = refusal(
  'MOTION_PHASE',
  '现阶段不能提出这一表决事项',
  'This motion does not belong to the present phase',
);

const memberOnly = (state: RoomState, who: string): Refusal | null =>
  isMember(state, who)
    ? null
    : refusal('NOT_MEMBER', '所指人员不是现任成员', 'The one named is not a current member');

const judges: Judges = {
  absence: (state, motion) => memberOnly(state, motion.member),
  /** R12 27; under procurement fewer than three bids are void by law and nothing is voted. */
  'reject-all': (state) => {
    if (state.pkg.data.project.regime !== 'tendering')
      return refusal(
        'REGIME',
        '政府采购中有效投标不足三家的，依法予以废标，不作表决',
        'Under procurement nothing is voted where fewer than three bids are valid: it is void by law',
      );
    if (responsive(state).length >= FEW)
      return refusal(
        'ENOUGH_BIDS',
        '有效投标不少于三个，不得以缺乏竞争为由否决',
        'Three or more bids are left: lack of competition is no ground',
      );
    return PHASES.indexOf(state.phase) >= PHASES.indexOf('clarification') ? null : wrongPhase;
  },
  stop: () => null,
  mend(state, motion) {
    const round = currentRound(state);
    const value = round?.sheets.get(motion.member)?.values.get(cellKey(motion.bid, motion.item));
    if (state.phase !== 'consolidation' || round?.number !== motion.round) return wrongPhase;
    if (value === undefined || value.fault === null)
      return refusal('MEND_SOUND', '该评分并无异常，不得改动', 'Nothing is wrong with this score');
    const item = expertsItems(state.pkg.data).find((i) => i.id === motion.item)!;
    return scoreFault(item, motion.score) === null
      ? null
      : refusal(
          'SCORE_OUT_OF_RANGE',
          `${item.name} 的评分须在规定范围内`,
          `The score of ${item.name} must be in range and on the step`,
        );
  },
  /** R12 43: refuses to sign and gives no reason. */
  'taken-to-agree': (state, motion) =>
    state.phase !== 'signing'
      ? wrongPhase
      : state.signatures.has(motion.member)
        ? refusal('SIGNED', '该成员已经表明意见', 'This member has signed or dissented already')
        : memberOnly(state, motion.member),
  'settle-tie'(state, motion) {
    if (state.phase !== 'consolidation') return wrongPhase;
    const first = rankingOpen(state).find((open) => open.code !== 'TIE_UNSETTLED');
    if (first !== undefined) return first;
    const tie = tieAtCut(state);
    return tie !== null && settlesTie(tie, motion.candidates)
      ? null
      : refusal(
          'TIE_CHOICE',
          '须在并列的投标人中确定，且不改变名次',
          'Choose among the tied bids, without changing any rank',
        );
  },
};

function judgeMotion(state: RoomState, motion: Motion): Refusal | null {
  const judge = judges[motion.kind] as (state: RoomState, motion: Motion) => Refusal | null;
  return judge(state, motion);
}

/**
 * Motions that can still be voted on. What a return, a substitution, a signature or a changed score has overtaken stays undecided in the record, and
 * nobody is asked it any more.
 */
export const openMotions = (state: RoomState): MotionState[] =>
  [...state.motions.values()].filter(
    ({ carried, motion }) => carried === null && judgeMotion(state, motion) === null,
  );

/** The votes that count: the present members'. */
export const votesOn = (state: RoomState, { votes }: MotionState): { readonly yes: boolean }[] =>
  [...votes].flatMap(([who, vote]) => (isMember(state, who) ? vote : []));

/** Carried by more than half of the current members, lost when no longer possible; votes of replaced members do not count. */
function count(state: RoomState, motion: MotionState): void {
  const votes = votesOn(state, motion);
  const yes = votes.filter((vote) => vote.yes).length;
  const majority = majorityOf(state.members.length);
  if (yes >= majority) motion.carried = true;
  else if (state.members.length - (votes.length - yes) < majority) motion.carried = false;
}

/** What a carried motion does at once; the others are grounds that later acts name. */
function carry(state: RoomState, motion: Motion, seq: number): void {
  if (motion.kind === 'settle-tie') state.settled = motion.candidates;
  if (motion.kind === 'taken-to-agree')
    state.signatures.set(motion.member, { kind: 'taken-to-agree', reason: motion.reason, seq });
  if (motion.kind === 'mend') {
    const value = currentRound(state)!
      .sheets.get(motion.member)!
      .values.get(cellKey(motion.bid, motion.item))!;
    value.changes.push({ from: value.score, to: motion.score, ground: 'mend', reason: motion.reason, seq });
    value.score = motion.score;
    state.settled = null;
  }
}

export const motions: Rules<'move' | 'vote'> = {
  move: {
    by: ['member'],
    during: phases(PHASES, 'commitment', 'signing'),
    judge(_, state, { body: { motion } }, { who }) {
      if (
        motion.kind === 'absence' &&
        state.chair !== null &&
        state.chair.member !== who &&
        state.chair.member !== motion.member
      )
        return refusal(
          'CHAIR_ONLY',
          `成员缺席由${termsOf(state).chair}记录并提请表决`,
          'Absence is recorded by the chair',
        );
      return judgeMotion(state, motion);
    },
    apply(_, state, { act, hash, seq }, { who }) {
      state.motions.set(hash, {
        act: hash,
        by: who,
        motion: act.body.motion,
        seq,
        votes: new Map(),
        carried: null,
        decided: null,
      });
    },
  },
  vote: {
    by: ['member'],
    during: phases(PHASES, 'commitment', 'signing'),
    judge(_, state, { body }, { who }) {
      const motion = state.motions.get(body.motion);
      if (motion === undefined)
        return refusal('MOTION_UNKNOWN', '没有这一表决事项', 'There is no such motion');
      if (motion.carried !== null)
        return refusal('MOTION_DECIDED', '该事项已经表决完毕', 'This motion has been decided');
      if (motion.votes.has(who)) return refusal('VOTE_TWICE', '您已就此表决', 'You have voted on this');
      return judgeMotion(state, motion.motion);
    },
    apply(_, state, { act, seq }, { who }) {
      const motion = state.motions.get(act.body.motion)!;
      motion.votes.set(who, { yes: act.body.yes, reason: act.body.reason });
      count(state, motion);
      if (motion.carried !== null) motion.decided = seq;
      if (motion.carried === true) carry(state, motion.motion, seq);
    },
  },
};
