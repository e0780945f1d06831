/**
 * The voice-masked intercom (变声电话): an expert speaks with the supervisor, the agency or, while bids are being clarified, a bidder's
 * representative, and neither side knows the other's voice. The journal holds who spoke with whom, and from when to when.
 */

import { type CallPeer, PHASES } from '../journal/acts.ts';
import type { RoomState } from '../journal/state.ts';
import { recordingDue } from '../recording/dueNow.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { activeSession } from './committee.ts';
import { phases, type Rules } from './rule.ts';
import { termsOf } from './terms.ts';

const samePeer = (a: CallPeer, b: CallPeer): boolean =>
  a.kind === 'supervisor' && b.kind === 'supervisor' ? a.supervisor === b.supervisor : a.kind === b.kind;

/** R12 30, BR 52: a bidder explains in writing; a call helps with a question that was put in writing and stays open until it is so answered. */
function judgeBidder(state: RoomState, question: string): Refusal | null {
  if (state.opening?.intercom?.bidders !== true)
    return refusal(
      'CALL_BIDDERS',
      '本评标室不允许与投标人代表通话',
      'This room allows no calls with bidders’ representatives',
    );
  if (state.phase !== 'clarification')
    return refusal(
      'CALL_PHASE',
      '只有在澄清阶段才能与投标人代表通话',
      'A bidder’s representative is spoken with in the clarification phase only',
    );
  return state.questions.get(question)?.answer === null
    ? null
    : refusal(
        'CALL_QUESTION',
        '通话须针对已书面提出、尚未书面答复的澄清问题',
        'The call is about a question that was put in writing and is not yet answered in writing',
      );
}

function judgePeer(state: RoomState, peer: CallPeer): Refusal | null {
  switch (peer.kind) {
    case 'supervisor':
      return activeSession(state, peer.supervisor)?.role === 'supervisor'
        ? null
        : refusal('CALL_SUPERVISOR', `该${termsOf(state).supervisor}不在场`, 'That supervisor is not here');
    case 'agency':
      return null;
    case 'bidder':
      return judgeBidder(state, peer.question);
  }
}

/** One to one: in a line of three, experts would speak with each other, and bidders hear each other's explanations. */
function busy(state: RoomState, who: string, peer: CallPeer): boolean {
  for (const call of state.calls.values())
    if (call.end === null && (call.by === who || samePeer(call.with, peer))) return true;
  return false;
}

export const intercom: Rules<'call' | 'call-end'> = {
  call: {
    by: ['member'],
    during: phases(PHASES, 'commitment', 'signing'),
    judge(_, state, { body }, author) {
      const { who } = author;
      if (!recordingDue(state, author))
        return refusal(
          'CALL_UNRECORDED',
          '通话须录音，本席位现在不录音录像（未启用，或者评分已经开封），不能使用变声电话',
          'A call must be recorded, and this seat is not: the room asks for no recording, or the scores are out',
        );
      if (busy(state, who, body.with))
        return refusal(
          'CALL_BUSY',
          '线路正忙，请等当前通话结束',
          'The line is busy; wait for the call to end',
        );
      return judgePeer(state, body.with);
    },
    apply(_, state, { act: { body }, hash, seq, at }, { who }) {
      state.calls.set(hash, { by: who, with: body.with, seq, at, end: null });
    },
  },
  /** Whoever notices first says it: the expert, the supervisor or, of a line that broke, the machines. */
  'call-end': {
    by: ['member', 'supervisor', 'host'],
    unattended: true,
    whilePaused: true,
    judge(_, state, { body }, author) {
      const call = state.calls.get(body.call);
      if (call === undefined) return refusal('CALL_UNKNOWN', '没有这一通话', 'There is no such call');
      if (call.end !== null) return refusal('CALL_ENDED', '该通话已经结束', 'The call has ended already');
      return author.role === 'member' && author.who !== call.by
        ? refusal('CALL_FOREIGN', '只能结束本人的通话', 'A member ends the own call only')
        : null;
    },
    apply(_, state, { act: { body }, seq, at }) {
      state.calls.get(body.call)!.end = { seq, at, how: body.how };
    },
  },
};
