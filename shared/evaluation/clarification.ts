/** Clarification (澄清、说明、补正, BR 52): asked in writing by the committee only, answered in writing, changing nothing of substance. */
import { PHASES } from '../journal/acts.ts';
import type { RoomState } from '../journal/state.ts';
import { type Refusal, refusal } from '../refusal.ts';
import { phases, type Rules } from './rule.ts';

const ASKED = phases(PHASES, 'review', 'consolidation');

/** Questions without an answer, by act hash. */
const openQuestions = (state: RoomState): string[] =>
  [...state.questions].filter(([, question]) => question.answer === null).map(([hash]) => hash);

/** What keeps the committee from going on to scores, or to a ranking: a question that it asked and that nobody has answered. `QUESTION_OPEN`. */
export function questionOpen(state: RoomState): Refusal[] {
  const { length } = openQuestions(state);
  return length === 0
    ? []
    : [
        refusal(
          'QUESTION_OPEN',
          `还有 ${length} 个澄清问题未答复`,
          `${length} questions to bidders are not answered`,
        ),
      ];
}

/** Those whose answers can be entered now; what nobody answered before the outcome stays open for good. */
export const answerable = (state: RoomState): string[] =>
  state.paused === null && ASKED.includes(state.phase) ? openQuestions(state) : [];

function judgeQuestion(state: RoomState, bid: string): Refusal | null {
  return state.pkg.data.bids.some((b) => b.bid === bid)
    ? null
    : refusal('BID_UNKNOWN', `没有投标 ${bid}`, `There is no bid ${bid}`);
}

export const clarification: Rules<'question' | 'answer'> = {
  question: {
    by: ['chair'],
    during: ASKED,
    judge: (_, state, act) => judgeQuestion(state, act.body.bid),
    apply(_, state, { act: { body }, hash, seq }, { who }) {
      state.questions.set(hash, { bid: body.bid, text: body.text, seq, by: who, answer: null });
    },
  },
  /** The answer comes from outside, over the platform or on a supervised disk; the supervisor enters what arrived, the bidder signed it. */
  answer: {
    by: ['supervisor'],
    during: ASKED,
    judge(_, state, { body }) {
      const question = state.questions.get(body.question);
      if (question === undefined)
        return refusal('QUESTION_UNKNOWN', '没有这一澄清问题', 'There is no such question');
      return question.answer === null
        ? null
        : refusal('ANSWERED', '该问题已有答复', 'This question has been answered');
    },
    apply(_, state, { act: { body }, seq }) {
      const { text, document, signedBy } = body;
      state.questions.get(body.question)!.answer = {
        text,
        signedBy,
        seq,
        ...(document === undefined ? {} : { document }),
      };
    },
  },
};
